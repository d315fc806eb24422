/** Switching on from the command line: the form to confirm, the list of what is open already, a local document. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { isInShadow } from '../../shared/domain/switching-on/rule-states.ts';
import { chinaTime, demoDirectory, engineOn, setUpDemo } from '../support/office.ts';

const root = path.join(import.meta.dirname, '../..');

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command line on this Node, in the project's folder. */
function duban(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['local/duban.mjs', ...args], { cwd: root }, (fault, out, err) => {
      resolve({ code: typeof fault?.code === 'number' ? fault.code : fault ? 1 : 0, out, err });
    });
  });
}

let data = '';

beforeAll(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'duban-switching-on-'));
  const store = openSqliteStore({ file: path.join(data, 'duban.sqlite') });
  await setUpDemo(engineOn({ store }), chinaTime('2026-11-20 09:00'), { directory: demoDirectory });
  await store.close();
});

afterAll(() => rmSync(data, { recursive: true }));

function fileOf(name: string, content: string): string {
  const file = path.join(data, name);
  writeFileSync(file, content);
  return file;
}

const HEADER = '编号,事项,依据/来源,责任单位,时限,状态,备注\n';

describe('duban rules --confirm-form', () => {
  test('prints a line for each rule, as text, for spreadsheets and for programs', async () => {
    const example = ['rules', '--confirm-form', '--at', '2026-10-08T09:00:00+08:00'];
    const text = await duban(...example);
    expect([text.code, text.err]).toEqual([0, '']);
    expect(text.out).toContain('□C　前一个工作日下班前：2026年9月30日（星期三）17:00　←现行');
    const json = await duban(...example, '--set', 'materials.mode=D', '--json');
    const { rules } = JSON.parse(json.out) as { rules: { rule: string; readings: object[] }[] };
    expect(rules.find(({ rule }) => rule === 'D52-07')?.readings).toContainEqual(
      expect.objectContaining({ id: 'D', operative: true }),
    );
    const csv = await duban(...example, '--csv');
    expect(csv.out.startsWith('\uFEFF编号,条款名称,')).toBe(true);
  });

  test.each<[string, string[], RegExp]>([
    ['an unknown rulebook', ['--rulebook', 'nowhere'], /no such rulebook/],
    ['two forms at once', ['--csv', '--json'], /expected one of them/],
    ['a moment that is none', ['--at', 'tomorrow'], /--at/],
  ])('refuses %s', async (_caption, args, message) => {
    const { code, out, err } = await duban('rules', '--confirm-form', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('duban import --baseline', () => {
  const FILE = `${HEADER}C1,老旧小区改造,第3次常务会议纪要,区住建局,2026-09-30,滞后,\nC2,预算调整,区长批示,区财政局,2026-12-20,序时推进,\n`;

  test('counts what is taken over and prints the 核对清单', async () => {
    const file = fileOf('list.csv', FILE);
    const { code, out, err } = await duban('import', '--baseline', '2026-12-01', file, '--data', data);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('存量事项（2026年12月1日起启用）：2项');
    expect(out).toContain('核对清单：1项，不计入按时率，请逐项核定');
    expect(out).toContain('1. C1　老旧小区改造');
    expect(out).toContain('原时限2026年9月30日，已过62日；滞后');
    expect(out).toContain('□办结　□续办并定新时限　□销号');
  });

  test('the list filled in is read back', async () => {
    const file = fileOf('list.csv', FILE);
    const asked = await duban('import', '--baseline', '2026-12-01', file, '--csv', '--data', data);
    const filled = fileOf('filled.csv', asked.out.replace('滞后,,,', '滞后,续办并定新时限,2026-12-31,'));
    const args = ['import', '--baseline', '2026-12-01', file, '--answers', filled, '--data', data];
    const { code, out } = await duban(...args);
    expect(code).toBe(0);
    expect(out).toContain('核对清单已答复1项，未答复0项。');
  });

  test('names every fault with file, row and column, and takes over nothing', async () => {
    const file = fileOf('bad.csv', `${FILE}C1,,区长批示,某局,年底,快了,\n`);
    const { code, out, err } = await duban('import', '--baseline', '2026-12-01', file, '--data', data);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(5);
    expect(err).toContain(`${file}，第4行，“责任单位”：通讯录中没有“某局”，应为单位名称或简称`);
  });

  test.each<[string, string[], RegExp]>([
    ['no day', ['list.csv'], /--baseline is missing/],
    ['a day that does not exist', ['--baseline', '2026-02-30', 'list.csv'], /--baseline: .*does not exist/],
    ['no file', ['--baseline', '2026-12-01'], /expected one FILE/],
  ])('refuses %s', async (_caption, args, message) => {
    const { code, err } = await duban('import', ...args, '--data', data);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('duban calendar overlay', () => {
  const STORM = 'document: 示区府办发〔2026〕12号\noff: { 2026-11-26: 停课停工（暴雪） }\n';

  test('shows what it would do, does it with --yes, and not twice', async () => {
    const file = fileOf('storm.yaml', STORM);
    const preview = await duban('calendar', 'overlay', file, '--data', data);
    expect([preview.code, preview.err]).toEqual([0, '']);
    expect(preview.out).toContain('2026年11月26日（星期四）不上班：停课停工（暴雪）');
    expect(preview.out).toContain('以上为预览，未导入');
    expect((await duban('calendar', 'overlay', file, '--data', data, '--yes')).out).toContain(
      '已导入示区府办发〔2026〕12号',
    );
    expect((await duban('calendar', 'overlay', file, '--data', data, '--yes')).out).toContain(
      '未导入：示区府办发〔2026〕12号的内容与已导入的一致',
    );
  });

  test('explain cites it, and its calendars have its hash', async () => {
    const file = fileOf('storm.yaml', STORM);
    const at = ['--at', '2026-11-27T09:00:00+08:00', '--overlay', file];
    const { code, out } = await duban('explain', 'D52-07', ...at);
    expect(code).toBe(0);
    expect(out).toContain('11月26日（星期四）停课停工（暴雪）（示区府办发〔2026〕12号）');
    expect(out).toMatch(/所用日历：.*示区府办发〔2026〕12号#[0-9a-f]{8}/);
  });

  test('refuses a file that cannot be used, with its line', async () => {
    const file = fileOf('wrong.yaml', 'document: 甲\noff:\n  2026-02-30: 停工\n');
    const { code, out, err } = await duban('calendar', 'overlay', file, '--data', data);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/wrong\.yaml.*off\.2026-02-30/);
  });
});

test('a district set up as a real store begins with every rule in shadow', async () => {
  const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }) });
  await setUpDemo(engine, chinaTime('2026-11-20 09:00'), { shadow: true });
  const { chosenRules, ruleStates } = await engine.districts.open('demo');
  expect(chosenRules.filter(({ id }) => !isInShadow(id, ruleStates))).toEqual([]);
});
