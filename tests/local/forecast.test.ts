/** `duban forecast`: what it prints, what it refuses, and that it leaves a stored district as it was. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../local/cli.ts';
import { layDemonstration } from '../../local/demonstration.ts';
import { embeddedInstallation } from '../../local/installation.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { createEngine } from '../../shared/app/engine.ts';
import { chinaTime } from '../support/office.ts';

const OCTOBER = ['--from', '2026-10-01', '--until', '2026-10-31'];
const ONLY_WEEKS = ['--rules', 'D76-*'];

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function forecast(...args: string[]): Promise<Outcome> {
  const said = { out: '', err: '' };
  const code = await main(['forecast', ...args], {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

/** The objects of `--json`, of one kind of line. */
async function lines(kind: string, ...args: string[]): Promise<Record<string, unknown>[]> {
  const { out } = await forecast(...args, '--json');
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ line }) => line === kind);
}

describe('October 2026', () => {
  test('for people: head, a table for each person, totals, the busiest day and person', async () => {
    const { code, out } = await forecast(...OCTOBER, ...ONLY_WEEKS);
    expect(code).toBe(0);
    expect(out).toContain('示例区　2026年10月1日至2026年10月31日　负荷预测\n');
    expect(out).toContain('仅含规则D76-*。\n');
    expect(out).toContain('假定：各项应办事项均在时限前1小时办结');
    expect(out).toContain('区政府办公室秘书科（叶例立）　到期12项，提醒0条\n');
    expect(out).toMatch(/ {2}10月10日（星期六） +1 +0 +16:30到期：周安排预排稿\n/);
    expect(out).not.toMatch(/10月[1-7]日（/);
    expect(out).toContain('合计：到期44项，提醒96条；另有2项在期内开始、期外到期。\n');
    expect(out).toContain('最忙的一天：10月10日（星期六），到期9项，提醒8条。\n');
    expect(out).toContain('最忙的人：区长联络员（许例仁），到期4项，提醒12条。\n');
  });

  test('what is internal to the Party group is in no export', async () => {
    const { out } = await forecast(...OCTOBER, '--rules', 'D51-*,D52-01');
    expect(out).toContain('党组会议');
    const rules = (await lines('duty', ...OCTOBER, '--rules', 'D51-*,D52-01')).map(({ rule }) => rule);
    expect(new Set(rules)).toEqual(new Set(['D52-01']));
    expect((await forecast(...OCTOBER, '--rules', 'D51-*,D52-01', '--csv')).out).not.toContain('党组');
  });

  test('--nothing-done says that it is the most there can be', async () => {
    const { out } = await forecast(...OCTOBER, ...ONLY_WEEKS, '--nothing-done');
    expect(out).toContain('假定：各项应办事项均未办理，提醒逐级发至最后一级（最大负荷）');
    expect(out).toContain('12:00催报：');
  });

  test('--json: one object a line, and the sums of the loads are the totals', async () => {
    const { code, out } = await forecast(...OCTOBER, ...ONLY_WEEKS, '--json');
    expect(code).toBe(0);
    const all = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, number | string>);
    expect(new Set(all.map(({ line }) => line))).toEqual(new Set(['duty', 'notice', 'load', 'total']));
    const sum = (name: string) =>
      all.filter(({ line }) => line === 'load').reduce((total, one) => total + Number(one[name]), 0);
    expect(all.at(-1)).toMatchObject({ line: 'total', duties: sum('duties'), notices: sum('notices') });
    expect(all.filter(({ line }) => line === 'notice')).toHaveLength(sum('notices'));
  });

  test('--csv: a table that spreadsheets read', async () => {
    const { out } = await forecast(...OCTOBER, ...ONLY_WEEKS, '--csv');
    const rows = out.trimEnd().split('\r\n');
    expect(rows[0]).toBe('\uFEFF日期,时间,类别,岗位,姓名,规则,事项,编号,性质,渠道,内容');
    expect(rows[1]).toMatch(/^2026-10-08,08:30,到期,区政府办公室秘书科,叶例立,D76-3,周安排表呈阅,/);
  });

  test('--set changes the limits', async () => {
    const duties = await lines('duty', ...OCTOBER, '--rules', 'D76-2', '--set', 'weekly.mode=B');
    const week = duties.find(({ id }) => id === '2026-W43/D76-2');
    expect(week?.dueAt).toBe('2026-10-16T17:00:00+08:00');
  });

  test('a period of one day', async () => {
    const day = ['--from', '2026-10-10', '--until', '2026-10-10'];
    const loads = await lines('load', ...day, ...ONLY_WEEKS);
    expect(new Set(loads.map((load) => load.day))).toEqual(new Set(['2026-10-10']));
  });
});

