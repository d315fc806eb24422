/** 站内信: what was sent to one post or person, with how it stands and 签收; and who is not to be reminded for a time. */
import { html } from 'hono/html';
import { KIND_NAMES } from '../../shared/app/names.ts';
import { whoIsMuted } from '../../shared/app/notices/change-mutes.ts';
import { type InboxMessage, inboxOf, type Whose } from '../../shared/app/notices/inbox.ts';
import type { Mute } from '../../shared/domain/notices/mutes.ts';
import { dutyPath } from '../parts/duty.ts';
import { foldedForm, form, momentField, type Option, selectField, textField } from '../parts/form.ts';
import { noticeTabs } from '../parts/notice-tabs.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { officeOptions } from '../parts/people-options.ts';
import { signForm } from '../parts/receipt-forms.ts';
import { channelName, sayMoment, whoIs } from '../words/labels.ts';
import { sayOddities, sayReceipt, sayState } from '../words/receipts.ts';

export async function inboxPage(page: PageContext, query: URLSearchParams): Promise<PageContent> {
  const given = query.get('of') ?? '';
  const whose = readWhose(given, page);
  const choice = html`${noticeTabs('inbox')}<form method="get" action="/inbox" class="act choose"><label class="field"><span>收件人</span><select name="of">${options(page).map(({ value, label }) => html`<option value="${value}" ${value === given ? 'selected' : ''}>${label}</option>`)}</select></label><button type="submit" class="quiet">查看</button></form>`;
  if (whose === null) return { title: '站内信', body: html`${choice}${mutes(page, null)}` };
  const messages = await inboxOf(page.reader, page.district, whose, page.now);
  const cards = messages.map((message) => card(page, message));
  const name = 'post' in whose ? whose.post : whose.person;
  const body = html`${choice}<div id="inbox" data-live>${cards.length === 0 ? html`<p class="none">近30天没有发给该收件人的消息。</p>` : cards}</div>${mutes(page, whose)}${muteForm(page, given)}`;
  return { title: `站内信：${whoIs(name, page.district.directory)}`, body };
}

/** `post:mayor` or `person:p-mayor`; nobody where the directory has no such post or person. */
function readWhose(given: string, { district }: PageContext): Whose | null {
  const [sort, ...rest] = given.split(':');
  const id = rest.join(':');
  if (sort === 'post' && district.directory.posts.has(id)) return { post: id };
  return sort === 'person' && district.directory.people.has(id) ? { person: id } : null;
}

function options(page: PageContext): Option[] {
  const { posts, people } = page.district.directory;
  return [
    { value: '', label: '请选择职务或人员' },
    ...[...posts.values()].map(({ id, title, holder }) => ({
      value: `post:${id}`,
      label: holder === null ? title : `${title}（${people.get(holder)?.name ?? holder}）`,
    })),
    ...[...people.values()].map(({ id, name }) => ({ value: `person:${id}`, label: name })),
  ];
}

function card(page: PageContext, { notice, copy, sentAt }: InboxMessage): Html {
  const { directory, zone } = page.district;
  const marks = [sayState(copy), ...sayOddities(copy)];
  const receipt = sayReceipt(copy, directory, zone, page.now);
  return html`<article class="notice"><p class="facts">${marks.map((mark) => html`<span class="mark">${mark}</span>`)}<b>${sayMoment(sentAt, zone, page.now)}</b><span>${KIND_NAMES[notice.facts.kind]}</span><span>${channelName(copy.channel)}</span>${copy.for === null ? null : html`<span>呈：${whoIs(copy.for, directory)}</span>`}${receipt === null ? null : html`<span>${receipt}</span>`}</p><blockquote>${copy.text}</blockquote><p class="facts">${copy.duties.map((duty) => html`<a href="${dutyPath(duty)}">${duty}</a>`)}</p>${signForm(page, notice, copy)}</article>`;
}

/** Whoever is muted and why, until when; of everybody where nobody is chosen. */
function mutes(page: PageContext, whose: Whose | null): Html | null {
  const { district, now } = page;
  const shown = district.mutes.filter((mute) => mute.until > now && (whose === null || isOf(mute, whose)));
  if (shown.length === 0) return whose === null ? html`<p class="none">没有静音申请。</p>` : null;
  const rows = shown.map(
    (mute) =>
      html`<tr><td>${whoIsMuted(mute, district)}</td><td>${mute.matter ?? '全部事项'}</td><td>${sayMoment(mute.until, district.zone, now)}</td><td>${mute.why}</td><td>${whoIs(mute.by, district.directory)}</td><td class="screen">${form(page, { verb: 'notice.unmute', about: mute.id, hidden: { id: mute.id, by: 'office' }, submit: '解除', quiet: true })}</td></tr>`,
  );
  return html`<section><h2>静音<small>${String(shown.length)}项</small></h2><p class="lead">静音只影响一般提醒和每日汇总；紧急事项、临近时限和时限之后的提醒、变更和更正照发。</p><div class="wide"><table class="list"><thead><tr><th>对象</th><th>事项</th><th>截止</th><th>缘由</th><th>登记</th><th class="screen"></th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function isOf({ post, person }: Mute, whose: Whose): boolean {
  return 'post' in whose ? post === whose.post : person === whose.person;
}

function muteForm(page: PageContext, whose: string): Html | null {
  return foldedForm(page, '申请静音', {
    verb: 'notice.mute',
    about: whose,
    hidden: { whose },
    submit: '登记静音',
    fields: (own) => [
      momentField(own, { name: 'until', label: '截止时间', required: true, hint: '最长60天' }),
      textField(own, { name: 'why', label: '缘由', required: true }),
      textField(own, { name: 'matter', label: '所涉事项', hint: '事项编号，全部事项的不填' }),
      selectField(own, { name: 'keyedBy', label: '登记人', required: true }, officeOptions(page)),
    ],
  });
}
