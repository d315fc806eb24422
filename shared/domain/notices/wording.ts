/** Turns the notices of one message into its text, from the templates of the rulebook. */
import type { Directory } from '../routing/directory.ts';
import type { ChannelForm, CombinedPhrasing, Messages, Phrasing, Template, Wording } from './catalogue.ts';
import { formTaken, isFormChannel } from './channel-forms.ts';
import type { DueNotice, Group } from './merge.ts';
import type { NoticeKind } from './notice.ts';
import type { Sender } from './tone.ts';

/** Why several go out as one message, where it is not that they were due together. */
export type Gathered = 'overflow' | 'digest';

export interface Rendering {
  readonly why?: Gathered;
  /** Whether the office takes answers by SMS (`sms.reply`); said only to units that are asked. */
  readonly replyHint?: boolean;
}

export interface Rendered {
  readonly title: string;
  readonly short: string;
  readonly long: string;
  /** What the channel takes of the two. */
  readonly text: string;
  /** Stands in front of every text: 【示例区政府办】. */
  readonly sender: string;
  /**
   * For providers that send registered texts only: the template and the words its text wants. `null` for what no single
   * template says: several in one, a draft re-worded by its approver, and what goes to the office as 拟发. The form for
   * leaders is registered by itself as `papers.remind/leader`, the one for raised notices as `raised`.
   */
  readonly template: RegisteredText | null;
  /** Words or templates that were asked for and not there; the text shows …… in their place. */
  readonly missing: readonly string[];
}

export interface RegisteredText {
  readonly id: string;
  readonly words: Readonly<Record<string, string>>;
}

const UNKNOWN = '……';

/** For a template that does not exist, which the loader prevents: what every notice knows about itself. */
const PLAIN_TEXT = '{unit}“{matter}”，时限{due}，请阅处';
const PLAIN: Phrasing = { short: `${PLAIN_TEXT}。`, long: `${PLAIN_TEXT}。`, line: PLAIN_TEXT };

/**
 * The text of one message: its own template for a single notice, a list of short lines for several; with `channel` in
 * the form that the template has for it. Never fails: a missing word is better than a notice that is not sent, so it is
 * shown as …… and named in `missing`.
 */
export function render(
  group: Group,
  messages: Messages,
  directory: Directory,
  channel: string | null = null,
  rendering: Rendering = {},
): Rendered {
  const parts = readOnce(
    distinct(group.notices).map((notice) => partOf(notice, messages, directory, channel)),
  );
  const [only] = parts;
  const sender = senderName(parts, messages, directory);
  const missing = [...new Set(parts.flatMap((part) => part.missing))];
  const hint = hintFor(group, messages, channel, rendering);
  const say = (text: string) => `${sender}${text}${hint}`;
  const inForm = (short: string, long: string) => (formTaken(channel) === 'short' ? short : long);
  if (parts.length === 1 && only) {
    const [short, long] = [say(only.short), say(only.long)];
    const { title } = only;
    const template = group.first.shadow === undefined ? only.registered : null;
    return { title, short, long, text: inForm(short, long), sender, template, missing };
  }
  const text = say(combine(group, parts, messages, directory, rendering.why ?? null));
  const words = { title: only?.title ?? '', count: String(parts.length) };
  const title = fill(messages.combined.title, words).text;
  return { title, short: text, long: text, text, sender, template: null, missing };
}

/** Kinds by which something is asked of a unit that it can answer with a number. */
export const ASKING: ReadonlySet<string> = new Set([
  'start',
  'remind',
  'warn',
  'hasten',
] satisfies NoticeKind[]);

/** How to answer, at the end of an SMS to a unit of which something is asked. */
function hintFor(
  { notices, duties }: Group,
  messages: Messages,
  channel: string | null,
  { replyHint = false }: Rendering,
): string {
  const asked = notices.some(
    ({ facts, delivery, shadow }) =>
      ASKING.has(facts.kind) &&
      delivery.served === null &&
      shadow === undefined &&
      messages.templates.get(facts.template)?.audience === 'unit',
  );
  if (!replyHint || channel !== 'sms' || !asked) return '';
  return duties.length === 1 ? messages.replyHint.one : messages.replyHint.several;
}

/** Told in one's own right and for somebody absent, one reads the same line once. */
function distinct(notices: Group['notices']): readonly DueNotice[] {
  const read = new Map(
    notices.map((notice) => [`${notice.facts.duty} ${notice.facts.template}`, notice] as const).toReversed(),
  );
  return notices.filter((notice) => [...read.values()].includes(notice));
}

/** What reads the same for several duties stands once. */
function readOnce(parts: readonly Part[]): Part[] {
  const same = (a: Part, b: Part) => a.line === b.line && a.short === b.short && a.long === b.long;
  return parts.filter((part, index) => parts.findIndex((other) => same(other, part)) === index);
}

