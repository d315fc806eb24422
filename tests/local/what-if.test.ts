/** `duban what-if` on a store in a folder: what it prints, what it refuses, and that it leaves the store as it is. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../local/cli.ts';
import { PROJECT } from '../../local/installation.ts';
import { STORE_FILE } from '../../local/runtime/folder.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import type { WhatIf } from '../../shared/app/what-if/what-if.ts';
import { layFortnight, PARTY, SECRET } from '../support/what-if-story.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'duban-what-if-'));
const file = (name: string) => path.join(folder, name);
const FORTNIGHT = ['--from', '2026-03-02', '--to', '2026-03-15', '--as-of', '2026-03-16T00:00:00+08:00'];
const D = ['--set', 'materials.mode=D'];

beforeAll(async () => {
  const store = openSqliteStore({ file: file(STORE_FILE) });
  await layFortnight(store);
  await store.close();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

async function duban(...args: string[]) {
  let [out, err] = ['', ''];
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const code = await main(['what-if', ...args, '--data', folder], io);
  return { code, out, err };
}

const hash = () =>
  createHash('sha256')
    .update(readFileSync(file(STORE_FILE)))
    .digest('hex');

async function versions(): Promise<string[]> {
  const store = openSqliteStore({ file: file(STORE_FILE) });
  const found: string[] = [];
  for await (const { kind, id, version } of store.scanRows({ index: 0, of: 1 }))
    found.push(`${kind} ${id} ${version}`);
  await store.close();
  return found;
}

describe('what it prints', () => {
  test('text: the setting in words, both limits with their derivation, and what cannot be said', async () => {
    const { code, out, err } = await duban(...FORTNIGHT, ...D);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('按既往记录推算，不作评价');
    expect(out).toContain('“会前1天”的理解方式（materials.mode）：C → D');
    expect(out).toContain('现行：2026年3月10日17:00（第五十二条');
    expect(out).toMatch(/试算：2026年3月9日17:00（.*中间隔一个完整工作日.*），超时办结/);
    expect(out).toMatch(/推算不作假定/);
    expect(out).toContain('按现行设置重算，时限和结论与台账逐项一致');
  });

  test('the table counts as the figures do, line by line', async () => {
    const [{ out: text }, { out: table }] = [
      await duban(...FORTNIGHT, ...D, '--format', 'json'),
      await duban(...FORTNIGHT, ...D, '--format', 'csv'),
    ];
    const { figures } = JSON.parse(text) as WhatIf;
    const [head = [], ...rows]: string[][] = parse(table.slice(1));
    const count = (column: string, value: string) =>
      rows.filter((row) => row[head.indexOf(column)] === value).length;
    expect(rows).toHaveLength(figures.before.due + figures.before.outcomes.internal);
    expect(count('现行结果', '超时办结')).toBe(figures.before.outcomes.late);
    expect(count('试算结果', '超时办结')).toBe(figures.after.outcomes.late);
    expect(count('变化', '结论有变化')).toBe(figures.changed.count);
  });

  test.each(['text', 'json', 'csv'])('%s says nothing of a secret or of the Party group', async (format) => {
    const { out } = await duban(...FORTNIGHT, ...D, '--format', format);
    expect([out.includes(SECRET), out.includes(PARTY)]).toEqual([false, false]);
  });

  test('an edited rulebook in the place of the one installed', async () => {
    const rules = file('rules');
    cpSync(path.join(PROJECT, 'rules/shuangyang-2018'), rules, { recursive: true });
    const edited = path.join(rules, 'rulebook.yaml');
    writeFileSync(
      edited,
      readFileSync(edited, 'utf8').replace(
        'materials.offset: { type: count, value: 1',
        'materials.offset: { type: count, value: 2',
      ),
    );
    const { code, out } = await duban(...FORTNIGHT, '--rulebook', rules);
    expect(code).toBe(0);
    expect(out).toContain('会前报送材料的天数（materials.offset）：1 → 2');
  });
});

describe('the store', () => {
  test('is the same afterwards, byte for byte and version for version', async () => {
    const [rows, bytes] = [await versions(), hash()];
    const target = file('out.json');
    const { code, out } = await duban(...FORTNIGHT, ...D, '--format', 'json', '--out', target);
    expect([code, out]).toEqual([0, '']);
    expect((JSON.parse(readFileSync(target, 'utf8')) as WhatIf).schema).toBe('what-if/1');
    expect(hash()).toBe(bytes);
    expect(await versions()).toEqual(rows);
  });
});

describe('bad input is one line and 2', () => {
  test.each([
    { caption: 'nothing to try', args: [], says: /nothing to try/ },
    { caption: 'a setting that there is not', args: ['--set', 'materials.moed=D'], says: /unknown setting/ },
    { caption: 'a value that it cannot have', args: ['--set', 'materials.mode=E'], says: /cannot be 'E'/ },
    { caption: 'no value', args: ['--set', 'materials.mode'], says: /expected KEY=VALUE/ },
    { caption: 'the value in force', args: ['--set', 'materials.mode=C'], says: /in force/ },
    { caption: 'an unknown unit', args: [...D, '--unit', 'nobody'], says: /no such unit/ },
    { caption: 'an unknown district', args: [...D, '--district', 'nowhere'], says: /no such district/ },
    { caption: 'a word too many', args: [...D, 'x'], says: /one word too many/ },
    { caption: 'a format that there is not', args: [...D, '--format', 'pdf'], says: /--format pdf/ },
    { caption: 'a folder without a rulebook', args: ['--rulebook', folder], says: /./ },
  ])('$caption', async ({ args, says }) => {
    const { code, out, err } = await duban(...FORTNIGHT, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a period in which nothing falls due, and no file is left behind', async () => {
    const { code, out, err } = await duban('--month', '2025-01', ...D, '--format', 'csv');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/no duty falls due in the period/);
  });
});
