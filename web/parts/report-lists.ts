/** The lists of a report: what was late, what was done otherwise than the rule says, what falls due next. */
import { html } from 'hono/html';
import type { ComplianceReport } from '../../shared/app/reports/compliance-report.ts';
import {
  clauseOf,
  deviationSaid,
  doneSaid,
  explanationSaid,
  latenessSaid,
  sayMoment,
  unitOf,
} from '../../shared/app/reports/report-texts.ts';
import { BLANK, OUTCOME_NAMES } from '../../shared/app/reports/report-words.ts';
import type { DutyLine } from '../../shared/domain/compliance/duty-line.ts';
import type { Listed } from '../../shared/domain/compliance/line-list.ts';
import { dutyPath } from './duty.ts';
import type { Html } from './page.ts';
import type { FigureQuery, LinkTo } from './report-links.ts';

interface ListColumn {
  readonly head: string;
  cell(line: DutyLine, report: ComplianceReport): string | Html;
}

const UNIT: ListColumn = { head: '单位', cell: unitOf };
const ABOUT: ListColumn = {
  head: '事项',
  cell: (line) =>
    html`<a href="${dutyPath(line.id)}">${line.about}</a><small class="about">${clauseOf(line)}　${line.title}</small>`,
};
const LIMIT: ListColumn = {
  head: '时限',
  cell: ({ dueAt, provisional }, { zone }) => `${sayMoment(dueAt, zone)}${provisional ? '（未确认）' : ''}`,
};
const LATE: readonly ListColumn[] = [
  UNIT,
  ABOUT,
  LIMIT,
  { head: '实际办理', cell: (line, { zone }) => doneSaid(line, zone) ?? '尚未登记办结' },
  {
    head: '超时',
    cell: (line) => [latenessSaid(line), line.note ?? ''].filter((part) => part !== '').join('，'),
  },
  { head: '原因', cell: ({ reason }) => reason ?? BLANK },
  {
    head: '凭据、办理记录',
    cell: ({ evidence, history }) =>
      html`${evidence ?? ''}<small class="about entries">${history.entries.join('、')}</small>`,
  },
];
const DEVIATIONS: readonly ListColumn[] = [
  UNIT,
  ABOUT,
  LIMIT,
  { head: '情形', cell: deviationSaid },
  { head: '说明', cell: explanationSaid },
];
const UPCOMING: readonly ListColumn[] = [LIMIT, UNIT, ABOUT];
const FOUND: readonly ListColumn[] = [
  UNIT,
  ABOUT,
  LIMIT,
  { head: '实际办理', cell: (line, { zone }) => doneSaid(line, zone) ?? '' },
  {
    head: '结果',
    cell: (line) =>
      [OUTCOME_NAMES[line.outcome], line.note ?? '', latenessSaid(line)]
        .filter((part) => part !== '')
        .join('，'),
  },
];
const HISTORY: readonly ListColumn[] = [
  { head: '提醒', cell: ({ history }) => `${history.reminders}次` },
  { head: '呈阅', cell: ({ history }) => `${history.raisedTo.length}次` },
];

function listTable(
  columns: readonly ListColumn[],
  lines: readonly DutyLine[],
  report: ComplianceReport,
  first = 1,
): Html {
  const rows = lines.map(
    (line, index) =>
      html`<tr><td>${String(first + index)}</td>${columns.map(({ cell }) => html`<td>${cell(line, report)}</td>`)}</tr>`,
  );
  return html`<div class="wide"><table class="list report-lines"><thead><tr><th>序号</th>${columns.map(({ head }) => html`<th>${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function cut({ count, lines }: Listed, queries: readonly FigureQuery[], link: LinkTo): Html | null {
  if (count <= lines.length) return null;
  const all = queries.map(
    (query) => html`　<a href="${link(query)}">${query.outcome ? OUTCOME_NAMES[query.outcome] : '全部'}</a>`,
  );
  return html`<p class="lead">共${String(count)}项，以上为时限最早的${String(lines.length)}项，其余见：${all}</p>`;
}

export function lateList(report: ComplianceReport, link: LinkTo): Html {
  const { late } = report.figures;
  if (late.count === 0) return html`<p class="none">本期没有超时事项。</p>`;
  return html`${listTable(LATE, late.lines, report)}${cut(late, [{ outcome: 'late' }, { outcome: 'overdue' }], link)}`;
}

/** Counted apart, and never called 超时 (practice §5); `null` where there is nothing. */
export function apartList(report: ComplianceReport, link: LinkTo): Html | null {
  const { notAttributable } = report.figures;
  if (notAttributable.count === 0) return null;
  const columns = LATE.map((column) => (column.head === '超时' ? { ...column, head: '情形' } : column));
  return html`${listTable(columns, notAttributable.lines, report)}${cut(notAttributable, [{ outcome: 'not-attributable' }], link)}`;
}

export function deviationList(report: ComplianceReport, link: LinkTo): Html {
  const { deviations } = report.figures;
  if (deviations.count === 0) return html`<p class="none">本期没有偏离事项。</p>`;
  const queries = [{ outcome: 'deviation-explained' }, { outcome: 'deviation-unexplained' }] as const;
  return html`${listTable(DEVIATIONS, deviations.lines, report)}${cut(deviations, queries, link)}`;
}

export function upcomingList(report: ComplianceReport): Html {
  const { upcoming } = report.figures;
  if (upcoming.count === 0) return html`<p class="none">没有已立项的到期事项。</p>`;
  const rest = upcoming.count - upcoming.lines.length;
  return html`${listTable(UPCOMING, upcoming.lines, report)}${rest > 0 ? html`<p class="lead">其余${String(rest)}项见<a href="/duties">未办结事项</a>。</p>` : null}`;
}

/** The duties behind a figure; `first` is the number of the first of them in the whole list. */
export function foundList(lines: readonly DutyLine[], report: ComplianceReport, first: number): Html {
  const columns = report.scope.version === 'whole' ? [...FOUND, ...HISTORY] : FOUND;
  return listTable(columns, lines, report, first);
}
