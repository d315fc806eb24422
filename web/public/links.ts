/** One-time links: looking shows three buttons and changes nothing, because previews look; pressing one acts once. */
import { html } from 'hono/html';
import type { District } from '../../shared/app/district.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import type { AskingMessage } from '../../shared/app/notices/asking-message.ts';
import { type LinkOf, linkCommandId, linkHours, readLink } from '../../shared/app/notices/one-time-links.ts';
import { messageOf } from '../../shared/app/notices/take-reply.ts';
import { ANSWER_NAMES, ANSWERS, type Answer } from '../../shared/domain/notices/reply.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { sayDateTime } from '../../shared/domain/time/wording.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { Html } from '../parts/page.ts';
import { plainPage } from './plain-page.ts';

interface LinkAnswer {
  readonly status: 200 | 404 | 410;
  readonly page: Html;
}

/** One sentence for whatever is made up, altered, somebody else's by now, or not in use here. */
const INVALID: LinkAnswer = { status: 404, page: plainPage('本链接无效。', null) };
const EXPIRED: LinkAnswer = { status: 410, page: plainPage('本链接已过期。', null) };
const USED: LinkAnswer = { status: 410, page: plainPage('本链接已使用。', null) };

interface OpenLink {
  readonly link: LinkOf;
  readonly district: District;
  readonly message: AskingMessage;
}

/** The notice's own short titles and limits, and the three answers. */
export async function linkPage(
  engine: Engine,
  token: string,
  signer: Signer,
  now: Instant,
): Promise<LinkAnswer> {
  const open = await openLink(engine, token, signer, now);
  return 'status' in open ? open : { status: 200, page: asked(open) };
}

/** Carries out one of the three answers, once. */
export async function useLink(
  engine: Engine,
  given: { readonly token: string; readonly answer: string },
  signer: Signer,
  now: Instant,
): Promise<LinkAnswer> {
  const open = await openLink(engine, given.token, signer, now);
  if ('status' in open) return open;
  const answer = ANSWERS.find((one) => one === given.answer);
  if (answer === undefined) return { status: 200, page: asked(open) };
  const { district, person, notice } = open.link;
  const command = { do: 'link.use', notice, person, answer } as const;
  const envelope = { district, commandId: linkCommandId(open.link), actor: 'channel:link', command };
  const { outcome } = await execute(engine, envelope, now);
  if (outcome === 'refused') return INVALID;
  return outcome === 'repeated' ? USED : { status: 200, page: plainPage(DONE[answer], null) };
}

/** What becomes of it is the office's to say; the page only says what was taken. */
const DONE: Readonly<Record<Answer, string>> = {
  received: '已登记签收。',
  'handed-in': '已登记，待接收方核对。',
  extension: '已转告，将与您电话联系。',
};

async function openLink(
  engine: Engine,
  token: string,
  signer: Signer,
  now: Instant,
): Promise<OpenLink | LinkAnswer> {
  const link = readLink(token, signer);
  if (link === null) return INVALID;
  const district = await engine.districts.open(link.district);
  if (linkHours(district.settings) === null) return INVALID;
  if (await engine.store.receipt(link.district, linkCommandId(link))) return USED;
  if (now >= link.until) return EXPIRED;
  const message = await messageOf(engine, district, link.notice, link.person, now);
  return message === null ? INVALID : { link, district, message };
}

/** Titles as messages may say them: a work secret stands by its number. */
function asked({ message, district }: OpenLink): Html {
  const { facts } = message.notice;
  const about = message.duties.map(({ plan }) => ({
    title: `${plan.words.matter ?? plan.matter}：${plan.title}`,
    due: sayDateTime(plan.actBy, district.zone),
  }));
  const settled = about.length === 0 ? html`<p>${facts.words.matter ?? ''}：已办结或无须办理。</p>` : null;
  const rows = about.map(({ title, due }) => html`<p>${title}<br><small>时限：${due}</small></p>`);
  const buttons = ANSWERS.map(
    (answer) => html`<button type="submit" name="answer" value="${answer}">${ANSWER_NAMES[answer]}</button>`,
  );
  const body = html`${rows}${settled}<form method="post">${buttons}</form><p><small>点击后即登记，本链接只能使用一次。</small></p>`;
  return plainPage('请选择', body);
}
