/** 提醒: what was sent to whom and why, what waits and for what, and what could not be delivered. */

import { html } from 'hono/html';
import { KIND_NAMES } from '../../shared/app/names.ts';
import { awaitsRelease } from '../../shared/app/notices/release-notices.ts';
import { type NoticeList, noticeList, whyWaiting } from '../../shared/app/views.ts';
import type { Notice, SentCopy } from '../../shared/domain/notices/notice.ts';
import { CALL, outcomeOwed } from '../../shared/domain/notices/receipt.ts';
import { isInShadow } from '../../shared/domain/switching-on/rule-states.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { dutyPath } from '../parts/duty.ts';
import { foldedForm, form, textField } from '../parts/form.ts';
import { noticeTabs } from '../parts/notice-tabs.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { readCursor, sayNext } from '../parts/paging.ts';
import { callForm, slipForm } from '../parts/receipt-forms.ts';
import { releaseForm } from '../parts/release-form.ts';
import { channelName, sayMoment, whoIs } from '../words/labels.ts';
import { sayOddities, sayReceipt, sayState } from '../words/receipts.ts';

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
  const cards = entries.map((notice) => card(page, notice));
  const body = html`${noticeTabs(list)}<div id="notices" data-live>${cards.length === 0 ? html`<p class="none">暂无。</p>` : cards}</div>${sayNext(`/notices?list=${list}`, next)}`;
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
      return html`<article class="notice">${head}${state.copies.map((copy) => sent(page, notice, copy, state.at))}</article>`;
    case 'failed':
      return html`<article class="notice">${head}<p class="facts"><b>${sayMoment(state.at, zone, page.now)}</b><span>发：${whoIs(facts.post, directory)}</span><span class="refusal">${state.reason}</span></p>${deadLetterForms(page, facts.id)}</article>`;
    default:
      return html`<article class="notice">${head}${waiting(page, notice)}</article>`;
  }
}

function sent(page: PageContext, notice: Notice, copy: SentCopy, at: Instant): Html {
  const { zone, directory } = page.district;
  const receipt = sayReceipt(copy, directory, zone, page.now);
  const marks = [sayState(copy), ...sayOddities(copy)];
  return html`<p class="facts"><b>${sayMoment(at, zone, page.now)}</b>${marks.map((mark) => html`<span class="mark">${mark}</span>`)}<span>发：${whoIs(copy.to, directory)}（${nameOf(page, copy.person)}）</span>${copy.for === null ? null : html`<span>呈：${whoIs(copy.for, directory)}</span>`}<span>${channelName(copy.channel)}</span><span>${copy.reason}</span>${receipt === null ? null : html`<span>${receipt}</span>`}</p><blockquote>${copy.text}</blockquote>${handForm(page, notice, copy)}`;
}

/** What is still to be done by hand has its form wherever it is shown. */
function handForm(page: PageContext, notice: Notice, copy: SentCopy): Html | null {
  if (!outcomeOwed(copy)) return null;
  return copy.channel === CALL ? callForm(page, notice, copy) : slipForm(page, notice, copy);
}

/** A dead letter is tried again or given up, and somebody decides. */
function deadLetterForms(page: PageContext, id: string): Html {
  const shape = { about: id, hidden: { notice: id } };
  return html`<div class="acts">${form(page, { verb: 'notice.retry', ...shape, submit: '重发', quiet: true })}${foldedForm(
    page,
    '不再发送',
    {
      verb: 'notice.drop',
      ...shape,
      submit: '不再发送',
      fields: (own) => textField(own, { name: 'why', label: '原因', required: true }),
    },
  )}</div>`;
}

function waiting(page: PageContext, notice: Notice): Html {
  const { say, until } = whyWaiting(notice, page.district, page.now);
  const when = until === null ? '' : `，${sayMoment(until, page.district.zone, page.now)}发送`;
  const draft = isInShadow(notice.facts.rule, page.district.ruleStates);
  return html`<p class="facts">${draft ? html`<span class="mark">拟发</span>` : null}<span>发：${whoIs(notice.facts.post, page.district.directory)}</span><span>${say}${when}</span>${troubleOf(page, notice)}</p>${awaitsRelease(notice, page.district) ? releaseForm(page, notice) : null}`;
}

/** How often it was tried in vain, and what the provider said last. */
function troubleOf({ district, now }: PageContext, { state }: Notice): Html | null {
  if ((state.status !== 'waiting' && state.status !== 'claimed') || state.fault === undefined) return null;
  const { at, reason } = state.fault;
  const tried = state.attempts === 0 ? '' : `已试${state.attempts}次，最近一次`;
  return html`<span class="refusal">${tried}${sayMoment(at, district.zone, now)}：${reason}</span>`;
}

function nameOf({ district }: PageContext, person: string): string {
  return district.directory.people.get(person)?.name ?? person;
}
