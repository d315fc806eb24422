/** A look back as a spreadsheet: 说明, 总体, 分规则, 分单位, 应办事项, 未列入的行. */
import { writeXlsx } from '../shared/adapters/spreadsheets/xlsx.ts';
import type { LookBack } from '../shared/app/looking-back/look-back.ts';
import { methodsOf } from '../shared/app/looking-back/say-look-back.ts';
import { overallTable, ruleTable, unitTable } from '../shared/app/reports/report-figures-table.ts';
import { sayRowFault } from '../shared/domain/looking-back/read-row.ts';

/** `lines` with their head; `ledger` names the file. */
export function lookBackSheets(
  told: LookBack,
  lines: readonly (readonly string[])[],
  ledger: string,
): Promise<Buffer> {
  const { report, unread, withoutLimit, leftOut, outside } = told;
  const more = report.methods.slice(methodsOf(told).length);
  const notes = [...methodsOf(told), `台账：${ledger}`, ...report.rulebooks.map(rulebookSaid), ...more];
  const without = [
    ...unread.map(({ row, faults }) => [
      row.sheet,
      String(row.line),
      '未能读取',
      faults.map(sayRowFault).join('；'),
    ]),
    ...withoutLimit.map(({ row, why }) => [row.sheet, String(row.line), '时限无法推算', why]),
    ...leftOut.map(({ row, why }) => [row.sheet, String(row.line), '按规定不列入', why]),
    ...outside.map(({ row, why }) => [row.sheet, String(row.line), '不在统计范围', why]),
  ];
  return writeXlsx([
    { name: '说明', rows: [['说明'], ...notes.map((note) => [note])] },
    { name: '总体', rows: overallTable(report) },
    { name: '分规则', rows: ruleTable(report) },
    { name: '分单位', rows: unitTable(report) },
    { name: '应办事项', rows: lines },
    { name: '未列入的行', rows: [['台账表名', '台账行', '情形', '原因'], ...without] },
  ]);
}

function rulebookSaid({ title, document, version, hash }: LookBack['report']['rulebooks'][number]): string {
  return `规则：${title}（${document}），规则库${version}（校验码${hash}）`;
}
