/** What a period will bring: the weeks around National Day 2026, assumptions, peaks and the difference of settings. */
import { describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { compareForecasts, loadOf } from '../../shared/app/compare-forecasts.ts';
import type { DistrictSettings } from '../../shared/app/district.ts';
import { execute } from '../../shared/app/execute.ts';
import { type Assumption, type Forecast, forecast } from '../../shared/app/forecast.ts';
import { differenceTable, forecastTable, inCsv } from '../../shared/app/forecast-lines.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { Observed } from '../../shared/app/simulate.ts';
import { trySettings } from '../../shared/app/try-settings.ts';
import { formatInstant, type Instant } from '../../shared/domain/time/instant.ts';
import { chinaTime, DISTRICT, engineOn, setUpDemo } from '../support/office.ts';

interface Asked {
  readonly overrides?: DistrictSettings['overrides'];
  readonly rules?: readonly string[];
  readonly assumption?: Assumption;
  /** Commands before the period, by verb: they take place at its run-up's beginning. */
  readonly before?: readonly (readonly [string, Readonly<Record<string, unknown>>])[];
  /** Settings laid over what is there then. */
  readonly tried?: DistrictSettings['overrides'];
}

/** Forecasts days in China, the last included, after a run-up from 8 o'clock on the given day. */
async function forecastOf(runUp: string, first: string, last: string, asked: Asked = {}): Promise<Forecast> {
  const observed = new Observed();
  const engine = engineOn({ store: observed.watch(openSqliteStore({ file: ':memory:' })) });
  const start = chinaTime(`${runUp} 08:00`);
  const { overrides = {}, rules = null, before = [], assumption = 'as-expected' } = asked;
  await setUpDemo(engine, start, { overrides, rules });
  for (const [index, [verb, fields]] of before.entries()) {
    const command = readCommand(verb, fields, start);
    const envelope = { district: DISTRICT, commandId: `c${index}`, actor: 'office', command };
    expect(await execute(engine, envelope, start)).toEqual({ outcome: 'done' });
  }
  if (asked.tried) {
    const rulebook = 'shuangyang-2018';
    await trySettings(
      engine,
      DISTRICT,
      { rulebook, overrides: { ...overrides, ...asked.tried }, rules },
      start,
    );
  }
  const from = chinaTime(`${first} 00:00`);
  const until = chinaTime(`${last} 23:59`);
  return forecast(engine, observed, { district: DISTRICT, start, from, until, assumption });
}

const nationalDay = (asked: Asked = {}) =>
  forecastOf('2026-09-07', '2026-09-28', '2026-10-12', { rules: ['D76-*'], ...asked });

const china = (instant: Instant) => formatInstant(instant, 'Asia/Shanghai').slice(5, 16).replace('T', ' ');

const limits = ({ duties }: Forecast) => duties.map(({ id, dueAt }) => `${china(dueAt)} ${id}`);

describe('the weeks around National Day 2026', () => {
  test('every duty with its limit: nothing falls on the days off, the make-up Saturday is a working day', async () => {
    expect(limits(await nationalDay())).toEqual([
      '09-28 08:30 2026-W40/D76-3',
      '09-28 09:00 2026-W40/D76-2',
      '09-30 12:00 2026-W41/D76-1/executive-vice-mayor',
      '09-30 12:00 2026-W41/D76-1/mayor',
      '09-30 12:00 2026-W41/D76-1/vice-mayor-1',
      '09-30 16:30 2026-W41/D76-2/draft',
      '09-30 17:00 2026-W40/D76-2/holiday',
      '10-08 08:30 2026-W41/D76-3',
      '10-08 09:00 2026-W41/D76-2',
      '10-10 12:00 2026-W42/D76-1/executive-vice-mayor',
      '10-10 12:00 2026-W42/D76-1/mayor',
      '10-10 12:00 2026-W42/D76-1/vice-mayor-1',
      '10-10 16:30 2026-W42/D76-2/draft',
      '10-12 08:30 2026-W42/D76-3',
      '10-12 09:00 2026-W42/D76-2',
    ]);
  });

  test('each person and day, duties and messages', async () => {
    const { days } = loadOf(await nationalDay());
    const mayor = days.filter(({ bearer }) => bearer.title === '区长联络员');
    expect(mayor.map(({ day, duties, notices }) => [day, duties, notices])).toEqual([
      ['2026-09-28', 0, 1],
      ['2026-09-29', 0, 1],
      ['2026-09-30', 1, 1],
      ['2026-10-08', 0, 1],
      ['2026-10-09', 0, 1],
      ['2026-10-10', 1, 1],
      ['2026-10-12', 0, 1],
    ]);
    expect(mayor[0]?.bearer.person).toBe('p-mayor-liaison');
  });

  test('the busiest day and person', async () => {
    const load = loadOf(await nationalDay());
    expect(load.busiestDay).toEqual({ of: '2026-09-30', duties: 5, notices: 4 });
    expect(load.busiestPerson?.of.title).toBe('区政府办公室秘书科');
    const sums = [load.duties, load.notices];
    expect(sums).toEqual([
      load.days.reduce((sum, { duties }) => sum + duties, 0),
      load.days.reduce((sum, { notices }) => sum + notices, 0),
    ]);
  });

  test('people stand in the order of the directory', async () => {
    const titles = loadOf(await nationalDay()).days.map(({ bearer }) => bearer.title);
    expect([...new Set(titles)]).toEqual([
      '区长联络员',
      '常务副区长联络员',
      '副区长（城乡建设）联络员',
      '区政府办公室秘书科',
    ]);
  });

  test('nothing is refused, and the same run gives the same forecast', async () => {
    const told = await nationalDay();
    expect(told.refused).toEqual([]);
    expect(await nationalDay()).toEqual(told);
  });
});

describe('assumptions', () => {
  test('as expected: nobody hears that something is missing', async () => {
    const { notices } = await nationalDay();
    expect(new Set(notices.map(({ kind }) => kind))).toEqual(new Set(['start', 'remind', 'change']));
  });

  test('nothing done: the whole ladder is climbed', async () => {
    const { notices } = await nationalDay({ assumption: 'nothing-done' });
    expect(new Set(notices.map(({ kind }) => kind))).toEqual(
      new Set(['start', 'remind', 'hasten', 'check', 'escalate', 'digest', 'warn']),
    );
  });

  test('nothing done is never less than as expected', async () => {
    const [ordinary, most] = [await nationalDay(), await nationalDay({ assumption: 'nothing-done' })];
    expect(loadOf(most).notices).toBeGreaterThan(loadOf(ordinary).notices);
    expect(loadOf(most).duties).toBe(loadOf(ordinary).duties);
  });
});

/** A meeting on 12 October, fixed on 7 September. */
const meeting = [
  'meeting.schedule',
  {
    id: 'm1',
    kind: 'executive',
    start: '2026-10-12T09:00:00+08:00',
    items: [{ id: 'i1', unit: 'housing', title: '方案' }],
  },
] as const;

describe('what is already scheduled', () => {
  test('is forecast with its people', async () => {
    const { duties, notices } = await nationalDay({
      rules: ['D52-06', 'D52-07', 'D52-08'],
      before: [meeting],
    });
    expect(duties.map(({ id, bearer }) => [id, bearer.title])).toEqual([
      ['m1/D52-06', '区政府办公室秘书科'],
      ['m1/D52-07/i1', '区住建局联络员'],
      ['m1/D52-08', '区政府办公室秘书科'],
    ]);
    expect(notices.filter(({ bearer }) => bearer.person === 'p-housing-liaison').length).toBeGreaterThan(0);
  });

  test('falls to whoever acts on the day of the limit', async () => {
    const absence = [
      'absence.record',
      {
        id: 'a1',
        post: 'housing.liaison',
        from: '2026-10-08T00:00:00+08:00',
        to: '2026-10-16T00:00:00+08:00',
        reason: '休假',
        standIn: 'housing.deputy',
      },
    ] as const;
    const { duties } = await nationalDay({ rules: ['D52-07'], before: [meeting, absence] });
    expect(duties.map(({ bearer }) => bearer.person)).toEqual(['p-housing-deputy']);
  });

  test('goes out although sending is stopped at present, and says so', async () => {
    const stop = ['sending.stop', { by: 'office-director', why: '核对登记' }] as const;
    const told = await nationalDay({ rules: ['D52-06', 'D52-07', 'D52-08'], before: [meeting, stop] });
    const free = await nationalDay({ rules: ['D52-06', 'D52-07', 'D52-08'], before: [meeting] });
    expect([told.sendingResumed, free.sendingResumed]).toEqual([true, false]);
    expect(told.notices).toEqual(free.notices);
  });

  test('falls to those it is meant for although its rule is in shadow', async () => {
    const shadow = ['rule.shadow', { rule: 'D52-*', by: 'office-director', why: '试运行' }] as const;
    const told = await nationalDay({ rules: ['D52-07'], before: [shadow, meeting] });
    const free = await nationalDay({ rules: ['D52-07'], before: [meeting] });
    expect(told.notices.length).toBeGreaterThan(0);
    expect(told.notices.map(({ at, bearer, shadow: draft }) => [at, bearer, draft])).toEqual(
      free.notices.map(({ at, bearer }) => [at, bearer, true]),
    );
  });

  test('reaches leaders although 办公室主任 has to release it', async () => {
    const asked = {
      rules: ['D52-06', 'D52-07', 'D52-08'],
      before: [meeting],
      assumption: 'nothing-done',
    } as const;
    const released = await nationalDay({ ...asked, overrides: { 'leader.confirm': true } });
    const free = await nationalDay(asked);
    const what = ({ notices }: Forecast) => notices.map(({ rung, to, for: served }) => [rung, to, served]);
    expect(what(released)).toEqual(what(free));
  });
});

describe('two settings compared', () => {
  test('weekly.mode=B: the table is due a working day earlier, across the holiday', async () => {
    const { moved, gone, added } = compareForecasts(
      await nationalDay(),
      await nationalDay({ overrides: { 'weekly.mode': 'B' } }),
    );
    expect(moved.map(({ before, after }) => [before.id, china(before.dueAt), china(after.dueAt)])).toEqual([
      ['2026-W40/D76-3', '09-28 08:30', '09-24 16:30'],
      ['2026-W40/D76-2', '09-28 09:00', '09-24 17:00'],
      ['2026-W41/D76-3', '10-08 08:30', '09-30 16:30'],
      ['2026-W41/D76-2', '10-08 09:00', '09-30 17:00'],
      ['2026-W42/D76-3', '10-12 08:30', '10-10 16:30'],
      ['2026-W42/D76-2', '10-12 09:00', '10-10 17:00'],
    ]);
    expect([gone, added]).toEqual([[], []]);
  });

  test('days that differ, for each person', async () => {
    const { days } = compareForecasts(
      await nationalDay(),
      await nationalDay({ overrides: { 'weekly.mode': 'B' } }),
    );
    const office = days.filter(({ before }) => before.bearer.title === '区政府办公室秘书科');
    expect(office.map(({ before, after }) => [before.day, before.duties, after.duties])).toEqual([
      ['2026-09-28', 2, 0],
      ['2026-09-30', 2, 4],
      ['2026-10-08', 2, 0],
      ['2026-10-10', 1, 3],
      ['2026-10-12', 2, 0],
    ]);
  });

  test('a rule switched off: its duties are gone, and nothing else', async () => {
    const all = await nationalDay({ rules: ['D76-*', 'D52-06', 'D52-07', 'D52-08'], before: [meeting] });
    const { gone, added, moved } = compareForecasts(
      all,
      await nationalDay({ rules: ['D76-*', 'D52-07'], before: [meeting] }),
    );
    expect(gone.map(({ id }) => id)).toEqual(['m1/D52-06', 'm1/D52-08']);
    expect([added, moved]).toEqual([[], []]);
  });

  test('settings tried on what is scheduled move its limits as if they had always been', async () => {
    const asked = { rules: ['D52-07'], before: [meeting] };
    const always = await nationalDay({ ...asked, overrides: { 'materials.mode': 'D' } });
    const tried = await nationalDay({ ...asked, tried: { 'materials.mode': 'D' } });
    expect(limits(tried)).toEqual(limits(always));
    expect(limits(tried)).not.toEqual(limits(await nationalDay(asked)));
  });

  test('a forecast does not differ from itself', async () => {
    const told = await nationalDay();
    const { moved, gone, added, days } = compareForecasts(told, told);
    expect([moved, gone, added, days]).toEqual([[], [], [], []]);
  });
});

describe('tables for a spreadsheet', () => {
  test('every duty and every notice has its row', async () => {
    const told = await nationalDay();
    const table = forecastTable(told);
    expect(table).toHaveLength(1 + told.duties.length + told.notices.length);
    expect(new Set(table.map((row) => row.length))).toEqual(new Set([11]));
  });

  test('a difference has rows of one width', async () => {
    const [first, second] = [await nationalDay(), await nationalDay({ overrides: { 'weekly.mode': 'B' } })];
    const table = differenceTable(compareForecasts(first, second), first);
    expect(new Set(table.map((row) => row.length))).toEqual(new Set([8]));
    expect(new Set(table.slice(1).map(([kind]) => kind))).toEqual(
      new Set(['时限变化', '到期项数', '提醒条数']),
    );
  });

  test.each([
    ['a,b', '"a,b"', 'a comma'],
    ['说“好”"', '"说“好”"""', 'a quote'],
    ['=1+1', "'=1+1", 'a formula'],
    ['一', '一', 'plain text'],
  ])('%s becomes %s: %s', (cell, written) => {
    expect(inCsv([[cell]])).toBe(`\uFEFF${written}\r\n`);
  });
});
