/** 提醒: what was sent to whom and why, what waits and for what, and what could not be delivered. */

import { html } from 'hono/html';
import { KIND_NAMES } from '../../shared/app/names.ts';
import { awaitsRelease } from '../../shared/app/release-notices.ts';
import { type NoticeList, noticeList, whyWaiting } from '../../shared/app/views.ts';
import type { Notice } from '../../shared/domain/notices/notice.ts';
import { isInShadow } from '../../shared/domain/switching-on/rule-states.ts';
import { dutyPath } from '../parts/duty.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { readCursor, sayNext } from '../parts/paging.ts';
import { releaseForm } from '../parts/release-form.ts';
import { channelName, sayMoment, whoIs } from '../words/labels.ts';

const TITLES: Readonly<Record<NoticeList, string>> = {
  sent: '已发出',
  waiting: '待发和暂缓',
  failed: '未送达',
};

export async function noticesPage(page: PageContext, query: URLSearchParams): Promise<PageContent> {
  const wanted = query.get('list') ?? 'sent';
  const list: NoticeList = wanted === 'waiting' || wanted === 'failed' ? wanted : 'sent';
  const { entries, next } = await noticeList(page.reader, page.district.id, list, {
    after: readCursor(query),
  });
  const tabs = Object.entries(TITLES).map(
    ([name, title]) =>
      html`<a href="/notices?list=${name}" class="${name === list ? 'here' : ''}">${title}</a>`,
  );
  const cards = entries.map((notice) => card(page, notice));
  const body = html`<p class="tabs">${tabs}</p><div id="notices" data-live>${cards.length === 0 ? html`<p class="none">暂无。</p>` : cards}</div>${sayNext(`/notices?list=${list}`, next)}`;
  return { title: `提醒（${TITLES[list]}）`, body };
}

/** The few latest, for the first page. */
export async function latestNotices(page: PageContext): Promise<Html> {
  const { entries } = await noticeList(page.reader, page.district.id, 'sent', { limit: 4 });
  if (entries.length === 0) return html`<p class="none">尚未发出提醒。</p>`;
  return html`${entries.map((notice) => card(page, notice))}`;
}

function card(page: PageContext, notice: Notice): Html {
  const { facts, state } = notice;
  const { zone, directory } = page.district;
  const head = html`<p class="facts"><span class="mark">${KIND_NAMES[facts.kind]}</span><a href="${dutyPath(facts.duty)}">${facts.words.matter ?? facts.duty}</a><span>应于${sayMoment(facts.intendedAt, zone, page.now)}</span></p>`;
  switch (state.status) {
    case 'sent':
      return html`<article class="notice">${head}${state.copies.map(
        (copy) =>
          html`<p class="facts"><b>${sayMoment(state.at, zone, page.now)}</b>${copy.shadow ? html`<span class="mark">拟发</span>` : null}<span>发：${whoIs(copy.to, directory)}（${nameOf(page, copy.person)}）</span>${copy.for === null ? null : html`<span>呈：${whoIs(copy.for, directory)}</span>`}<span>${channelName(copy.channel)}</span><span>${copy.reason}</span></p><blockquote>${copy.text}</blockquote>`,
      )}</article>`;
    case 'failed':
      return html`<article class="notice">${head}<p class="facts"><b>${sayMoment(state.at, zone, page.now)}</b><span>发：${whoIs(facts.post, directory)}</span><span class="refusal">${state.reason}</span></p></article>`;
    default:
      return html`<article class="notice">${head}${waiting(page, notice)}</article>`;
  }
}

function waiting(page: PageContext, notice: Notice): Html {
  const { say, until } = whyWaiting(notice, page.district, page.now);
  const when = until === null ? '' : `，${sayMoment(until, page.district.zone, page.now)}发送`;
  const draft = isInShadow(notice.facts.rule, page.district.ruleStates);
  return html`<p class="facts">${draft ? html`<span class="mark">拟发</span>` : null}<span>发：${whoIs(notice.facts.post, page.district.directory)}</span><span>${say}${when}</span></p>${awaitsRelease(notice, page.district) ? releaseForm(page, notice) : null}`;
}

function nameOf({ district }: PageContext, person: string): string {
  return district.directory.people.get(person)?.name ?? person;
}
