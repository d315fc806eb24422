import { describe, expect, test } from 'vitest';
import { explain, explanationJson } from '../../shared/app/explain.ts';
import { sayExplanation } from '../../shared/app/say-explanation.ts';
import { formatInstant, parseInstant } from '../../shared/domain/time/instant.ts';
import { ground, shuangyang } from '../support/shuangyang.ts';

interface Limit {
  readonly dueAt: string | null;
  readonly none?: string;
  readonly provisional: boolean;
  readonly mayChange?: boolean;
  readonly basis: string;
  readonly calendar: readonly string[];
  readonly steps: readonly { at: string; say: string }[];
  readonly rungs: readonly { id: string; at: string; kind: string; to: readonly string[] }[];
}

interface Printed extends Limit {
  readonly readings?: readonly { id: string; dueAt: string | null; operative?: boolean }[];
  readonly deadlines?: readonly (Limit & { id: string; variant?: string })[];
}

function explained(rule: string, at: string, settings: Record<string, unknown> = {}) {
  return explain({ rule, at: parseInstant(at) }, shuangyang, ground(settings));
}

/** What `duban explain --json` prints, read back. */
function printed(rule: string, at: string, settings: Record<string, unknown> = {}): Printed {
  return JSON.parse(JSON.stringify(explanationJson(explained(rule, at, settings))));
}

const local = (text: string | null) => (text === null ? null : `${text.replace(' ', 'T')}:00+08:00`);

