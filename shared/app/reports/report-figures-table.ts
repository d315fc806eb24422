/** The figures of a report as tables: 总体, 分规则, 分单位, 分月, for spreadsheets and for text. */
import type { UnitFigures } from '../../domain/compliance/figures.ts';
import { COUNTED_OUTCOMES, type CountedOutcome } from '../../domain/compliance/outcome.ts';
import { sayRate, TOO_FEW } from '../../domain/compliance/rate.ts';
import type { Spread } from '../../domain/compliance/spread.ts';
import type { Tally } from '../../domain/compliance/tally.ts';
import { sayArticle } from '../../domain/rules/clause.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { sayDuration } from '../../domain/time/wording.ts';
import { ROLE_NAMES } from '../names.ts';
import type { ComplianceReport } from './compliance-report.ts';
import { OUTCOME_NAMES } from './report-words.ts';

type Table = readonly (readonly string[])[];

/** Only those outcomes that anything in the report has, for tables on a terminal or on paper. */
export function outcomesFound(report: ComplianceReport): CountedOutcome[] {
  const { outcomes } = report.figures.overall;
  return COUNTED_OUTCOMES.filter((outcome) => outcomes[outcome].count > 0);
}

function counts({ due, outcomes }: Tally, shown: readonly CountedOutcome[]): string[] {
  return [due, ...shown.map((outcome) => outcomes[outcome].count)].map(String);
}

function rateCell({ rate, due }: Tally): string {
  if (rate !== null) return sayRate(rate);
  return due === 0 ? '—' : TOO_FEW;
}

/** '2小时，九成在5小时以内', or a dash. */
export function saySpread({ count, median, p90 }: Spread): string {
  if (median === null || p90 === null) return '—';
  return `中位数${sayDuration(median)}，九成位数${sayDuration(p90)}（${count}项）`;
}

export function overallTable(report: ComplianceReport): Table {
  const { figures, formula, asOf, zone } = report;
  const { overall, lateness, lead, extensions, formerLate, provisional } = figures;
  return [
    ['项目', '数量'],
    ['报告截止时点', formatInstant(asOf, zone).slice(0, 19).replace('T', ' ')],
    ['应办事项', String(overall.due)],
    ...COUNTED_OUTCOMES.map((outcome) => [OUTCOME_NAMES[outcome], String(overall.outcomes[outcome].count)]),
    ['按时率', rateCell(overall)],
    ['计算公式', formula],
    ['超时时长', saySpread(lateness)],
    ['提前时长', saySpread(lead)],
    ...(report.scope.version === 'whole' ? [['内部节点（不作评价）', String(figures.internal)]] : []),
    ['原时限逾期·会议改期', String(formerLate.count)],
    ['节假日安排未确认', String(provisional)],
    ['申请延期', String(extensions.asked)],
    ['其中批准', String(extensions.granted)],
    ['其中未批准', String(extensions.refused)],
    ['其中待审核', String(extensions.pending)],
    ...figures.notes.map(({ outcome, note, count }) => [`${OUTCOME_NAMES[outcome]}：${note}`, String(count)]),
    ...appendixRows(report),
  ];
}

function appendixRows({ figures: { appendix } }: ComplianceReport): string[][] {
  if (appendix === null) return [];
  const { reminders, escalations } = appendix;
  return [
    ['督查室附表：已办结事项', String(reminders.settled)],
    ['督查室附表：提醒总次数', String(reminders.reminders)],
    ['督查室附表：未经提醒即办结', String(reminders.none)],
    ...escalations.map(({ role, count }) => [`督查室附表：呈阅${ROLE_NAMES[role] ?? role}`, String(count)]),
  ];
}

export function ruleTable(
  report: ComplianceReport,
  shown: readonly CountedOutcome[] = COUNTED_OUTCOMES,
): Table {
  return [
    ['规则', '条款', '名称', '应办', ...shown.map((outcome) => OUTCOME_NAMES[outcome]), '按时率'],
    ...report.figures.byRule.map((one) => [
      one.rule,
      one.article === '' ? '' : sayArticle(one.article),
      one.title,
      ...counts(one, shown),
      rateCell(one),
    ]),
  ];
}

/** In protocol order; nobody is ranked. */
export function unitTable(
  report: ComplianceReport,
  shown: readonly CountedOutcome[] = COUNTED_OUTCOMES,
): Table {
  const names = unitNames(report);
  return [
    ['区县', '单位', '应办', ...shown.map((outcome) => OUTCOME_NAMES[outcome]), '按时率'],
    ...report.figures.byUnit.map((one) => [
      districtName(report, one.district),
      names(one),
      ...counts(one, shown),
      rateCell(one),
    ]),
  ];
}

export function districtTable(
  report: ComplianceReport,
  shown: readonly CountedOutcome[] = COUNTED_OUTCOMES,
): Table {
  return [
    ['区县', '应办', ...shown.map((outcome) => OUTCOME_NAMES[outcome]), '按时率'],
    ...report.figures.byDistrict.map((one) => [
      districtName(report, one.district),
      ...counts(one, shown),
      rateCell(one),
    ]),
  ];
}

export function monthTable({ figures }: ComplianceReport): Table {
  return [
    ['月份', '应办', '按时办结', '超时办结', '超时未办结', '按时率'],
    ...figures.months.map((one) => [
      one.month,
      String(one.due),
      ...(['on-time', 'late', 'overdue'] as const).map((outcome) => String(one.outcomes[outcome].count)),
      rateCell(one),
    ]),
  ];
}

export function stepTable({ figures }: ComplianceReport): Table {
  return [
    ['程序', '环节', '次数', '中位用时', '九成位用时'],
    ...figures.steps.map(({ procedureTitle, title, time }) => [
      procedureTitle,
      title,
      String(time.count),
      time.median === null ? '—' : sayDuration(time.median),
      time.p90 === null ? '—' : sayDuration(time.p90),
    ]),
  ];
}

export function districtName({ districts }: Pick<ComplianceReport, 'districts'>, id: string): string {
  return districts.find(({ district }) => district === id)?.name ?? id;
}

/** A unit's name as it was when the report was made. */
export function unitNames({
  units,
}: Pick<ComplianceReport, 'units'>): (of: Pick<UnitFigures, 'district' | 'unit'>) => string {
  const names = new Map(units.map(({ district, id, name }) => [`${district}\n${id}`, name]));
  return ({ district, unit }) => names.get(`${district}\n${unit}`) ?? unit;
}
