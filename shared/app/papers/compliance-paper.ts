/** 时限执行情况报告 as an official paper: the whole report for 区长 and the office, or the extract for one unit. */
import type { DutyLine } from '../../domain/compliance/duty-line.ts';
import type { Listed } from '../../domain/compliance/line-list.ts';
import {
  type Annex,
  type Block,
  blankNumber,
  heading,
  note,
  type OfficialPaper,
  officialPaper,
  paragraph,
} from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { ROLE_NAMES } from '../names.ts';
import type { ComplianceReport } from '../reports/compliance-report.ts';
import type { KeptReport } from '../reports/kept-report.ts';
import { rankingOf, sayNumber } from '../reports/kept-report.ts';
import { unitNames } from '../reports/report-figures-table.ts';
import {
  appendixText,
  districtsSaid,
  noteLines,
  overallText,
  sayMoment,
  scopeSaid,
} from '../reports/report-texts.ts';
import {
  deviationTable,
  lateTable,
  monthsTable,
  overallTable,
  rankTable,
  rulesTable,
  stepsTable,
  unitsTable,
  upcomingTable,
} from './compliance-tables.ts';

type Kept = Pick<KeptReport, 'year' | 'serial' | 'status' | 'approval' | 'withdrawal'>;

/**
 * The paper of a report. `kept`: under what number it is kept and how it stands; `null` for one that is not kept. What is
 * not approved is marked as a draft and has neither number nor day; suggestions are left blank. In an extract there is
 * nothing of others, no appendix and no ranking.
 */
export function compliancePaper(report: ComplianceReport, kept: Kept | null): OfficialPaper {
  const extract = report.scope.version === 'extract';
  const name = districtsSaid(report);
  const issuer = report.districts.length === 1 ? `${name}人民政府督查室` : null;
  const approvedOn = approvalDay(report, kept);
  const annexes = annexesOf(report);
  return officialPaper({
    kind: 'report',
    name: `${name}${report.title}（${report.period}${extract ? `，${unitSaid(report)}` : ''}）`,
    head: issuer === null ? null : { mark: issuer, number: blankNumber(dateOf(report.asOf, report.zone)) },
    marks: marksOf(report, kept),
    title: titleLines([name, report.title]),
    subtitle: `（${report.period}）`,
    addressee: extract ? unitSaid(report) : null,
    blocks: [
      paragraph(opening(report, kept)),
      ...overall(report),
      ...divided(report, extract ? null : kept),
      ...listed('超时事项', report.figures.late, '本期没有超时事项。', (lines) =>
        lateTable(report, lines, '超时'),
      ),
      ...listed('偏离事项及说明', report.figures.deviations, '本期没有偏离事项。', (lines) =>
        deviationTable(report, lines),
      ),
      ...listed('今后30日到期事项', report.figures.upcoming, '没有已立项的到期事项。', (lines) =>
        upcomingTable(report, lines),
      ),
      heading(1, '有关建议'),
      ...report.suggestions.map((line, index) =>
        paragraph(`${index + 1}.${line === '' ? BLANK_LINE : line}`),
      ),
      ...(extract ? [] : [approvalLine(report, kept)]),
    ],
    attachments: annexes.map(({ title }) => title.join('')),
    signature: issuer === null ? null : { issuer, date: approvedOn },
    annexes,
  });
}

const BLANK_LINE = '＿'.repeat(22);

function unitSaid({ scope, units }: ComplianceReport): string {
  return units.find(({ id }) => id === scope.unit)?.name ?? scope.unit ?? '';
}

function marksOf({ districts }: ComplianceReport, kept: Kept | null): string[] {
  const standing = kept === null ? '草案（未留存）' : STANDING[kept.status];
  const made = districts.some(({ demonstration }) => demonstration) ? '演示数据' : '';
  const mark = [standing, made].filter((part) => part !== '').join('　');
  return mark === '' ? [] : [mark];
}

const STANDING: Readonly<Record<KeptReport['status'], string>> = {
  draft: '草案（经办公室主任批准后使用）',
  approved: '',
  withdrawn: '已撤回，不得使用',
};

function approvalDay({ zone }: ComplianceReport, kept: Kept | null) {
  return kept?.status === 'approved' && kept.approval !== null ? dateOf(kept.approval.at, zone) : null;
}

