/** Every fault of a spreadsheet names sheet, row and column, and says what was expected. */
import { describe, expect, it } from 'vitest';
import { readCsv, writeCsv } from '../../shared/adapters/spreadsheets/csv.ts';
import { readXlsx, writeXlsx } from '../../shared/adapters/spreadsheets/xlsx.ts';
import { type Sheet, sheetsOf } from '../../shared/app/directory-sheets.ts';
import { readDirectorySheets } from '../../shared/app/read-directory-sheets.ts';
import { demo } from '../domain/routing/demo-roster.ts';

const good = sheetsOf(demo);

/** The demonstration's sheets with one cell changed; rows and columns as a person counts them. */
function withCell(name: string, row: number, header: string, value: string): Sheet[] {
  return good.map((sheet) => {
    if (sheet.name !== name) return sheet;
    const column = sheet.rows[0]?.indexOf(header) ?? -1;
    const rows = sheet.rows.map((cells, index) =>
      index === row - 1 ? cells.map((cell, at) => (at === column ? value : cell)) : cells,
    );
    return { name, rows };
  });
}

function withRow(name: string, row: readonly string[]): Sheet[] {
  return good.map((sheet) => (sheet.name === name ? { name, rows: [...sheet.rows, row] } : sheet));
}

it('the sheets are those that offices know', () => {
  expect(good.map(({ name }) => name)).toEqual(['基本信息', '单位', '职务', '人员', '分管', '补位', '别名']);
});

it('empty rows and blanks around a word are passed over', () => {
  const spaced = good.map(({ name, rows }) => ({
    name,
    rows: [...rows.map((row) => row.map((cell) => ` ${cell} `)), [''], []],
  }));
  expect(Object.keys(readDirectorySheets(spaced).units)).toHaveLength(demo.units.size);
});

describe('is refused', () => {
  it.each<[string, Sheet[], string]>([
    [
      'a missing sheet',
      good.filter(({ name }) => name !== '补位'),
      '缺少“补位”表，应有基本信息、单位、职务、人员、分管、补位、别名各表',
    ],
    [
      'a missing column',
      good.map(({ name, rows }) => ({
        name,
        rows: name === '单位' ? rows.map((row) => row.slice(0, 3)) : rows,
      })),
      '“单位”表第1行：缺少“类别”列',
    ],
    [
      'an unknown column',
      withCell('别名', 1, '单位', '部门').map((sheet) =>
        sheet.name === '别名'
          ? { name: '别名', rows: sheet.rows.map((row) => [...row, row === sheet.rows[0] ? '单位' : '']) }
          : sheet,
      ),
      '“别名”表第1行“部门”列：不是规定的列',
    ],
    ['a unit without name', withCell('单位', 3, '名称', ''), '“单位”表第3行“名称”列：没有填写，应填写文字'],
    [
      'an id that is none',
      withCell('单位', 6, '编号', '住建局'),
      '“单位”表第6行“编号”列：“住建局”不是编号，应为由小写字母',
    ],
    ['an id twice', withCell('单位', 7, '编号', 'housing'), '“单位”表第7行“编号”列：“housing”重复'],
    [
      'an unknown kind',
      withCell('单位', 6, '类别', '局'),
      '“单位”表第6行“类别”列：“局”不在规定范围，应为办公室、部门、党委部门、镇街、议事协调机构之一',
    ],
    [
      'a short name that is long',
      withCell('单位', 6, '简称', '区住房和城乡建设管理局'),
      '“单位”表第6行“简称”列：超过10个字',
    ],
    [
      'a day that is none',
      withCell('单位', 6, '撤销日期', '2026-02-30'),
      '“单位”表第6行“撤销日期”列：“2026-02-30”不能识别，应为2026-03-01形式的日期',
    ],
    [
      'half a merger',
      withCell('单位', 6, '职责承接单位', 'transport'),
      '“单位”表第6行“承接日期”列：没有填写，承接单位和承接日期应同时填写',
    ],
    [
      'an unknown successor',
      withCell('单位', 6, '办公室设在', 'water'),
      '“单位”表第6行“办公室设在”列：单位“区住房和城乡建设局”不是议事协调机构',
    ],
    [
      'a holder nobody knows',
      withCell('职务', 2, '任职人员', 'p-moon'),
      '“职务”表第2行“任职人员”列：职务“区长”的任职人员“p-moon”不在人员表中',
    ],
    [
      'a time without offset',
      withCell('职务', 2, '任职时间', '2026-03-01T09:00:00'),
      '“职务”表第2行“任职时间”列',
    ],
    [
      'a rank that is none',
      withCell('职务', 2, '区领导排序', '甲'),
      '“职务”表第2行“区领导排序”列：“甲”不是序号',
    ],
    [
      'a gap in the ranks',
      withCell('职务', 9, '区领导排序', '12'),
      '“职务”表第9行“区领导排序”列：序号“12”重复或不连续，应为8',
    ],
    ['no telephone number', withCell('人员', 4, '电话', ''), '“人员”表第4行“电话”列：没有填写'],
    ['an address without channel', withCell('人员', 4, '地址2', '1'), '“人员”表第4行“渠道2”列：没有填写'],
    ['a line break', withCell('人员', 4, '姓名', '沈\n川'), '“人员”表第4行“姓名”列：含有换行或控制字符'],
    ['a unit of two leaders', withRow('分管', ['mayor', 'housing']), '“单位”列：单位“housing”有两位分管领导'],
    [
      'an unknown unit in charge',
      withRow('分管', ['mayor', 'moon']),
      '“分管”表第28行“单位”列：分管表中的单位“moon”不在单位表中',
    ],
    ['a leader in two pairs', withRow('补位', ['mayor', 'vice-mayor-1']), '“补位”表'],
    [
      'an alias of nothing',
      withRow('别名', ['moon', 'sun']),
      '“别名”表第5行“单位”列：别名“moon”所指的单位“sun”不在单位表中',
    ],
    [
      'neither yes nor no',
      withCell('基本信息', 2, '演示数据', '也许'),
      '“基本信息”表第2行“演示数据”列：“也许”不在规定范围，应为是、否之一',
    ],
    [
      'no district',
      good.map((sheet) => (sheet.name === '基本信息' ? { ...sheet, rows: sheet.rows.slice(0, 1) } : sheet)),
      '“基本信息”表第2行：没有内容',
    ],
  ])('%s', (_, sheets, sentence) => {
    expect(() => readDirectorySheets(sheets)).toThrow(sentence);
  });
});

describe('files', () => {
  it('no cell is written as a formula', async () => {
    const tricky = [{ name: '单位', rows: [['=1+1', '@x', '+86', '-5', "'="]] }];
    const bytes = await writeXlsx(tricky);
    expect(await readXlsx(bytes)).toEqual(tricky);
    expect(writeCsv(tricky)).toContain("'=1+1,'@x,'+86,'-5,''=");
    expect(readCsv(writeCsv(tricky))[0]?.rows[0]).toEqual(tricky[0]?.rows[0]);
  });

  it('what is no spreadsheet is refused', async () => {
    await expect(readXlsx(Buffer.from('单位'))).rejects.toThrow('不是可读取的.xlsx文件');
    expect(() => readCsv('编号,名称\n')).toThrow('第1行应为表名');
    expect(() => readCsv('【单位】\n"a')).toThrow('不是可读取的.csv文件');
  });
});
