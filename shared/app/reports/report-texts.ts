/** Sentences of a compliance report that text, pages and documents have in common. */
import type { DutyLine } from '../../domain/compliance/duty-line.ts';
import { sayRate, TOO_FEW } from '../../domain/compliance/rate.ts';
import { sayArticle } from '../../domain/rules/clause.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import { sayDuration, sayFullDate, sayTime } from '../../domain/time/wording.ts';
import { ROLE_NAMES } from '../names.ts';
import type { ComplianceReport } from './compliance-report.ts';
import { districtName, outcomesFound, saySpread, unitNames } from './report-figures-table.ts';
import { BLANK, kindSaid, OUTCOME_NAMES } from './report-words.ts';

/** '2026年10月9日17:00'. */
export function sayMoment(at: Instant, zone: string): string {
  return `${sayFullDate(dateOf(at, zone))}${sayTime(at, zone)}`;
}

/** '示例区', or how many districts there are. */
export function districtsSaid({ districts }: Pick<ComplianceReport, 'districts'>): string {
  return districts.length === 1 ? (districts[0]?.name ?? '') : `${districts.length}个区县`;
}

/** What the report is narrowed to: unit, kind of matter, extract. Nothing where it is about everything. */
export function scopeSaid(report: ComplianceReport): string[] {
  const { scope, figures, units } = report;
  const procedures = new Map(
    figures.steps.map(({ procedure, procedureTitle }) => [procedure, { title: procedureTitle }]),
  );
  const unit = units.find(({ id }) => id === scope.unit)?.name ?? scope.unit;
  return [
    ...(unit === null ? [] : [`承办单位：${unit}`]),
    ...(scope.kind === null ? [] : [`事项类别：${kindSaid(scope.kind, procedures)}`]),
    ...(scope.version === 'extract' ? ['单位摘编'] : []),
  ];
}

/** The overall figures in sentences, without the formula. */
export function overallText(report: ComplianceReport): string {
  const { outcomes, due, rate } = report.figures.overall;
  if (due === 0) return `本期没有应办事项。${asidesText(report)}`;
  const said = outcomesFound(report).map(
    (outcome) => `${OUTCOME_NAMES[outcome]}${outcomes[outcome].count}项`,
  );
  const rated = rate === null ? TOO_FEW : `按时率${sayRate(rate)}（${rate.onTime}÷${rate.of}）`;
  return `应办事项${due}项：${said.join('，')}。${rated}。${asidesText(report)}`;
}

function asidesText({ figures }: ComplianceReport): string {
  const { extensions, formerLate, lateness, lead } = figures;
  return [
    lateness.count > 0 ? `超时办结事项超时时长${saySpread(lateness)}。` : '',
    lead.count > 0 ? `按时办结事项提前时长${saySpread(lead)}。` : '',
    extensions.asked > 0
      ? `申请延期${extensions.asked}项，批准${extensions.granted}项，未批准${extensions.refused}项，待审核${extensions.pending}项。`
      : '',
    formerLate.count > 0 ? `原时限逾期、后因会议改期的${formerLate.count}项，记录在案。` : '',
    figures.internal > 0 ? `另有内部节点${figures.internal}项，不作评价。` : '',
    figures.provisional > 0 ? `时限涉及节假日安排未确认的${figures.provisional}项。` : '',
  ].join('');
}

/** Under what the report holds: methods, rulebooks, calendars, settings that differ. */
export function noteLines(report: ComplianceReport): string[] {
  const rulebooks = report.rulebooks.map(
    ({ title, document, version, hash }) => `${title}（${document}），规则库${version}（校验码${hash}）`,
  );
  const settings = report.districts.flatMap(({ district, settings: own }) =>
    own.map(
      ({ say, value, usual }) =>
        `${report.districts.length > 1 ? districtName(report, district) : ''}${say}：${String(value)}（规则库为${String(usual)}）`,
    ),
  );
  return [
    ...report.methods,
    `规则：${rulebooks.join('；')}`,
    `工作日历：${report.plannedUnder.calendars.join('、') || '本期未涉及'}`,
    `本区设置：${settings.length === 0 ? '与规则库一致' : settings.slice(0, MOST_SETTINGS).join('；')}${settings.length > MOST_SETTINGS ? '等' : ''}`,
  ];
}

const MOST_SETTINGS = 20;

/** For the supervision office alone (practice §14); `null` in an extract. */
export function appendixText({ figures }: ComplianceReport): string | null {
  if (figures.appendix === null) return null;
  const { reminders, escalations } = figures.appendix;
  const raised = escalations.map(({ role, count }) => `${ROLE_NAMES[role] ?? role}${count}次`).join('，');
  return `已办结事项${reminders.settled}项，共提醒${reminders.reminders}次，其中${reminders.none}项未经提醒即办结。${raised === '' ? '没有呈阅。' : `呈阅：${raised}。`}`;
}

/** The article, or the rule where no article asks for it. */
export function clauseOf({ article, rule }: Pick<DutyLine, 'article' | 'rule'>): string {
  return article === '' ? rule : sayArticle(article);
}

/** The unit, behind its district where there are several. */
export function unitOf(line: Pick<DutyLine, 'district' | 'unit'>, report: ComplianceReport): string {
  return `${report.districts.length > 1 ? districtName(report, line.district) : ''}${unitNames(report)(line)}`;
}

/** When it was done, as far as that is known; `null` while nothing is recorded. */
export function doneSaid({ settledAt, done }: DutyLine, zone: string): string | null {
  if (settledAt === null) return null;
  if (!done || (done.earliest === null && done.latest === null)) return '时间不详';
  if (done.earliest === done.latest && done.latest !== null) return sayMoment(done.latest, zone);
  const [from, until] = [done.earliest, done.latest].map((at) =>
    at === null ? '不详' : sayMoment(at, zone),
  );
  return `${from}至${until}之间`;
}

/** '超时1小时30分', '已超2天' for what is open; nothing where no lateness is known. */
export function latenessSaid({ outcome, lateSeconds }: DutyLine): string {
  if (lateSeconds === null) return '';
  return `${outcome === 'late' ? '超时' : '已超'}${sayDuration(lateSeconds)}`;
}

/** Why something “normally” done was not, or a blank to fill in. */
export function explanationSaid({ outcome, secret, reason }: DutyLine): string {
  if (outcome !== 'deviation-explained') return BLANK;
  return secret ? '另见办理记录' : (reason ?? '');
}

/** What did not happen as the rule says. */
export function deviationSaid({ note }: Pick<DutyLine, 'note'>): string {
  return note ?? '未按一般频次办理';
}
