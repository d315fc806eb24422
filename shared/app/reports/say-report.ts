/** A compliance report in official words, as it is read on a terminal and as the document's body says it. */
import type { DutyLine } from '../../domain/compliance/duty-line.ts';
import type { Listed } from '../../domain/compliance/line-list.ts';
import { inColumns } from '../columns.ts';
import type { ComplianceReport } from './compliance-report.ts';
import {
  districtTable,
  monthTable,
  outcomesFound,
  ruleTable,
  stepTable,
  unitTable,
} from './report-figures-table.ts';
import {
  appendixText,
  clauseOf,
  deviationSaid,
  districtsSaid,
  doneSaid,
  explanationSaid,
  latenessSaid,
  noteLines,
  overallText,
  sayMoment,
  scopeSaid,
  unitOf,
} from './report-texts.ts';
import { BLANK } from './report-words.ts';

/** How a kept report stands: 草案 until it is approved. */
export interface Standing {
  readonly number: string | null;
  readonly mark: string | null;
}

/** Lines end in line breaks. `standing` is that of a report that is kept. */
export function sayReport(
  report: ComplianceReport,
  standing: Standing = { number: null, mark: '草案' },
): string {
  return [
    head(report, standing),
    `一、总体情况\n${overallText(report)}\n${report.formula}\n`,
    `二、分项情况\n${columns(ruleTable(report, outcomesFound(report)))}${unitSection(report)}${trend(report)}${steps(report)}`,
    listSection('三、超时事项', report.figures.late, report, sayLate, '本期没有超时事项。'),
    apart(report),
    listSection('四、偏离事项及说明', report.figures.deviations, report, sayDeviation, '本期没有偏离事项。'),
    listSection(
      '五、今后30日到期事项',
      report.figures.upcoming,
      report,
      sayUpcoming,
      '没有已立项的到期事项。',
    ),
    suggestions(report),
    appendix(report),
    `说明\n${noteLines(report)
      .map((line, index) => `${index + 1}．${line}`)
      .join('\n')}\n`,
  ]
    .filter((section) => section !== '')
    .join('\n');
}

function head(report: ComplianceReport, { number, mark }: Standing): string {
  const demonstration = report.districts.some((one) => one.demonstration) ? '演示数据\n' : '';
  const lines = [
    `${districtsSaid(report)}${report.title}${mark === null ? '' : `（${mark}）`}`,
    [`统计期：${report.period}`, ...scopeSaid(report)].join('　'),
    `截止时点：${sayMoment(report.asOf, report.zone)}${number === null ? '' : `　编号：${number}`}`,
  ];
  return `${demonstration}${lines.join('\n')}\n`;
}

function unitSection(report: ComplianceReport): string {
  if (report.scope.unit !== null) return '';
  if (report.districts.length > 1)
    return `\n分区县\n${columns(districtTable(report, outcomesFound(report)))}`;
  return `\n分单位（按规定次序排列）\n${columns(unitTable(report, outcomesFound(report)).map(([, ...cells]) => cells))}`;
}

function trend(report: ComplianceReport): string {
  return report.figures.months.length < 2 ? '' : `\n逐月情况\n${columns(monthTable(report))}`;
}

function steps(report: ComplianceReport): string {
  return report.figures.steps.length === 0 ? '' : `\n公文各环节用时\n${columns(stepTable(report))}`;
}

function columns(table: readonly (readonly string[])[]): string {
  return `${inColumns(table).join('\n')}\n`;
}

function listSection(
  title: string,
  { count, lines }: Listed,
  report: ComplianceReport,
  say: (line: DutyLine, report: ComplianceReport) => string,
  none: string,
): string {
  if (count === 0) return `${title}\n${none}\n`;
  const said = lines.map((line, index) => `${index + 1}．${say(line, report)}`);
  const rest = count > lines.length ? `\n其余${count - lines.length}项见应办事项表。` : '';
  return `${title}（${count}项）\n${said.join('\n')}${rest}\n`;
}

/** Counted apart, and never called 超时 (practice §5). */
function apart(report: ComplianceReport): string {
  const { notAttributable } = report.figures;
  if (notAttributable.count === 0) return '';
  return listSection('不归责于承办单位、单列的事项', notAttributable, report, sayLate, '');
}

/** Whose it is, and what: the district goes first where there are several. */
function whose(line: DutyLine, report: ComplianceReport): string {
  return `${unitOf(line, report)}：${line.about}（${clauseOf(line)}，${line.id}）`;
}

function sayLate(line: DutyLine, report: ComplianceReport): string {
  const { zone } = report;
  const done = doneSaid(line, zone);
  const parts = [
    `时限${sayMoment(line.dueAt, zone)}`,
    done === null ? '尚未登记办结' : `实际办理${done}`,
    latenessSaid(line),
    line.note === null ? '' : line.note,
    `原因：${line.reason ?? BLANK}`,
    line.evidence === null ? '' : `凭据：${line.evidence}`,
    line.history.entries.length === 0 ? '' : `办理记录：${line.history.entries.join('、')}`,
  ];
  return `${whose(line, report)}，${parts.filter((part) => part !== '').join('；')}`;
}

function sayDeviation(line: DutyLine, report: ComplianceReport): string {
  return `${whose(line, report)}，${deviationSaid(line)}；说明：${explanationSaid(line)}`;
}

function sayUpcoming(line: DutyLine, report: ComplianceReport): string {
  return `${sayMoment(line.dueAt, report.zone)}　${whose(line, report)}${line.provisional ? '（时限未确认）' : ''}`;
}

function suggestions({ suggestions: lines }: ComplianceReport): string {
  return `六、有关建议\n${lines.map((line, index) => `${index + 1}．${line === '' ? BLANK : line}`).join('\n')}\n`;
}

function appendix(report: ComplianceReport): string {
  const said = appendixText(report);
  return said === null ? '' : `附（督查室留用）\n${said}\n`;
}
