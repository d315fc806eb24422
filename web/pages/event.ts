/** A public-opinion event: the report form, what is known, the call list (电话清单), and what may be done with it. */
import { html } from 'hono/html';
import { freeId } from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import type { OpinionEvent } from '../../shared/domain/matters/opinion-event.ts';
import { SEVERITIES } from '../../shared/domain/matters/severity.ts';
import { headOf, leaderInCharge } from '../../shared/domain/routing/roles.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import {
  foldedForm,
  form,
  momentField,
  selectField,
  textField,
  tickField,
  unitOptions,
} from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { sayMoment, whoIs } from '../words/labels.ts';
import { emergencySection } from './emergency.ts';
import { readOnlyNote } from './meeting.ts';

const CAUSE_OPTIONS = [
  { value: '', label: '其他' },
  { value: 'fire', label: '火灾' },
  { value: 'road', label: '道路交通事故' },
];

const severities = SEVERITIES.map((name) => ({ value: name, label: name }));

export async function newEventPage(page: PageContext): Promise<PageContent> {
  const id = await freeId(page.reader, page.district.id, 'sj', dateOf(page.now, page.district.zone));
  const body = form(page, {
    verb: 'event.report',
    about: 'new',
    opens: 'matter',
    submit: '登记事件',
    fields: (own) => [
      textField(own, { name: 'title', label: '事件名称', required: true, hint: '不写涉及人员姓名' }),
      selectField(own, { name: 'severity', label: '级别' }, severities),
      tickField(own, { name: 'possiblyMajor', label: '可能达到重大' }),
      selectField(own, { name: 'lead', label: '牵头单位', required: true }, unitOptions(page)),
      tickField(own, { name: 'emergency', label: '紧急突发事件（首报、续报、上报按第七十九条办理）' }),
      selectField(
        own,
        { name: 'source', label: '报告单位', hint: '紧急突发事件填写；非单位直报的不填' },
        unitOptions(page),
      ),
      momentField(own, { name: 'phoneAt', label: '收到电话首报' }),
      momentField(own, { name: 'writtenAt', label: '收到书面首报' }),
      selectField(own, { name: 'cause', label: '事件类别' }, CAUSE_OPTIONS),
      momentField(own, {
        name: 'occurredAt',
        label: '事发时间',
        hint: '不详的，可不填，或填写下面的最晚时间',
      }),
      momentField(own, {
        name: 'occurredLatest',
        label: '事发时间最晚',
        hint: '只知道起止范围的，前一栏填最早时间',
      }),
      momentField(own, { name: 'reportedAt', label: '接报时间', at: page.now }),
      textField(own, { name: 'id', label: '编号', value: id, required: true }),
    ],
  });
  return { title: '登记事件', body: body ?? readOnlyNote() };
}

export function eventSection(page: PageContext, event: OpinionEvent, duties: readonly ExistingDuty[]): Html {
  const { district, now } = page;
  return html`<section><h2>事件情况</h2>
  <dl><dt>级别</dt><dd>${event.severity}${event.possiblyMajor ? '（可能达到重大）' : ''}</dd>
  <dt>牵头单位</dt><dd>${whoIs(event.lead, district.directory)}</dd>
  <dt>事发时间</dt><dd>${occurred(page, event)}</dd>
  <dt>接报时间</dt><dd>${sayMoment(event.reportedAt, district.zone, now)}</dd>
  <dt>带班领导确认</dt><dd>${event.confirmedBy === null ? '未确认' : `已确认（${whoIs(event.confirmedBy, district.directory)}）`}</dd>
  <dt>起算时间确认</dt><dd>${event.startConfirmedBy === null ? '未确认，报告中暂不作超时表述' : `已确认（${whoIs(event.startConfirmedBy, district.directory)}）`}</dd></dl>
  ${isOpen(event) ? acts(page, event) : null}
  ${event.ending === null ? null : html`<p>${event.ending.why}（${sayMoment(event.ending.at, district.zone, now)}）</p>`}
  ${event.startConfirmedBy === null ? form(page, { verb: 'event.confirm-start', about: event.id, hidden: { id: event.id, by: 'office-director' }, submit: '办公室主任确认起算时间', quiet: true }) : null}
  </section>
  ${event.emergency === null ? null : emergencySection(page, event, event.emergency)}
  ${isOpen(event) ? callList(page, event, duties) : null}`;
}

/** An emergency goes on until it is closed, whoever publishes about it. */
function isOpen({ ending, emergency }: OpinionEvent): boolean {
  return emergency === null ? ending === null : emergency.closedAt === null;
}

function occurred({ district, now }: PageContext, { occurred: known }: OpinionEvent): string {
  if (known === null || (known.earliest === null && known.latest === null)) return '不详';
  if (known.earliest === known.latest && known.earliest !== null)
    return sayMoment(known.earliest, district.zone, now);
  const [from, to] = [known.earliest, known.latest].map((at) =>
    at === null ? '不详' : sayMoment(at, district.zone, now),
  );
  return `${from}至${to}之间`;
}