function opening(report: ComplianceReport, kept: Kept | null): string {
  const extract = report.scope.version === 'extract';
  const scope = extract
    ? ''
    : scopeSaid(report)
        .map((one) => `（${one}）`)
        .join('');
  const number = kept === null ? '' : `，报告编号${sayNumber(kept)}`;
  const what = extract ? '你单位应办事项' : '应办事项';
  const objection = extract ? '本摘编仅列你单位事项，请核对；有异议的，请向区政府督查室书面提出。' : '';
  return paperText(
    `现将${report.period}${what}时限执行情况${scope}${extract ? '告知' : '报告'}如下（截至${sayMoment(report.asOf, report.zone)}${number}）。${objection}`,
  );
}

function overall(report: ComplianceReport): Block[] {
  return [
    heading(1, '总体情况'),
    paragraph(paperText(overallText(report))),
    paragraph(report.formula),
    ...(report.figures.overall.due === 0 ? [] : [overallTable(report)]),
  ];
}

const FEW = '注：“其他”见总体情况表；“—”表示不足10项，不计按时率。';

function divided(report: ComplianceReport, kept: Kept | null): Block[] {
  const { figures, scope } = report;
  if (figures.overall.due === 0) return [heading(1, '分项情况'), paragraph('本期没有应办事项。')];
  const { count, lines } = figures.notAttributable;
  return [
    heading(1, '分项情况'),
    heading(2, '分规则'),
    rulesTable(report),
    note(FEW),
    ...(scope.unit === null ? [heading(2, '分单位（按规定次序排列）'), unitsTable(report), note(FEW)] : []),
    ...ranking(report, kept),
    ...(figures.months.length < 2 ? [] : [heading(2, '逐月情况'), monthsTable(report), note(FEW)]),
    ...(figures.steps.length === 0 ? [] : [heading(2, '公文各环节用时'), stepsTable(report)]),
    ...(count === 0
      ? []
      : [
          heading(2, `不归责于承办单位、单列的事项（${count}项）`),
          lateTable(report, lines, '情形'),
          ...rest(count, lines),
        ]),
  ];
}

/** Only in a report that was asked for it and has been approved. */
function ranking(report: ComplianceReport, kept: Kept | null): Block[] {
  const placed = kept === null ? null : rankingOf({ status: kept.status, report });
  if (placed === null || placed.length === 0) return [];
  const nameOf = unitNames(report);
  return [
    heading(2, '按时率排名'),
    rankTable(placed.map((one) => [String(one.place), nameOf(one), one.rate])),
    note('注：不足10项的单位不列入。'),
  ];
}

/** The number stands in the heading, which keeps to its table. */
function listed(
  title: string,
  { count, lines }: Listed,
  none: string,
  table: (lines: readonly DutyLine[]) => Block,
): Block[] {
  if (count === 0) return [heading(1, title), paragraph(none)];
  return [heading(1, `${title}（${count}项）`), table(lines), ...rest(count, lines)];
}

function rest(count: number, lines: readonly DutyLine[]): Block[] {
  return count > lines.length ? [note(`注：其余${count - lines.length}项见应办事项表。`)] : [];
}

/** Who approved it and how that became known; places to sign while it is a draft. */
function approvalLine({ zone }: ComplianceReport, kept: Kept | null): Block {
  const approval = kept?.status === 'approved' ? kept.approval : null;
  if (approval === null) return { is: 'signing', places: ['拟稿', '审核', '办公室主任（批准）', '日期'] };
  const whose = ROLE_NAMES[approval.for ?? approval.by] ?? '办公室主任';
  const how = approval.source === null ? '' : `（${approval.source}）`;
  return paragraph(`批准：${whose}${how}，${sayMoment(approval.at, zone)}。`);
}

/** For the supervision office alone; and what everybody needs to judge the figures. */
function annexesOf(report: ComplianceReport): Annex[] {
  const appendix = appendixText(report);
  const notes: Annex = {
    title: titleLines(['统计说明']),
    blocks: noteLines(report).map((line, index) => paragraph(`${index + 1}.${paperText(line)}`)),
  };
  if (appendix === null) return [notes];
  return [notes, { title: titleLines(['提醒和呈阅情况', '（督查室留用）']), blocks: [paragraph(appendix)] }];
}
