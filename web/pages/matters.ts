/** The list of matters, and the page of one: what it is, what it owes, what may be done with it, and its ledger. */
import { html } from 'hono/html';
import { isConfinedMatter } from '../../shared/app/papers/what-may-leave.ts';
import {
  dutiesOfMatter,
  type MatterView,
  matterList,
  matterView,
  standingOf,
} from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { stageOf } from '../../shared/domain/matters/assignment.ts';
import type { Matter } from '../../shared/domain/matters/kinds.ts';
import { dutyCard, matterPath, settledTable } from '../parts/duty.ts';
import { checkForms, submitForm } from '../parts/duty-forms.ts';
import { ledgerTable } from '../parts/ledger-table.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { readCursor, sayNext } from '../parts/paging.ts';
import { type PaperLink, paperLinks } from '../parts/paper-links.ts';
import { stepsSection } from '../parts/steps.ts';
import { matterKind, matterTitle, sayMoment } from '../words/labels.ts';
import { assignmentSection } from './assignment.ts';
import { caseSection } from './cases.ts';
import { eventSection } from './event.ts';
import { meetingSection } from './meeting.ts';
import { periodSection } from './periods.ts';
import { weekSection } from './weeks.ts';

export async function mattersPage(page: PageContext, query: URLSearchParams): Promise<PageContent> {
  const { entries, next } = await matterList(page.reader, page.district.id, readCursor(query));
  const rows = entries.map(
    (matter) =>
      html`<tr><td><a href="${matterPath(matter.id)}">${matterTitle(matter)}</a></td><td>${matterKind(matter)}</td><td>${stateOf(matter)}</td><td>${sayMoment(matter.openedAt, page.district.zone, page.now)}</td></tr>`,
  );
  const table = html`<div class="wide"><table class="list"><thead><tr><th>事项</th><th>类别</th><th>状态</th><th>登记时间</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return {
    title: '事项',
    body: html`${entries.length === 0 ? html`<p class="none">暂无事项。</p>` : table}${sayNext('/matters', next)}`,
  };
}

function stateOf(matter: Matter): string {
  switch (matter.kind) {
    case 'meeting':
      return { planned: '待召开', begun: '已召开', cancelled: '已取消' }[matter.state];
    case 'event':
      return matter.ending === null ? `处置中（${matter.severity}）` : matter.ending.why;
    case 'week':
      return matter.delivered ? '已呈阅' : matter.compiled ? '已编制' : '征集中';
    case 'period':
      return '—';
    case 'case':
      return { open: '办理中', closed: '已办结', withdrawn: '已撤回' }[matter.state];
    case 'assignment':
      return stageOf(matter);
    default:
      return matter satisfies never;
  }
}

/** `null` where there is no such matter. */
export async function matterPage(page: PageContext, id: string): Promise<PageContent | null> {
  const view = await matterView(page.reader, page.district.id, id);
  if (!view) return null;
  const { matter, duties, ledger, ledgerLength } = view;
  const body = html`<p class="lead">${matterKind(matter)}，编号${matter.id}，${stateOf(matter)}。</p>
  ${paperLinks(page, papersOf(matter))}
  <div id="matter" data-live>${ownSection(page, view)}
  ${stepsSection(page, matter)}
  ${matter.kind === 'period' ? periodSection(page, await dutiesOfMatter(page.reader, page.district.id, id)) : dutySections(page, duties)}
  <section><h2>办理记录</h2>${ledgerLength > ledger.length ? html`<p class="lead">共${String(ledgerLength)}条，此处列最近${String(ledger.length)}条。</p>` : null}${ledgerTable(page, ledger)}</section></div>`;
  return { title: matterTitle(matter), body };
}

/** The papers that a matter can be made into; a meeting of the Party group is in none. */
function papersOf(matter: Matter): PaperLink[] {
  const about = { id: matter.id };
  if (isConfinedMatter(matter)) return [];
  switch (matter.kind) {
    case 'meeting':
      return [
        ['topics', about],
        ['meeting-plan', about],
        ...(matter.decisions.length === 0 ? [] : [['decisions', about] as const]),
        ['case-file', about],
      ];
    case 'event':
      return [
        ...(matter.emergency === null ? [] : [['duty-info', about] as const]),
        ['call-list', about],
        ['case-file', about],
      ];
    case 'assignment':
      return [
        ['slip', about],
        ['case-file', about],
      ];
    case 'case':
      return [['case-file', about]];
    default:
      return [];
  }
}

function dutySections(page: PageContext, duties: readonly ExistingDuty[]): Html {
  const open = duties.filter(({ status }) => status !== 'settled');
  const settled = duties.filter(({ status }) => status === 'settled');
  return html`<section><h2>应办事项</h2>${open.length === 0 ? html`<p class="none">没有未办结的应办事项。</p>` : open.map((duty) => card(page, duty))}</section>
  <section><h2>已办结</h2>${settledTable(page, settled)}</section>`;
}

function ownSection(page: PageContext, { matter, duties }: MatterView): Html | null {
  switch (matter.kind) {
    case 'meeting':
      return meetingSection(page, matter);
    case 'event':
      return eventSection(page, matter, duties);
    case 'week':
      return weekSection(page, matter);
    case 'case':
      return caseSection(page, matter);
    case 'assignment':
      return assignmentSection(page, matter);
    case 'period':
      return null;
    default:
      return matter satisfies never;
  }
}

function card(page: PageContext, duty: ExistingDuty): Html {
  const past = duty.status === 'open' && duty.plan.dueAt <= page.now;
  const standing = duty.status === 'resting' ? 'resting' : standingOf(duty, page.district, page.now);
  return dutyCard(page, duty, standing, past ? checkForms(page, duty) : submitForm(page, duty));
}
