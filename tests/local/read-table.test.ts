import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readTable } from '../../local/read-table.ts';
import { csvText } from '../../shared/app/csv-text.ts';

function fileOf(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-table-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const read = (name: string, content: string | Uint8Array) =>
  readTable(fileOf(name, content), ['编号', '事项', '备注'], ['编号', '事项']);

describe('a table in CSV', () => {
  const rows = [
    { line: 2, cells: { 编号: '1', 事项: '甲', 备注: '' } },
    { line: 3, cells: { 编号: '2', 事项: '乙', 备注: '' } },
  ];
  test('in UTF-8, with and without a mark in front', async () => {
    expect(await read('a.csv', '编号,事项\n1,甲\n2,乙\n')).toEqual(rows);
    expect(await read('a.csv', '\uFEFF编号,事项\r\n1,甲\r\n2,乙\r\n')).toEqual(rows);
  });

  test('in GB 18030, as spreadsheet programs on Chinese machines save it', async () => {
    // 编号,事项 / 1,甲 / 2,乙
    const bytes = [
      0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xca, 0xc2, 0xcf, 0xee, 0x0a, 0x31, 0x2c, 0xbc, 0xd7, 0x0a, 0x32, 0x2c,
      0xd2, 0xd2,
    ];
    expect(await read('a.csv', new Uint8Array(bytes))).toEqual(rows);
  });

  test('a title above, columns nobody knows, empty rows, cells with commas', async () => {
    const text = '某区存量事项,,\n序,事项,编号\n1,"甲,乙",C1\n,,\n2, 丙 ,C2\n';
    expect(await read('a.csv', text)).toEqual([
      { line: 3, cells: { 编号: 'C1', 事项: '甲,乙', 备注: '' } },
      { line: 5, cells: { 编号: 'C2', 事项: '丙', 备注: '' } },
    ]);
  });

  test('what was written comes back, formulas as text', async () => {
    const text = csvText([
      ['编号', '事项', '备注'],
      ['C1', '=1+1', '两行\n"引号"'],
    ]);
    expect(text).toContain("'=1+1");
    const [row] = await read('a.csv', text);
    expect(row?.cells).toEqual({ 编号: 'C1', 事项: '=1+1', 备注: '两行\n"引号"' });
  });
});

describe('refuses', () => {
  test.each<[string, string, string, RegExp]>([
    ['a file without header', 'a.csv', '1,甲\n', /no header; expected a line with the columns 编号、事项/],
    ['a column twice', 'a.csv', '编号,编号,事项\n1,2,3\n', /line 1: column '编号' stands twice/],
    ['an open quotation mark', 'a.csv', '编号,事项\n1,"甲\n', /not well-formed CSV/],
    ['another kind of file', 'a.doc', '编号', /unknown kind of file/],
  ])('%s', async (_caption, name, text, message) => {
    await expect(read(name, text)).rejects.toThrow(message);
  });

  test('a file that is not there', async () => {
    await expect(readTable('/nowhere/a.csv', ['编号'], ['编号'])).rejects.toThrow(/no such file/);
  });
});
