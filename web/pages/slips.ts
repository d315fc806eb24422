/** 纸质送达: for each message that goes on paper a slip to print and have signed (送达回证), and the form for its outcome. */
import { html } from 'hono/html';
import { slipList } from '../../shared/app/views.ts';
import type { Notice, SentCopy } from '../../shared/domain/notices/notice.ts';
import { outcomeOwed, SLIP } from '../../shared/domain/notices/receipt.ts';
import { unitOfPost } from '../../shared/domain/routing/units.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { sayFullDate } from '../../shared/domain/time/wording.ts';
import { noticeTabs } from '../parts/notice-tabs.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { slipForm } from '../parts/receipt-forms.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

export async function slipsPage(page: PageContext): Promise<PageContent> {
  const notices = await slipList(page.reader, page.district.id);
  const slips = notices.flatMap((notice) => owed(notice).map((copy) => slip(page, notice, copy)));
  const body = html`${noticeTabs('slips')}<p class="lead screen">每件一页打印，送达后由收件人签名，再在此登记；未能送达的登记原因，系统改送其他渠道或下一人。</p>
  ${slips.length === 0 ? html`<p class="none">没有待送达的纸质件。</p>` : slips}`;
  return { title: `纸质送达（${slips.length}件）`, body };
}

function owed({ state }: Notice): readonly SentCopy[] {
  if (state.status !== 'sent') return [];
  return state.copies.filter((copy) => copy.channel === SLIP && outcomeOwed(copy));
}

function slip(page: PageContext, notice: Notice, copy: SentCopy): Html {
  const { directory, zone } = page.district;
  const { facts, state } = notice;
  const unit = unitOfPost(copy.to, directory);
  const listed = state.status === 'sent' ? state.at : facts.createdAt;
  return html`<article class="sheet slip"><h2>送达回证</h2>
  <dl><dt>送达单位</dt><dd>${directory.name}人民政府办公室</dd>
  <dt>受送达人</dt><dd>${unit === null ? '' : `${unit.name}　`}${whoIs(copy.to, directory)}　${whoIs(copy.person, directory)}${copy.for === null ? '' : `（呈${whoIs(copy.for, directory)}）`}</dd>
  <dt>事项</dt><dd>${facts.words.matter ?? facts.duty}${facts.dueAt === null ? '' : `，时限${sayMoment(facts.dueAt, zone, page.now)}`}</dd>
  <dt>内容</dt><dd>${copy.text}</dd>
  <dt>制作日期</dt><dd>${sayFullDate(dateOf(listed, zone))}</dd></dl>
  <p class="sign-line">收件人签名或盖章：＿＿＿＿＿＿＿＿　收到时间：＿＿＿＿年＿＿月＿＿日＿＿时＿＿分</p>
  <p class="sign-line">送达人签名：＿＿＿＿＿＿＿＿　备注：＿＿＿＿＿＿＿＿＿＿＿＿＿＿</p>
  ${slipForm(page, notice, copy)}</article>`;
}
