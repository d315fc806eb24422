/** 电话清单: the calls to make, emergencies first, to work through on paper or here, each with its outcome. */
import { html } from 'hono/html';
import { KIND_NAMES } from '../../shared/app/names.ts';
import { dutyOf, keyOf } from '../../shared/app/rows.ts';
import { callList } from '../../shared/app/views.ts';
import type { Notice, SentCopy } from '../../shared/domain/notices/notice.ts';
import { CALL, outcomeOwed } from '../../shared/domain/notices/receipt.ts';
import { dutyPath } from '../parts/duty.ts';
import { noticeTabs } from '../parts/notice-tabs.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { callForm } from '../parts/receipt-forms.ts';
import { sayMoment, whoIs } from '../words/labels.ts';
import { sayOddities } from '../words/receipts.ts';

export async function callsPage(page: PageContext): Promise<PageContent> {
  const notices = await callList(page.reader, page.district.id);
  const needed = await stillNeeded(page, notices);
  const rows = needed.flatMap((notice) => owed(notice).map((copy) => ({ notice, copy })));
  const table = html`<div class="wide"><table class="list to-call"><thead><tr><th>序号</th><th>拨打对象</th><th>电话</th><th>告知内容</th><th class="blank">结果</th></tr></thead><tbody>${rows.map(
    ({ notice, copy }, index) => row(page, notice, copy, index + 1),
  )}</tbody></table></div>`;
  const body = html`${noticeTabs('calls')}<p class="lead">清单时间：${sayMoment(page.now, page.district.zone)}。自上而下拨打，紧急事项在前；未接的登记“未接”，系统接续列出下一人，紧急事项一轮未接的从头再拨。</p>
  ${rows.length === 0 ? html`<p class="none">没有待拨打的电话。</p>` : table}`;
  return { title: `电话清单（${rows.length}个）`, body };
}

/** Nobody is called about what has been handed in or done since the call was put on the list. */
async function stillNeeded({ reader, district }: PageContext, notices: readonly Notice[]): Promise<Notice[]> {
  const rows = await reader.getMany(notices.map(({ facts }) => keyOf(district.id, 'duty', facts.duty)));
  return notices.filter(({ facts }, index) => {
    const { status } = dutyOf(rows[index] ?? null);
    return facts.evenIfSettled || (status !== 'settled' && status !== 'submitted');
  });
}

function owed({ state }: Notice): readonly SentCopy[] {
  if (state.status !== 'sent') return [];
  return state.copies.filter((copy) => copy.channel === CALL && outcomeOwed(copy));
}

function row(page: PageContext, notice: Notice, copy: SentCopy, place: number): Html {
  const { directory, zone } = page.district;
  const { facts, state } = notice;
  const person = directory.people.get(copy.person);
  const marks = [...(facts.clock === 'E' ? ['紧急'] : []), KIND_NAMES[facts.kind], ...sayOddities(copy)];
  const listed = state.status === 'sent' ? sayMoment(state.at, zone, page.now) : '';
  return html`<tr><td>${String(place)}</td><td>${whoIs(copy.to, directory)}<br><b>${person?.name ?? copy.person}</b>${copy.for === null ? null : html`<br><small>呈${whoIs(copy.for, directory)}</small>`}</td><td class="phone">${person?.phone ?? ''}</td><td>${marks.map((mark) => html`<span class="mark">${mark}</span>`)}<a href="${dutyPath(facts.duty)}">${facts.words.matter ?? facts.duty}</a><blockquote>${copy.text}</blockquote><small>列入清单：${listed}</small>${callForm(page, notice, copy)}</td><td class="blank">□已接　□未接<br>接听人：<br>时间：</td></tr>`;
}