function acts(page: PageContext, event: OpinionEvent): Html {
  const { id } = event;
  const hidden = { id };
  const one = { about: id, hidden: { ...hidden, by: 'duty-room' } };
  return html`<div class="acts">
  ${event.confirmedBy === null ? form(page, { verb: 'event.confirm', about: id, hidden: { ...hidden, by: 'duty-room.principal' }, submit: '带班领导确认，报告区领导' }) : null}
  ${foldedForm(page, '定级或改级', {
    verb: 'event.classify',
    ...one,
    submit: '定级',
    fields: (own) => [
      selectField(own, { name: 'severity', label: '级别', value: event.severity }, severities),
      momentField(own, { name: 'classifiedAt', label: '定级时间', at: page.now }),
    ],
  })}
  ${foldedForm(page, '更正事发时间', {
    verb: 'event.correct-start',
    ...one,
    submit: '更正',
    fields: (own) => [
      momentField(own, { name: 'occurredAt', label: '事发时间', required: true }),
      momentField(own, { name: 'occurredLatest', label: '最晚时间' }),
      textField(own, { name: 'why', label: '依据', required: true }),
    ],
  })}
  ${event.draftedAt === null ? form(page, { verb: 'release.draft', about: id, hidden: { ...hidden, by: 'office' }, submit: '发布稿送审', quiet: true }) : null}
  ${foldedForm(page, '由上级统一发布', { verb: 'event.handover', about: id, hidden, submit: '登记', fields: (own) => textField(own, { name: 'to', label: '发布机关', required: true }) })}
  ${foldedForm(page, '经研判不公开回应', { verb: 'event.no-response', about: id, hidden: { ...hidden, by: 'office' }, submit: '登记', fields: (own) => textField(own, { name: 'opinion', label: '研判意见', required: true }) })}
  ${form(page, { verb: 'event.close', ...one, submit: '响应结束', quiet: true })}
  </div>`;
}

/** Down the list and keep calling: the lead, its head, the leader in charge, the office and the duty room. */
function callList(page: PageContext, event: OpinionEvent, duties: readonly ExistingDuty[]): Html | null {
  if (!duties.some(({ plan }) => plan.clock === 'E')) return null;
  const { directory } = page.district;
  const unit = directory.units.get(event.lead);
  if (!unit) return null;
  // In an emergency the leaders who must be told come first, in the order of the list.
  const posts = [
    ...duties.flatMap(({ plan }) => (plan.subject.per === 'leader-call' ? [plan.served ?? ''] : [])),
    headOf(unit),
    `${unit.id}.deputy`,
    `${unit.id}.liaison`,
    'publicity.liaison',
    'office-director',
    leaderInCharge(unit.id, directory),
    'executive-vice-mayor',
    'mayor',
  ];
  const known = [...new Set(posts)].filter((post) => directory.posts.has(post));
  return html`<section class="call-list"><h2>电话清单</h2><p class="lead">自上而下拨打，未接的继续拨打下一人；短信不代替电话。</p>
  <div class="wide"><table class="list"><thead><tr><th>职务</th><th>姓名</th><th>电话</th><th>通话情况</th><th class="screen">登记</th></tr></thead><tbody>
  ${known.map((post) => callRow(page, event, post))}</tbody></table></div></section>`;
}

function callRow(page: PageContext, event: OpinionEvent, post: string): Html {
  const { directory, zone } = page.district;
  const holder = directory.posts.get(post)?.holder;
  const person = holder ? directory.people.get(holder) : undefined;
  const calls = event.calls.filter((call) => call.post === post);
  const said = calls.map(
    ({ at, answered, note }) =>
      html`<div>${sayMoment(at, zone, page.now)}　${answered ? '已接' : '未接'}${note === '—' ? '' : `　${note}`}</div>`,
  );
  return html`<tr><td>${whoIs(post, directory)}</td><td>${person?.name ?? '空缺'}</td><td>${person?.phone ?? ''}</td><td>${said.length === 0 ? '□已接　□未接' : said}</td><td class="screen">${callForm(page, event, post, true)}${callForm(page, event, post, false)}</td></tr>`;
}

function callForm(page: PageContext, event: OpinionEvent, post: string, answered: boolean): Html | null {
  return form(page, {
    verb: 'event.call',
    about: `${event.id}#${post}#${answered ? 'yes' : 'no'}`,
    hidden: { id: event.id, post, answered: answered ? 'yes' : 'no' },
    submit: answered ? '已接' : '未接',
    quiet: !answered,
    ...(answered
      ? { fields: (own) => textField(own, { name: event.emergency ? 'instruction' : 'note', label: '指示' }) }
      : {}),
  });
}