describe('--compare', () => {
  const compared = [...OCTOBER, ...ONLY_WEEKS, '--compare', 'weekly.mode=B'];

  test('for people: limits that move, days with more or fewer, both peaks', async () => {
    const { code, out } = await forecast(...compared);
    expect(code).toBe(0);
    expect(out).toContain('对比：改为weekly.mode=B之后。\n');
    expect(out).toContain('时限变化（10项）\n');
    expect(out).toContain('10月19日（星期一）09:00 → 10月16日（星期五）17:00\n');
    expect(out).toMatch(/ {2}10月16日（星期五） +1→3（\+2） +0\n/);
    expect(out).toContain('现设置下，最忙的一天：10月10日（星期六），到期9项，提醒8条。\n');
    expect(out).toContain('改变之后，最忙的一天：10月10日（星期六），到期11项，提醒16条。\n');
  });

  test('--json and --csv', async () => {
    const moved = await lines('moved', ...compared);
    expect(moved).toContainEqual(
      expect.objectContaining({
        id: '2026-W43/D76-2',
        formerDueAt: '2026-10-19T09:00:00+08:00',
        dueAt: '2026-10-16T17:00:00+08:00',
      }),
    );
    const { out } = await forecast(...compared, '--csv');
    expect(out).toContain(
      '时限变化,,区政府办公室秘书科,叶例立,一周主要政务活动安排表,2026-W43/D76-2,2026-10-19 09:00,2026-10-16 17:00\r\n',
    );
  });

  test('a setting that changes nothing here', async () => {
    const { out } = await forecast(...OCTOBER, ...ONLY_WEEKS, '--compare', 'materials.mode=D');
    expect(out).toContain('每人每日的到期事项和提醒均无变化。\n');
  });
});

describe('--data: a stored district', () => {
  let folder = '';
  const file = () => path.join(folder, 'duban.sqlite');
  const hash = () => createHash('sha256').update(readFileSync(file())).digest('hex');
  const ahead = ['--from', '2026-09-24', '--until', '2026-10-12'];
  const fromData = (...args: string[]) => forecast(...ahead, '--data', folder, ...args);

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'duban-forecast-'));
    const store = openSqliteStore({ file: file() });
    await layDemonstration(createEngine(embeddedInstallation(store)), chinaTime('2026-09-24 10:00'));
    await store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('what is scheduled is in it, and it says until when', async () => {
    const { code, out } = await fromData();
    expect(code).toBe(0);
    expect(out).toContain('范围：已计入截至2026年9月24日');
    const duties = (await lines('duty', ...ahead, '--data', folder)).map(({ id }) => String(id));
    expect(duties).toEqual(expect.arrayContaining(['cw-16/D52-07/1', '2026-W41/D76-2']));
  });

  test('the file is not changed, and the answer is the same twice', async () => {
    const before = hash();
    const [first, second] = [await fromData('--json'), await fromData('--json')];
    expect(second.out).toBe(first.out);
    await fromData('--compare', 'materials.mode=D');
    expect(hash()).toBe(before);
  });

  test('while somebody is writing it', async () => {
    const running = openSqliteStore({ file: file() });
    onTestFinished(() => running.close());
    const { code } = await fromData('--json');
    expect(code).toBe(0);
    const key = { district: 'demo', kind: 'meta', id: 'note' } as const;
    const puts = [{ key, content: { body: {}, due: null, view: null }, expected: 0 }];
    expect(await running.commit([{ district: 'demo', puts, entries: [] }])).toEqual([
      { outcome: 'committed' },
    ]);
  });

  test('--compare moves the limits of what is scheduled', async () => {
    const moved = await lines('moved', ...ahead, '--data', folder, '--compare', 'materials.mode=D');
    expect(moved).toContainEqual(
      expect.objectContaining({
        id: 'cw-16/D52-07/1',
        formerDueAt: '2026-09-29T17:00:00+08:00',
        dueAt: '2026-09-28T17:00:00+08:00',
      }),
    );
  });

  test('--rules leaves out what is not asked for', async () => {
    const duties = await lines('duty', ...ahead, '--data', folder, '--rules', 'D52-0*');
    expect(new Set(duties.map(({ rule }) => rule))).toEqual(
      new Set(['D52-01', 'D52-06', 'D52-07', 'D52-08']),
    );
  });

  test.each<[string, string[], RegExp]>([
    [
      'a period that is over',
      ['--from', '2026-03-01', '--until', '2026-03-31', '--data'],
      /the store has been kept until 2026-09-24; expected a later day/,
    ],
    [
      'a period far beyond',
      ['--from', '2028-06-01', '--until', '2029-03-31', '--data'],
      /the store has been kept until 2026-09-24 only; expected a day before 2028-10-24/,
    ],
  ])('%s is refused', async (_, args, message) => {
    const { code, out, err } = await forecast(...args, folder);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test('the store of another program, or of a newer Duban, is said in a sentence', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'duban-other-'));
    onTestFinished(() => rmSync(other, { recursive: true }));
    writeFileSync(path.join(other, 'duban.sqlite'), 'not a database, but long enough to be taken for one');
    const { code, err } = await forecast(...ahead, '--data', other);
    expect(code).toBe(1);
    expect(err).toMatch(/^duban forecast: \S+duban\.sqlite is not a Duban store[^\n]*\n$/);
    const newer = path.join(other, 'duban.sqlite');
    rmSync(newer);
    await openSqliteStore({ file: newer }).close();
    const db = new DatabaseSync(newer);
    db.exec('PRAGMA user_version = 999');
    db.close();
    expect((await forecast(...ahead, '--data', other)).err).toMatch(/was written by a newer Duban/);
  });
});

