/** Makes the message of a group of notices: its words at this moment, its text, and what a channel is told with it. */
import { isForDigest } from '../../domain/notices/daily-digest.ts';
import { asDraft } from '../../domain/notices/draft.ts';
import type { Group } from '../../domain/notices/merge.ts';
import type { NoticeFacts } from '../../domain/notices/notice.ts';
import { recipientSort } from '../../domain/notices/recipient-sort.ts';
import { ASKING, type Rendering, render } from '../../domain/notices/wording.ts';
import type { Delivery } from '../../domain/routing/recipients.ts';
import { flagSetting } from '../../domain/rules/settings.ts';
import { type Instant, secondsBetween } from '../../domain/time/instant.ts';
import { sayDateTime, sayDuration } from '../../domain/time/wording.ts';
import type { OutgoingMessage } from '../../ports/channel.ts';
import type { District } from '../district.ts';
import type { Installation } from '../installation.ts';
import { channelName } from '../names.ts';
import { linkFor, linkHours } from './one-time-links.ts';

/** A rung taken this long after its instant, or an emergency's message this long after its rung, says so. */
const TAKEN_LATE_SECONDS = 120;
const LATE_SECONDS = 30 * 60;

/** Whom the message is handed to: in shadow the office, in place of whom it is meant for. */
export function carrierOf({ first }: Group): Delivery {
  return first.shadow?.instead ?? first.delivery;
}

/** Whoever is told in his own right and for somebody absent at once stands in all the same. */
export function standingIn({ first, notices }: Group): Delivery {
  return notices.find(({ delivery }) => delivery.for !== null)?.delivery ?? first.delivery;
}

/** The message of one group as it stands now, and what of it the person reads on this channel. */
export function composeMessage(
  one: Group,
  district: District,
  links: Installation['links'],
  now: Instant,
): { readonly message: OutgoingMessage; readonly text: string } {
  const { delivery, facts, shadow } = one.first;
  const current = {
    ...one,
    notices: one.notices.map((due) => ({ ...due, facts: withWordsOf(due.facts, district, now) })),
  };
  const { to, person, address, channel } = carrierOf(one);
  const rendering = { ...whyTogether(one, district), replyHint: flagSetting(district.settings, 'sms.reply') };
  const rendered = render(current, district.messages, district.directory, channel, rendering);
  const meant = shadow?.nobody ? null : { ...delivery, for: standingIn(one).for };
  const link = linkIn(one, district, links, now);
  const { title, short, long } =
    shadow === undefined ? rendered : asDraft(rendered, meant, district.directory, channelName);
  const text = shadow === undefined ? rendered.text : short;
  const idempotencyKey = shadow === undefined ? `${facts.id}>${to}` : `${facts.id}>${delivery.to}>${to}`;
  const message = {
    idempotencyKey,
    district: district.id,
    to,
    person,
    for: shadow === undefined ? standingIn(one).for : null,
    address,
    urgent: facts.clock === 'E',
    title,
    // In the message alone: whoever reads the ledger could answer with it.
    short: `${short}${link}`,
    long: `${long}${link}`,
    template: rendered.template,
    deadline: deadlineOf(one, now),
    at: now,
  };
  return { message, text };
}

/** Said at the head of several in one message: they were kept back for the hour, or come once a day. */
function whyTogether({ notices }: Group, { directory, manners }: District): Pick<Rendering, 'why'> {
  if (notices.length === 1) return {};
  if (notices.some(({ capped }) => capped)) return { why: 'overflow' };
  const isDigest = notices.every(({ facts }) =>
    isForDigest({ ...facts, recipient: recipientSort(facts.post, directory) }, manners),
  );
  return isDigest ? { why: 'digest' } : {};
}

/** Channels that one person alone reads; a link in a group would be anybody's. */
const PERSONAL: ReadonlySet<string> = new Set(['sms', 'mail', 'wecom-app', 'dingtalk-app']);

/** The one-time link of a message that asks a unit for something, where the district uses links; else nothing. */
function linkIn(
  { first: { facts, delivery, shadow } }: Group,
  { id, settings }: District,
  links: Installation['links'],
  now: Instant,
): string {
  const hours = linkHours(settings);
  const isAsked = ASKING.has(facts.kind) && delivery.served === null && shadow === undefined;
  if (hours === null || links === undefined || !isAsked || !PERSONAL.has(delivery.channel)) return '';
  const link = { district: id, person: delivery.person, notice: facts.id };
  return ` 回执：${linkFor(link, { now, hours, ...links })}`;
}

/** The limit of a single duty that is still ahead; several stand in the text. */
function deadlineOf({ first: { facts }, duties }: Group, now: Instant): OutgoingMessage['deadline'] {
  if (duties.length > 1 || facts.dueAt === null || facts.dueAt <= now) return null;
  return { id: facts.duty, title: facts.words.matter ?? facts.duty, at: facts.dueAt };
}

/** Words that depend on the moment at which the message goes out. */
function withWordsOf(facts: NoticeFacts, district: District, now: Instant): NoticeFacts {
  const words: Record<string, string> = { ...facts.words, at: sayDateTime(now, district.zone) };
  if (facts.dueAt !== null && facts.dueAt > now)
    words.remaining = sayDuration(secondsBetween(now, facts.dueAt));
  if (facts.dueAt !== null && facts.dueAt <= now) words.late = sayDuration(secondsBetween(facts.dueAt, now));
  if (isLate(facts, now)) {
    words.delayed = sayDateTime(facts.intendedAt, district.zone);
  }
  return { ...facts, words };
}

/** Its rung was taken late, or an emergency's message was held up; waiting for the morning is not being late. */
function isLate(facts: NoticeFacts, now: Instant): boolean {
  if (secondsBetween(facts.intendedAt, facts.createdAt) > TAKEN_LATE_SECONDS) return true;
  return facts.clock === 'E' && secondsBetween(facts.intendedAt, now) > LATE_SECONDS;
}
