/** 值班交接: the open emergencies, to print, and the form in which the incoming officer signs for all of them. */
import { html } from 'hono/html';
import { type WatchEntry, watchList } from '../../shared/app/duty-room.ts';
import { dutyPath, matterPath } from '../parts/duty.ts';
import { form, textField, tickField } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { paperLinks } from '../parts/paper-links.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

export async function dutyRoomPage(page: PageContext): Promise<PageContent> {
  const { entries } = await watchList(page.reader, page.district, page.now);
  const body = html`<p class="lead">清单时间：${sayMoment(page.now, page.district.zone)}。接班人须对每一件未结事件签收，方可完成交接。</p>
  ${entries.length === 0 ? html`<p class="none">没有未结的紧急突发事件。</p>` : entries.map((entry) => section(page, entry))}
  ${signing(page, entries)}
  <p>交班人：＿＿＿＿＿＿　接班人：＿＿＿＿＿＿　带班领导：＿＿＿＿＿＿　时间：＿＿＿＿＿＿</p>`;
  return { title: '总值班室值班交接单', body };
}

function section(page: PageContext, entry: WatchEntry): Html {
  const { directory, zone } = page.district;
  const when = (at: WatchEntry['reportedAt']) => sayMoment(at, zone, page.now);
  const last = entry.watches.at(-1);
  return html`<section><h2><a href="${matterPath(entry.event)}">事件${entry.event}</a>（${entry.severity}）</h2>
  ${paperLinks(page, [
    ['duty-info', { id: entry.event }],
    ['call-list', { id: entry.event }],
  ])}
  <dl><dt>接报</dt><dd>${when(entry.reportedAt)}</dd>
  <dt>最近报告</dt><dd>${entry.last.what}，${when(entry.last.at)}</dd>
  <dt>尚未上报</dt><dd>${entry.notReported.length === 0 ? '无' : entry.notReported.join('、')}</dd>
  <dt>领导批示</dt><dd>${entry.instructions.length === 0 ? '无' : entry.instructions.map(({ by, text, at }) => html`<div>${whoIs(by, directory)}（${when(at)}）：${text}</div>`)}</dd>
  <dt>待办</dt><dd>${entry.owed.length === 0 ? '无' : entry.owed.map(({ duty, title, owedBy, dueAt, past }) => html`<div><a href="${dutyPath(duty)}">${title}</a>（${whoIs(owedBy, directory)}），${when(dueAt)}${past ? '，时限已到' : ''}</div>`)}</dd>
  <dt>上次签收</dt><dd>${last === undefined ? '无' : `${last.to}，${when(last.at)}`}</dd></dl></section>`;
}

function signing(page: PageContext, entries: readonly WatchEntry[]): Html | null {
  return form(page, {
    verb: 'duty-room.handover',
    about: 'watch',
    hidden: { by: 'duty-room' },
    submit: '接班人签收',
    fields: (own) => [
      textField(own, { name: 'from', label: '交班人', required: true }),
      textField(own, { name: 'to', label: '接班人', required: true }),
      ...entries.map(({ event }) => tickField(own, { name: `sign-${event}`, label: `签收事件${event}` })),
      textField(own, { name: 'note', label: '其他交接事项' }),
    ],
  });
}
