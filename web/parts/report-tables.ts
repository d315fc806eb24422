/** The figures of a report as tables, each number leading to the duties behind it. */
import { html } from 'hono/html';
import { ROLE_NAMES } from '../../shared/app/names.ts';
import type { ComplianceReport } from '../../shared/app/reports/compliance-report.ts';
import {
  monthTable,
  outcomesFound,
  saySpread,
  stepTable,
  unitNames,
} from '../../shared/app/reports/report-figures-table.ts';
import { OUTCOME_NAMES } from '../../shared/app/reports/report-words.ts';
import { LEAST_FOR_RATE, sayRate } from '../../shared/domain/compliance/rate.ts';
import type { Tally } from '../../shared/domain/compliance/tally.ts';
import { sayArticle } from '../../shared/domain/rules/clause.ts';
import type { MonthId } from '../../shared/domain/time/local-date.ts';
import type { Html } from './page.ts';
import type { FigureQuery, LinkTo } from './report-links.ts';

/** A number that leads to its duties; nought leads nowhere. */
function figure(count: number, query: FigureQuery, link: LinkTo): Html {
  return count === 0 ? html`0` : html`<a href="${link(query)}">${String(count)}</a>`;
}

/** The rate, or a dash: {@link FEW} says what the dash means. */
function rateSaid({ rate }: Pick<Tally, 'rate'>): string {
  return rate === null ? '—' : sayRate(rate);
}

/** Stands under tables with rates. */
const FEW = `—：不足${LEAST_FOR_RATE}项，不计按时率。`;

export function overallTable(report: ComplianceReport, link: LinkTo): Html {
  const { overall, extensions, formerLate, provisional, lateness, lead, internal, notes } = report.figures;
  const { rate } = overall;
  const row = (name: string, value: Html | string) => html`<tr><td>${name}</td><td>${value}</td></tr>`;
  const counted = (name: string, count: number, query: FigureQuery) => row(name, figure(count, query, link));
  const rows = [
    counted('应办事项', overall.due, { counted: true }),
    ...outcomesFound(report).map((outcome) =>
      counted(`　${OUTCOME_NAMES[outcome]}`, overall.outcomes[outcome].count, { outcome }),
    ),
    row('按时率', rate === null ? rateSaid(overall) : `${sayRate(rate)}（${rate.onTime}÷${rate.of}）`),
    row('超时时长', saySpread(lateness)),
    row('提前时长', saySpread(lead)),
    counted('申请延期', extensions.asked, { extension: 'any' }),
    counted('　其中批准', extensions.granted, { extension: 'granted' }),
    counted('　其中未批准', extensions.refused, { extension: 'refused' }),
    counted('　其中待审核', extensions.pending, { extension: 'asked' }),
    counted('原时限逾期·会议改期', formerLate.count, { formerLate: true }),
    counted('时限涉及节假日安排未确认', provisional, { provisional: true }),
    ...notes.map(({ outcome, note, count }) =>
      counted(`${OUTCOME_NAMES[outcome]}：${note}`, count, { outcome, note }),
    ),
    ...(report.scope.version === 'whole'
      ? [counted('另：内部节点（不作评价）', internal, { outcome: 'internal' })]
      : []),
  ];
  return html`<div class="wide"><table class="list figures narrow"><thead><tr><th>项目</th><th>数量</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function numberHeads(names: readonly string[]): Html[] {
  return names.map((name) => html`<th class="number">${name}</th>`);
}

interface Line extends Tally {
  readonly cells: readonly string[];
  readonly query: FigureQuery;
}

/** A row for each rule or unit, a column for each outcome that the report has. */
function tallies(
  report: ComplianceReport,
  heads: readonly string[],
  lines: readonly Line[],
  link: LinkTo,
): Html {
  const shown = outcomesFound(report);
  const numbers = ['应办', ...shown.map((outcome) => OUTCOME_NAMES[outcome]), '按时率'];
  const rows = lines.map(
    (line) =>
      html`<tr>${line.cells.map((cell) => html`<td>${cell}</td>`)}<td class="number">${figure(line.due, { ...line.query, counted: true }, link)}</td>${shown.map((outcome) => html`<td class="number">${figure(line.outcomes[outcome].count, { ...line.query, outcome }, link)}</td>`)}<td class="number">${rateSaid(line)}</td></tr>`,
  );
  return html`<div class="wide"><table class="list figures"><thead><tr>${heads.map((name) => html`<th>${name}</th>`)}${numberHeads(numbers)}</tr></thead><tbody>${rows}</tbody></table></div>${lines.some(({ rate }) => rate === null) ? html`<p class="more key-line">${FEW}</p>` : null}`;
}

/** With article and title of the clause, in the order of the articles. */
export function rulesTable(report: ComplianceReport, link: LinkTo): Html {
  const lines = report.figures.byRule.map((one) => ({
    ...one,
    cells: [one.article === '' ? one.rule : sayArticle(one.article), one.title],
    query: { rule: one.rule, ruleTitle: one.title },
  }));
  return tallies(report, ['条款', '名称'], lines, link);
}

/** In protocol order; nobody is ranked. */
export function unitsTable(report: ComplianceReport, link: LinkTo): Html {
  const nameOf = unitNames(report);
  const lines = report.figures.byUnit.map((one) => ({
    ...one,
    cells: [nameOf(one)],
    query: { unit: one.unit },
  }));
  return tallies(report, ['单位'], lines, link);
}

/** The months of the trend, each number leading to its own month's duties. */
export function monthsTable(report: ComplianceReport, link: LinkTo): Html {
  const [[first = '', ...numbers] = []] = monthTable(report);
  const rows = report.figures.months.map((one) => {
    const month = one.month as MonthId;
    const counts = (['on-time', 'late', 'overdue'] as const).map(
      (outcome) =>
        html`<td class="number">${figure(one.outcomes[outcome].count, { month, outcome }, link)}</td>`,
    );
    return html`<tr><td>${month}</td><td class="number">${figure(one.due, { month, counted: true }, link)}</td>${counts}<td class="number">${rateSaid(one)}</td></tr>`;
  });
  return html`<div class="wide"><table class="list figures"><thead><tr><th>${first}</th>${numberHeads(numbers)}</tr></thead><tbody>${rows}</tbody></table></div>${report.figures.months.some(({ rate }) => rate === null) ? html`<p class="more key-line">${FEW}</p>` : null}`;
}

export function stepsTable(report: ComplianceReport): Html {
  const [head = [], ...rows] = stepTable(report);
  return html`<div class="wide"><table class="list figures"><thead><tr>${head.map((name) => html`<th>${name}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

/** Reminders and escalations, for the supervision office; nothing in an extract. */
export function appendixTable({ figures: { appendix } }: ComplianceReport, link: LinkTo): Html | null {
  if (appendix === null) return null;
  const { reminders, escalations } = appendix;
  const rows = [
    html`<tr><td>已办结事项</td><td class="number">${figure(reminders.settled, { settled: true }, link)}</td></tr>`,
    html`<tr><td>　共提醒（次）</td><td class="number">${String(reminders.reminders)}</td></tr>`,
    html`<tr><td>　未经提醒即办结</td><td class="number">${String(reminders.none)}</td></tr>`,
    ...escalations.map(
      ({ role, count }) =>
        html`<tr><td>呈阅${ROLE_NAMES[role] ?? role}（次）</td><td class="number">${String(count)}</td></tr>`,
    ),
  ];
  return html`<div class="wide"><table class="list figures narrow"><thead><tr><th>项目</th><th class="number">数量</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
