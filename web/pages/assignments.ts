/** 交办事项台账: every assignment in one wide table, to print on A4 across, and the form to register one. */
import { html } from 'hono/html';
import { dutiesOfMatter, freeId, mattersOfKind } from '../../shared/app/views.ts';
import { consult } from '../../shared/domain/calendar/calendar-view.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { type Assignment, leadOf, presentParties } from '../../shared/domain/matters/assignment.ts';
import { leaderInCharge } from '../../shared/domain/routing/roles.ts';
import { headOf } from '../../shared/domain/routing/units.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { matterPath } from '../parts/duty.ts';
import {
  dateField,
  form,
  momentField,
  selectField,
  textField,
  tickField,
  unitOptions,
} from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { readCursor, sayNext } from '../parts/paging.ts';
import { paperLinks } from '../parts/paper-links.ts';
import { sourceFields } from '../parts/source-fields.ts';
import { lightOf, sayLimit, saySources, sayUnits } from '../words/assignments.ts';
import { sayMoment, whoIs } from '../words/labels.ts';
import { readOnlyNote } from './meeting.ts';

const LISTS = { open: '在办', over: '已办结、已销号' } as const;

export async function assignmentsPage(page: PageContext, query: URLSearchParams): Promise<PageContent> {
  const list = query.get('list') === 'over' ? 'over' : 'open';
  const isOver = ({ closed, ended }: Assignment) => closed !== null || ended !== null;
  const { entries, next } = await mattersOfKind(
    page.reader,
    page.district.id,
    'assignment',
    (found) => isOver(found) === (list === 'over'),
    readCursor(query),
  );
  const rows = await Promise.all(
    entries.map(async (found, index) =>
      row(page, found, await dutiesOfMatter(page.reader, page.district.id, found.id), index + 1),
    ),
  );
  const tabs = Object.entries(LISTS).map(
    ([name, title]) =>
      html`<a href="/assignments?list=${name}" class="${name === list ? 'here' : ''}">${title}</a>`,
  );
  const table = html`<div class="wide landscape"><table class="list assignments"><thead><tr><th>序号</th><th>事项</th><th>来源</th><th>责任领导</th><th>牵头单位、责任人</th><th>配合单位</th><th>时限</th><th>进展</th><th>状态</th><th>佐证、销号申请</th><th>核销人、日期</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  const body = html`<p class="tabs">${tabs}</p>${paperLinks(page, [['ledger'], ['circular']])}${page.mayWrite ? html`<p class="more screen"><a href="/assignments/new">登记交办事项</a></p>` : null}
  ${entries.length === 0 ? html`<p class="none">暂无。</p>` : table}${sayNext(`/assignments?list=${list}`, next)}`;
  return { title: `交办事项台账（${LISTS[list]}）`, body };
}

function row(page: PageContext, found: Assignment, duties: readonly ExistingDuty[], number: number): Html {
  const { district, now } = page;
  const { directory, zone } = district;
  const lead = leadOf(found);
  const supporting = presentParties(found).filter(({ role }) => role === 'supporting');
  const last = found.reports.at(-1);
  const { light, say } = lightOf(found, duties, now, zone, consult(district.ground.calendar, { zone }));
  const { closing, closed } = found;
  return html`<tr class="${light}"><td>${String(number)}</td><td><a href="${matterPath(found.id)}">${found.title}</a><small class="about">${found.id}${found.legacy ? '　存量' : ''}</small></td><td>${saySources(found)}</td><td>${whoIs(found.leader ?? leaderInCharge(lead.unit, directory), directory)}</td><td>${whoIs(lead.unit, directory)}<small class="about">${principalOf(page, lead.unit)}</small></td><td>${sayUnits(
    supporting.map(({ unit }) => unit),
    directory,
  )}</td><td>${limitOf(page, found, duties)}</td><td>${last === undefined ? '' : `${last.state}：${last.text}`}</td><td><b class="light ${light}">${say}</b></td><td>${closing === null ? '' : `${closing.submission.evidence ?? ''}（${sayMoment(closing.submission.recordedAt, zone, now)}）`}</td><td>${closed === null ? '' : `${whoIs(closed.by, directory)}，${sayMoment(closed.at, zone, now)}`}</td></tr>`;
}

/** The limit that a paper named, else the one that is being counted. */
function limitOf({ district, now }: PageContext, found: Assignment, duties: readonly ExistingDuty[]): string {
  const finish = duties.find(({ plan }) => plan.subject.per === 'finish');
  if (finish) return sayMoment(finish.plan.dueAt, district.zone, now);
  return found.until === null ? '' : sayLimit(found.until, district.zone, now);
}

function principalOf({ district: { directory } }: PageContext, id: string): string {
  const unit = directory.units.get(id);
  const holder = unit && directory.posts.get(headOf(unit))?.holder;
  return (holder && directory.people.get(holder)?.name) ?? '';
}

const CHOICES = {
  urgency: ['普通', '加急', '特急'],
  category: ['一般', '请示', '疑难复杂'],
  secrecy: ['内部', '公开', '工作秘密'],
  manner: ['跟踪督查', '定期督查', '联合督查', '催办督查', '暗访督查'],
} as const;

const asOptions = (names: readonly string[]) => names.map((value) => ({ value, label: value }));

const MOST_SUPPORTING = 4;

export async function newAssignmentPage(page: PageContext): Promise<PageContent> {
  const id = await freeId(page.reader, page.district.id, 'jb', dateOf(page.now, page.district.zone));
  const body = form(page, {
    verb: 'assignment.open',
    about: 'new',
    opens: 'matter',
    submit: '登记',
    fields: (own) => [
      textField(own, { name: 'title', label: '事项名称', required: true }),
      textField(own, { name: 'short', label: '短标题', hint: '至多10个字，用于短信' }),
      ...sourceFields(own),
      momentField(own, { name: 'startedAt', label: '来源印发或作出时间', at: page.now }),
      selectField(own, { name: 'lead', label: '牵头单位', required: true }, unitOptions(page)),
      dateField(own, { name: 'until', label: '办结时限', hint: '来源未明确的不填，按默认期限' }),
      selectField(own, { name: 'urgency', label: '缓急' }, asOptions(CHOICES.urgency)),
      selectField(own, { name: 'category', label: '类别' }, asOptions(CHOICES.category)),
      selectField(
        own,
        { name: 'secrecy', label: '密级', hint: '涉密事项不得录入' },
        asOptions(CHOICES.secrecy),
      ),
      selectField(own, { name: 'manner', label: '督查方式' }, asOptions(CHOICES.manner)),
      textField(own, { name: 'id', label: '编号', value: id, required: true }),
      tickField(own, { name: 'assign', label: '同时交办（纪要、批示、文件）' }),
      html`<fieldset><legend>配合单位</legend><div class="pair">${Array.from({ length: MOST_SUPPORTING }, (_, index) => selectField(own, { name: `supporting-${index + 1}`, label: `单位${index + 1}` }, unitOptions(page)))}</div></fieldset>`,
    ],
  });
  return { title: '登记交办事项', body: body ?? readOnlyNote() };
}