describe('papers at least one day before the meeting (D52-07)', () => {
  test.each([
    [
      '2026-03-18 09:00',
      '2026-03-17 09:00',
      '2026-03-17 17:00',
      '2026-03-17 17:00',
      '2026-03-16 17:00',
      'an ordinary Wednesday',
    ],
    [
      '2026-03-16 14:00',
      '2026-03-15 14:00',
      '2026-03-15 17:00',
      '2026-03-13 17:00',
      '2026-03-12 17:00',
      'a Monday afternoon',
    ],
    [
      '2026-10-08 09:00',
      '2026-10-07 09:00',
      '2026-10-07 17:00',
      '2026-09-30 17:00',
      '2026-09-29 17:00',
      'the first day after National Day',
    ],
    [
      '2025-10-09 09:00',
      '2025-10-08 09:00',
      '2025-10-08 17:00',
      '2025-09-30 17:00',
      '2025-09-29 17:00',
      'after eight days off',
    ],
    [
      '2026-09-21 09:00',
      '2026-09-20 09:00',
      '2026-09-20 17:00',
      '2026-09-20 17:00',
      '2026-09-18 17:00',
      'a Monday after a make-up Sunday',
    ],
    [
      '2026-09-20 09:00',
      '2026-09-19 09:00',
      '2026-09-19 17:00',
      '2026-09-18 17:00',
      '2026-09-17 17:00',
      'on a make-up Sunday',
    ],
    [
      '2025-09-13 09:00',
      '2025-09-12 09:00',
      '2025-09-12 17:00',
      '2025-09-12 17:00',
      '2025-09-11 17:00',
      'on a free Saturday',
    ],
    [
      '2026-02-24 09:00',
      '2026-02-23 09:00',
      '2026-02-23 17:00',
      '2026-02-14 17:00',
      '2026-02-13 17:00',
      'after Spring Festival',
    ],
    [
      '2026-04-07 09:00',
      '2026-04-06 09:00',
      '2026-04-06 17:00',
      '2026-04-03 17:00',
      '2026-04-02 17:00',
      'after Qingming',
    ],
    [
      '2027-03-15 09:00',
      '2027-03-14 09:00',
      '2027-03-14 17:00',
      '2027-03-12 17:00',
      '2027-03-11 17:00',
      'in a year without notice',
    ],
  ])('%s (%#): A %s, B %s, C %s, D %s: %s', (start, a, b, c, d) => {
    const { dueAt, readings } = printed('D52-07', `${start.replace(' ', 'T')}:00+08:00`);
    expect(dueAt).toBe(local(c));
    expect(readings).toEqual([
      { id: 'A', dueAt: local(a) },
      { id: 'B', dueAt: local(b) },
      { id: 'C', dueAt: local(c), operative: true },
      { id: 'D', dueAt: local(d) },
    ]);
  });

  test('says each step, for the meeting after National Day', () => {
    const { steps, calendar, provisional, ...rest } = printed('D52-07', '2026-10-08T09:00:00+08:00');
    expect(steps).toEqual([
      { at: '2026-10-08', say: '会议日2026-10-08（星期四）' },
      { at: '2026-10-07', say: '会前1天；10-01至10-07国庆节放假，向前顺延' },
      { at: '2026-09-30T17:00:00+08:00', say: '节前最后一个工作日9月30日（星期三），报送截止17:00' },
    ]);
    expect(calendar).toEqual([expect.stringMatching(/^cn-2026#[0-9a-f]{8}$/)]);
    expect(provisional).toBe(false);
    expect(rest).not.toHaveProperty('mayChange');
    expect(rest).not.toHaveProperty('none');
    expect(rest).toMatchObject({
      rule: 'D52-07',
      article: '52',
      quote: expect.stringContaining('至少于会前1天报送区政府办公室'),
      anchor: '2026-10-08T09:00:00+08:00',
      rulebook: 'shuangyang-2018',
      basis: 'clause',
    });
  });

  test.each([
    ['2026-03-16T14:00:00+08:00', '周末前最后一个工作日3月13日（星期五），报送截止17:00', 'a weekend'],
    ['2026-03-18T09:00:00+08:00', '3月17日（星期二），报送截止17:00', 'nothing between'],
    ['2026-09-21T09:00:00+08:00', '9月20日（星期日），报送截止17:00', 'a make-up Sunday is the day before'],
  ])('meeting %s: the last step is %s (%s)', (start, say) => {
    expect(printed('D52-07', start).steps.at(-1)?.say).toBe(say);
  });

  test('lists the rungs counted from the limit, also past ones, in order of time', () => {
    const { rungs } = printed('D52-07', '2026-10-08T09:00:00+08:00');
    expect(rungs[0]).toEqual({
      at: '2026-09-29T09:00:00+08:00',
      kind: 'remind',
      to: ['unit.liaison'],
      id: 'remind-1',
    });
    expect(rungs.map(({ at }) => at)).toEqual(rungs.map(({ at }) => at).toSorted());
    expect(rungs.map(({ id }) => id)).not.toContain('start');
    expect(rungs.find(({ id }) => id === 'hasten')).toMatchObject({ early: 'not-received' });
    expect(rungs.at(-1)).toMatchObject({ id: 'outstanding', repeatSeconds: 604_800 });
  });

  test('a rung that waits for its signal has no time', () => {
    const { rungs } = printed('D52-07', '2026-10-08T09:00:00+08:00', { 'check.required': 'true' });
    expect(rungs.find(({ id }) => id === 'hasten')).toMatchObject({ at: null, early: 'not-received' });
  });

  test.each<[string, boolean, boolean | undefined, string]>([
    ['2027-03-15T09:00:00+08:00', true, undefined, 'looks at days of 2027'],
    ['2027-01-01T09:00:00+08:00', false, true, 'looks at 31 December 2026 only'],
    ['2026-12-28T09:00:00+08:00', false, true, 'looks back over 26 December'],
    ['2026-12-26T09:00:00+08:00', false, undefined, 'looks at 25 December only'],
    ['2025-12-31T09:00:00+08:00', false, undefined, 'the next year is announced'],
  ])(
    'meeting %s: provisional %s, mayChange %s (%s)',
    (start: string, provisional: boolean, mayChange: boolean | undefined, _caption) => {
      const answer = printed('D52-07', start);
      expect([answer.provisional, answer.mayChange]).toEqual([provisional, mayChange]);
    },
  );

  test.each([
    ['materials.mode', 'D', '2026-09-29T17:00:00+08:00', 'another reading'],
    ['materials.offset', '2', '2026-09-29T17:00:00+08:00', 'two days'],
    ['work_end', '16:30', '2026-09-30T16:30:00+08:00', 'another cut-off'],
  ])('with %s=%s the limit is %s (%s)', (name, value, dueAt) => {
    expect(printed('D52-07', '2026-10-08T09:00:00+08:00', { [name]: value }).dueAt).toBe(dueAt);
  });

  test('without make-up days limit and rungs both fall on plain working days', () => {
    const answer = printed('D52-07', '2026-09-22T09:00:00+08:00', { makeup_counts: 'false' });
    expect(answer.dueAt).toBe('2026-09-21T17:00:00+08:00');
    expect(answer.rungs[0]?.at).toBe('2026-09-18T09:00:00+08:00');
  });

  test('an anchor in another offset names the same moment', () => {
    const answer = printed('D52-07', '2026-10-08T01:00:00Z');
    expect(answer).toMatchObject({ anchor: '2026-10-08T09:00:00+08:00', dueAt: '2026-09-30T17:00:00+08:00' });
  });
});

describe('the other rules of a meeting', () => {
  test.each([
    ['D52-06', '2026-10-08T09:00:00+08:00', '2026-09-29T17:00:00+08:00', 'the plan: two working days before'],
    [
      'D52-08',
      '2026-10-08T09:00:00+08:00',
      '2026-09-30T19:00:00+08:00',
      'distribution: 19:00 on the working day before',
    ],
  ])('%s at %s is due %s (%s)', (rule, start, dueAt) => {
    expect(printed(rule, start)).toMatchObject({ dueAt, basis: 'internal' });
  });
});

describe('public opinion (art. 36)', () => {
  test.each([
    ['D36-1', '2022-09-28T12:40:00+08:00', '2022-09-30T12:40:00+08:00', 'law'],
    ['D36-2', '2022-09-28T12:40:00+08:00', '2022-09-28T17:40:00+08:00', 'clause'],
    ['D36-2', '2023-04-18T12:57:00+08:00', '2023-04-18T17:57:00+08:00', 'clause'],
    ['D36-3', '2023-04-18T12:57:00+08:00', '2023-04-19T12:57:00+08:00', 'clause'],
    ['D36-3/plan', '2023-04-18T12:57:00+08:00', '2023-04-19T00:57:00+08:00', 'internal'],
    ['D36-4', '2023-04-18T12:57:00+08:00', '2023-04-19T00:57:00+08:00', 'internal'],
    ['D37-1', '2023-04-18T12:57:00+08:00', '2023-04-18T17:57:00+08:00', 'internal'],
  ])('%s from %s is due %s (%s), on clocks that know no calendar', (rule, start, dueAt, basis) => {
    expect(printed(rule, start)).toMatchObject({ dueAt, basis, calendar: [], provisional: false });
  });

  test('the conference comes with its plan, the conference first', () => {
    const { dueAt, deadlines } = printed('D36-3', '2026-10-02T09:00:00+08:00');
    expect(deadlines?.map(({ id, dueAt: due }) => [id, due])).toEqual([
      ['D36-3', dueAt],
      ['D36-3/plan', '2026-10-02T21:00:00+08:00'],
    ]);
  });

  test('rungs keep to the clock at night and on days off', () => {
    const { rungs } = printed('D36-2', '2026-10-02T22:00:00+08:00');
    expect(rungs.find(({ id }) => id === 'warn-mayor')?.at).toBe('2026-10-03T02:30:00+08:00');
    expect(rungs.find(({ id }) => id === 'repeat')).toMatchObject({ repeatSeconds: 1800 });
  });

  test('a variant for other conditions is listed with its name', () => {
    const { deadlines } = printed('D36-4', '2026-10-02T09:00:00+08:00');
    expect(deadlines?.map(({ id, variant, dueAt }) => [id, variant, dueAt])).toEqual([
      ['D36-4', undefined, '2026-10-02T21:00:00+08:00'],
      ['D36-4', 'later', '2026-10-03T09:00:00+08:00'],
    ]);
  });

  test('another number of hours moves the limit', () => {
    expect(printed('D36-2', '2026-10-02T09:00:00+08:00', { 'opinion.first_h': '4' }).dueAt).toBe(
      '2026-10-02T13:00:00+08:00',
    );
  });
});

describe('the weekly table (art. 76)', () => {
  test.each([
    [
      '2024-02-12',
      '2024-02-09 12:00',
      '2024-02-18 09:00',
      '2024-02-09 17:00',
      'only the make-up Sunday is worked',
    ],
    ['2026-03-16', '2026-03-13 12:00', '2026-03-16 09:00', '2026-03-13 17:00', 'an ordinary week'],
    ['2026-04-06', '2026-04-03 12:00', '2026-04-07 09:00', '2026-04-03 17:00', 'Monday is off'],
    [
      '2026-02-23',
      '2026-02-14 12:00',
      '2026-02-24 09:00',
      '2026-02-14 17:00',
      'inputs on a make-up Saturday',
    ],
    ['2026-10-05', '2026-09-30 12:00', '2026-10-08 09:00', '2026-09-30 17:00', 'National Day'],
    ['2026-01-05', '2026-01-04 12:00', '2026-01-05 09:00', '2026-01-04 17:00', 'inputs on a make-up Sunday'],
    ['2026-05-04', '2026-04-30 12:00', '2026-05-06 09:00', '2026-04-30 17:00', 'Labour Day'],
    ['2025-10-06', '2025-09-30 12:00', '2025-10-09 09:00', '2025-09-30 17:00', 'Mid-Autumn and National Day'],
    ['2026-09-21', '2026-09-20 12:00', '2026-09-21 09:00', '2026-09-20 17:00', 'a make-up Sunday before'],
    ['2025-05-05', '2025-04-30 12:00', '2025-05-06 09:00', '2025-04-30 17:00', 'Labour Day 2025'],
    ['2026-09-14', '2026-09-11 12:00', '2026-09-14 09:00', '2026-09-11 17:00', 'a make-up Sunday of its own'],
  ])('week of %s: inputs %s, table %s, alternative %s (%s)', (monday, input, table, alternative) => {
    for (const at of [`${monday}T00:00:00+08:00`, sundayNight(monday)]) {
      expect(printed('D76-1', at).dueAt).toBe(local(input));
      const { dueAt, readings } = printed('D76-2', at);
      expect(dueAt).toBe(local(table));
      expect(readings?.find(({ id }) => id === 'B')?.dueAt).toBe(local(alternative));
    }
  });

  /** The last second of the week that begins on that Monday. */
  function sundayNight(monday: string): string {
    const [day = ''] = new Date(Date.parse(`${monday}T00:00:00Z`) + 6 * 86_400_000).toISOString().split('T');
    return `${day}T23:59:59+08:00`;
  }

  test('a week that is off altogether has no table and says why', () => {
    const { dueAt, none, rungs, calendar } = printed('D76-2', '2026-02-18T12:00:00+08:00');
    expect([dueAt, rungs]).toEqual([null, []]);
    expect(none).toContain('不编制周安排表');
    expect(calendar).toHaveLength(1);
  });

  test('inputs can be kept off make-up days', () => {
    const settings = { 'weekly.input_on_makeup_day': 'false' };
    expect(printed('D76-1', '2026-09-21T09:00:00+08:00', settings).dueAt).toBe('2026-09-18T12:00:00+08:00');
  });

  test('the table comes with its draft and the holiday that begins in the week', () => {
    const { deadlines } = printed('D76-2', '2026-10-02T09:00:00+08:00');
    expect(deadlines?.map(({ id, dueAt, basis }) => [id, dueAt, basis])).toEqual([
      ['D76-2', '2026-09-28T09:00:00+08:00', 'clause'],
      ['D76-2/draft', '2026-09-24T16:30:00+08:00', 'internal'],
      ['D76-2/holiday', '2026-09-30T17:00:00+08:00', 'internal'],
    ]);
    expect(printed('D76-2', '2026-03-16T09:00:00+08:00').deadlines?.map(({ id }) => id)).toEqual([
      'D76-2',
      'D76-2/draft',
    ]);
  });
});

describe('what is due once in a period', () => {
  test.each([
    ['D50-1', '2026-06-01T00:00:00+08:00', '2026-06-30T17:00:00+08:00'],
    ['D50-1', '2026-12-25T09:00:00+08:00', '2026-12-31T17:00:00+08:00'],
    ['D52-01', '2026-02-10T12:00:00+08:00', '2026-02-28T17:00:00+08:00'],
    ['D38-2', '2026-03-18T09:00:00+08:00', '2026-04-27T17:00:00+08:00'],
    ['D66-1', '2025-12-01T00:00:00+08:00', '2025-12-31T17:00:00+08:00'],
  ])('%s, asked about at %s, is due at %s', (rule, at, due) => {
    const { main } = explained(rule, at);
    expect(main.evaluation.outcome === 'due' && formatInstant(main.evaluation.at, 'Asia/Shanghai')).toBe(due);
  });
});

describe('what cannot be explained', () => {
  test('an unknown rule is refused with the known ones', () => {
    expect(() => explained('D99-01', '2026-10-08T09:00:00+08:00')).toThrow(
      /'D99-01' is not a rule of shuangyang-2018; expected one of D\d+-\d+, /,
    );
  });
});

describe('in words for the clerk', () => {
  test('says limit, clause, steps, readings and reminders in full-width punctuation', () => {
    const text = sayExplanation(explained('D52-07', '2026-10-08T09:00:00+08:00'));
    expect(text).toContain('原文：“议题汇报单位要及时形成书面汇报材料，按标准格式（A4纸）印刷规定份数，');
    expect(text).toContain('时限：2026年9月30日（星期三）17:00\n性质：条文明定\n');
    expect(text).toContain('  2. 会前1天；10-01至10-07国庆节放假，向前顺延\n');
    expect(text).toContain('  C　前一个工作日下班前：2026年9月30日（星期三）17:00　←现行\n');
    expect(text).toContain('  2026年9月29日（星期二）09:00　提醒：承办单位联络员\n');
    expect(text).toContain('2026年10月8日（星期四）09:00　汇总：办公室经办人，此后每7天一次');
    expect(text.replaceAll(/\d:\d/g, '')).not.toMatch(/[,;:!?()"]/);
  });

  test.each([
    ['D52-07', '2027-03-15T09:00:00+08:00', '注意：时限未确认。'],
    ['D52-07', '2027-01-01T09:00:00+08:00', '注意：推算用到12月26日至31日，次年放假安排公布后可能调整。'],
    ['D76-2', '2026-02-18T09:00:00+08:00', '时限：无（本周全部为非工作日，不编制周安排表'],
    [
      'D76-2',
      '2026-10-02T09:00:00+08:00',
      '另有节日期间区领导活动和值班安排（D76-2/holiday）：2026年9月30日（星期三）17:00',
    ],
    ['D36-2', '2015-08-12T23:20:00+08:00', '所问时间不在本条施行期间（自2018年6月11日起）'],
  ])('%s at %s says “%s”', (rule, at, words) => {
    expect(sayExplanation(explained(rule, at))).toContain(words);
  });
});