/** Words that a template wants and these do not have, `contact` aside; for the planner's own check. */
export function missingWords(
  template: string,
  words: Readonly<Record<string, string>>,
  messages: Messages,
): string[] {
  return (messages.templates.get(template)?.words ?? []).filter(
    (word) => word !== 'contact' && words[word] === undefined,
  );
}

const PLACEHOLDER = /\{([a-z]+)\}/g;

/** Replaces `{name}` by its word. */
export function fill(
  text: string,
  words: Readonly<Record<string, string>>,
): { readonly text: string; readonly missing: string[] } {
  const missing: string[] = [];
  const filled = text.replace(PLACEHOLDER, (_, name: string) => {
    const word = words[name];
    if (word === undefined) missing.push(name);
    return word ?? UNKNOWN;
  });
  return { text: filled, missing };
}

/** The telephone of the sender's own desk, for `{contact}` where the notice names no other. */
function contactOf(sender: Sender, directory: Directory): Readonly<Record<string, string>> {
  const holder = directory.posts.get(`${sender}.liaison`)?.holder;
  const phone = typeof holder !== 'string' ? undefined : directory.people.get(holder)?.phone;
  return phone === undefined ? {} : { contact: phone };
}

interface Part extends Phrasing {
  readonly title: string;
  readonly sender: Sender;
  readonly registered: RegisteredText | null;
  readonly missing: readonly string[];
}

function partOf(
  { facts, delivery }: DueNotice,
  messages: Messages,
  directory: Directory,
  channel: string | null,
): Part {
  const template = messages.templates.get(facts.template) ?? null;
  const sender = template?.sender ?? 'office';
  const chosen = phrasingFor(template, delivery.served, messages);
  const words: Readonly<Record<string, string>> = { ...contactOf(sender, directory), ...facts.words };
  // A draft goes out in the wording of whoever let it go.
  const { wording } = words;
  const said = { ...chosen.phrasing, ...formOn(channel, chosen.phrasing) };
  const texts = wording === undefined ? said : { short: wording, long: wording, line: wording };
  const [short, long, line] = [texts.short, texts.long, texts.line].map((text) => fill(text, words));
  const late = words.delayed === undefined ? '' : fill(messages.late, words).text;
  const registered =
    wording === undefined && template ? { id: chosen.id, text: texts[formTaken(channel)] } : null;
  return {
    title: template?.title ?? '',
    sender,
    short: `${short?.text ?? ''}${late}`,
    long: `${long?.text ?? ''}${late}`,
    line: line?.text ?? '',
    registered: registered && { id: registered.id, words: wordsIn(registered.text, words) },
    missing: [
      ...(template ? [] : [`template ${facts.template}`]),
      ...[short, long, line].flatMap((filled) => filled?.missing ?? []),
    ],
  };
}

/** Which form of a template speaks to whom, and the name under which a provider knows it. */
function phrasingFor(
  template: Template | null,
  served: string | null,
  messages: Messages,
): { readonly id: string; readonly phrasing: Phrasing | Wording } {
  if (!template) return { id: '', phrasing: PLAIN };
  if (served === null || template.audience === 'leader') return { id: template.id, phrasing: template };
  if (!template.toLeader) return { id: 'raised', phrasing: messages.raised };
  return { id: `${template.id}/leader`, phrasing: template.toLeader };
}

function formOn(channel: string | null, phrasing: Phrasing | Wording): ChannelForm | null {
  if (channel === null || !isFormChannel(channel) || !('forms' in phrasing)) return null;
  return phrasing.forms.get(channel) ?? null;
}

/** The words that a text wants, as they are filled in. */
function wordsIn(text: string, words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => [name, words[name] ?? UNKNOWN]),
  );
}

/** Several senders in one message: the office speaks for all. */
function senderName(parts: readonly Part[], messages: Messages, directory: Directory): string {
  const senders = new Set(parts.map(({ sender }) => sender));
  const [one = 'office'] = senders;
  const text = messages.senders.get(senders.size === 1 ? one : 'office') ?? '';
  return fill(text, { district: directory.name }).text;
}

function combine(
  group: Group,
  parts: readonly Part[],
  { combined }: Messages,
  directory: Directory,
  why: Gathered | null,
): string {
  const { facts, delivery } = group.first;
  const lines = parts.map(({ line }, index) => `${index + 1}.${line}`).join(combined.between);
  const sort = facts.clock === 'E' ? 'emergency' : why;
  const form = combined[formOfSeveral(sort, delivery.served !== null)];
  const contact = contactOf(parts[0]?.sender ?? 'office', directory);
  return fill(form, { ...contact, ...facts.words, lines, count: String(parts.length) }).text;
}

/** What is urgent says so, also where the hour had no room for it. */
function formOfSeveral(sort: Gathered | 'emergency' | null, toLeader: boolean): keyof CombinedPhrasing {
  if (sort === null) return toLeader ? 'leader' : 'ordinary';
  return toLeader ? `${sort}Leader` : sort;
}
