/** The tables of 时限执行情况报告 on paper: narrow enough for A4, with what makes the rate and the rest in one column. */
import type { DutyLine } from '../../domain/compliance/duty-line.ts';
import { COUNTED_OUTCOMES } from '../../domain/compliance/outcome.ts';
import { sayRate } from '../../domain/compliance/rate.ts';
import type { Tally } from '../../domain/compliance/tally.ts';
import { type Block, type Column, column, table } from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { sayArticle } from '../../domain/rules/clause.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import { sayDate, sayTime } from '../../domain/time/wording.ts';
import type { ComplianceReport } from '../reports/compliance-report.ts';
import { districtName, outcomesFound, stepTable, unitNames } from '../reports/report-figures-table.ts';
import {
  clauseOf,
  deviationSaid,
  doneSaid,
  explanationSaid,
  latenessSaid,
  unitOf,
} from '../reports/report-texts.ts';
import { BLANK, OUTCOME_NAMES } from '../reports/report-words.ts';

/** Every outcome that there is, so that nothing hides in 其他. */
export function overallTable(report: ComplianceReport): Block {
  const { overall, internal } = report.figures;
  const rows = [
    ['应办事项', String(overall.due)],
    ...outcomesFound(report).map((outcome) => [
      OUTCOME_NAMES[outcome],
      String(overall.outcomes[outcome].count),
    ]),
    ['按时率', overall.rate === null ? '—' : sayRate(overall.rate)],
    ...(report.scope.version === 'whole' ? [['另：内部节点（不作评价）', String(internal)]] : []),
  ];
  return table([column('项目', 16), column('数量', 8, 'center')], rows);
}

const COUNTS: readonly Column[] = [
  column('应办', 3.5, 'center'),
  column('按时\n办结', 3.5, 'center'),
  column('超时\n办结', 3.5, 'center'),
  column('超时未\n办结', 4, 'center'),
  column('偏离', 3, 'center'),
  column('其他', 3, 'center'),
  column('按时率', 4.5, 'center'),
];

const NAMED = ['on-time', 'late', 'overdue', 'deviation-explained', 'deviation-unexplained'] as const;

function counts({ due, outcomes, rate }: Tally): string[] {
  const [onTime, late, overdue, explained, unexplained] = NAMED.map((outcome) => outcomes[outcome].count);
  const deviations = (explained ?? 0) + (unexplained ?? 0);
  const others = COUNTED_OUTCOMES.filter((outcome) => !NAMED.some((named) => named === outcome)).reduce(
    (sum, outcome) => sum + outcomes[outcome].count,
    0,
  );
  return [due, onTime ?? 0, late ?? 0, overdue ?? 0, deviations, others]
    .map(String)
    .concat(rate === null ? '—' : sayRate(rate));
}

export function rulesTable({ figures }: ComplianceReport): Block {
  const rows = figures.byRule.map((one) => [
    one.article === '' ? one.rule : sayArticle(one.article),
    paperText(one.title),
    ...counts(one),
  ]);
  return table([column('条款', 6), column('名称', 11), ...COUNTS], rows, 'small');
}

/** In protocol order; districts where the report is of several. */
export function unitsTable(report: ComplianceReport): Block {
  const { byUnit, byDistrict } = report.figures;
  const nameOf = unitNames(report);
  const several = report.districts.length > 1;
  const rows = several
    ? byDistrict.map((one) => [districtName(report, one.district), ...counts(one)])
    : byUnit.map((one) => [nameOf(one), ...counts(one)]);
  return table([column(several ? '区县' : '单位', 14), ...COUNTS], rows, 'small');
}

export function rankTable(rows: readonly (readonly string[])[]): Block {
  return table([column('位次', 4, 'center'), column('单位', 14), column('按时率', 6, 'center')], rows);
}

export function monthsTable({ figures }: ComplianceReport): Block {
  const rows = figures.months.map((one) => [one.month, ...counts(one)]);
  return table([column('月份', 5, 'center'), ...COUNTS], rows, 'small');
}

export function stepsTable(report: ComplianceReport): Block {
  const [, ...rows] = stepTable(report);
  const columns = [
    column('程序', 7),
    column('环节', 9),
    column('次数', 3.5, 'center'),
    column('中位用时', 7, 'center'),
    column('九成位用时', 7, 'center'),
  ];
  return table(columns, rows, 'small');
}

const NUMBER = column('序号', 3, 'center');
const UNIT = column('单位', 5.5);
const ABOUT = column('事项及条款', 9.5);
const LIMIT = column('时限', 6, 'center');

function about(line: DutyLine): string {
  return `${paperText(line.about)}\n${clauseOf(line)}\n${line.id}`;
}

/** '10月9日' over '17:00', for narrow columns; above them the year where it is not that of the report. */
function stacked(at: Instant, { zone, scope }: ComplianceReport): string {
  const date = dateOf(at, zone);
  const year = date.slice(0, 4);
  return [...(year === scope.last.slice(0, 4) ? [] : [`${year}年`]), sayDate(date), sayTime(at, zone)].join(
    '\n',
  );
}

/** When it was done, as far as that is known. */
function doneStacked(line: DutyLine, report: ComplianceReport): string {
  const { done } = line;
  const exact = done !== null && done.latest !== null && done.earliest === done.latest;
  if (line.settledAt !== null && exact && done.latest !== null) return stacked(done.latest, report);
  return doneSaid(line, report.zone) ?? '尚未登记\n办结';
}

/** `state` heads the column of lateness: nothing that is counted apart is called 超时 (practice §5). */
export function lateTable(
  report: ComplianceReport,
  lines: readonly DutyLine[],
  state: '超时' | '情形',
): Block {
  const columns = [
    NUMBER,
    UNIT,
    ABOUT,
    LIMIT,
    column('实际办理', 6, 'center'),
    column(state, 5),
    column('原因、凭据', 8),
  ];
  const rows = lines.map((line, index) => [
    String(index + 1),
    unitOf(line, report),
    about(line),
    stacked(line.dueAt, report),
    doneStacked(line, report),
    [latenessSaid(line), line.note ?? ''].filter((part) => part !== '').join('，'),
    [
      `原因：${paperText(line.reason ?? BLANK)}`,
      ...(line.evidence === null ? [] : [`凭据：${paperText(line.evidence)}`]),
    ].join('\n'),
  ]);
  return table(columns, rows, 'small');
}

export function deviationTable(report: ComplianceReport, lines: readonly DutyLine[]): Block {
  const columns = [NUMBER, UNIT, ABOUT, LIMIT, column('情形', 7), column('说明', 9)];
  const rows = lines.map((line, index) => [
    String(index + 1),
    unitOf(line, report),
    about(line),
    stacked(line.dueAt, report),
    paperText(deviationSaid(line)),
    paperText(explanationSaid(line)),
  ]);
  return table(columns, rows, 'small');
}

export function upcomingTable(report: ComplianceReport, lines: readonly DutyLine[]): Block {
  const rows = lines.map((line, index) => [
    String(index + 1),
    `${stacked(line.dueAt, report)}${line.provisional ? '\n（未确认）' : ''}`,
    unitOf(line, report),
    about(line),
  ]);
  return table([NUMBER, LIMIT, UNIT, column('事项及条款', 16)], rows, 'small');
}