describe('bad input: exit code 2, one line on standard error, nothing on standard output', () => {
  const day = ['--from', '2026-03-02', '--until', '2026-03-03'];

  test.each<[string, string[], RegExp]>([
    ['no beginning', ['--until', '2026-03-03'], /--from is missing; expected a day such as/],
    ['no end', ['--from', '2026-03-03'], /--until is missing; expected a day such as/],
    [
      'a day that does not exist',
      ['--from', '2026-02-30', '--until', '2026-03-03'],
      /--from: '2026-02-30' is a date that does not exist/,
    ],
    [
      'an instant in place of a day',
      ['--from', '2026-03-02T00:00:00+08:00', '--until', '2026-03-03'],
      /--from: .*is not a date; expected YYYY-MM-DD/,
    ],
    [
      'an end before the start',
      ['--from', '2026-03-03', '--until', '2026-03-02'],
      /--until 2026-03-02: is before --from 2026-03-03; expected that day or a later one/,
    ],
    [
      'two years and a day',
      ['--from', '2026-03-02', '--until', '2028-03-02'],
      /--until 2028-03-02: .*expected a day before 2028-03-02/,
    ],
    ['a word too many', ['october', ...day], /'october' is one word too many/],
    ['two forms', [...day, '--json', '--csv'], /--json and --csv exclude each other/],
    ['two assumptions', [...day, '--as-expected', '--nothing-done'], /exclude each other/],
    ['people twice', [...day, '--data', 'x', '--directory', 'demo'], /--data and --directory exclude/],
    ['a rule that is not there', [...day, '--rules', 'D99-*'], /--rules: no rule of .* fits 'D99-\*'/],
    ['an empty rule', [...day, '--rules', 'D52-*,'], /--rules D52-\*,: expected rules such as/],
    ['a bad setting', [...day, '--set', 'weekly.mode=Z'], /setting 'weekly\.mode' cannot be 'Z'/],
    ['a comparison without value', [...day, '--compare', 'weekly.mode'], /--compare weekly\.mode: expected/],
    ['a bad comparison', [...day, '--compare', 'weekly=B'], /unknown setting 'weekly'/],
    ['an unknown rulebook', [...day, '--rulebook', 'x'], /--rulebook x: no such rulebook; expected one of/],
    ['no directory', [...day, '--directory', 'nowhere'], /--directory nowhere: no such file/],
    ['no store', [...day, '--data', 'examples'], /examples: no store here; expected the folder of a store/],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await forecast(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).toMatch(/^duban forecast: [^\n]+\n$/);
  });
});
