/** Turns the notices of one message into its text, from the templates of the rulebook. */
import type { Directory } from '../routing/directory.ts';
import type { DueNotice, Group } from './merge.ts';
import type { Audience, Sender } from './tone.ts';

/** One form of a template; `{name}` stands for a word. */
export interface Phrasing {
  /** For SMS and lists, without the sender in brackets. */
  readonly short: string;
  /** For mail, chat and print. */
  readonly long: string;
  /** What stands for it among several in one message, without a full stop. */
  readonly line: string;
}

export interface Template extends Phrasing {
  readonly id: string;
  readonly title: string;
  readonly sender: Sender;
  readonly audience: Audience;
  /** One SMS part: at most 70 characters with the sender. */
  readonly sms: boolean;
  /** The words the text may use; the planner supplies them all. */
  readonly words: readonly string[];
  /** Used when a leader is the one told, which `told`, a stand-in or a raised notice can bring about. */
  readonly toLeader: Phrasing | null;
}

export interface WordOfTemplates {
  readonly means: string;
  readonly sample: string;
  /** The setting whose value it is; `null` for what the planner knows. */
  readonly setting: string | null;
}

/** Several notices in one message: `{lines}` and `{count}`. */
export interface CombinedPhrasing {
  readonly ordinary: string;
  readonly leader: string;
  readonly emergency: string;
  readonly emergencyLeader: string;
}

export interface Messages {
  /** `{district}` is the directory's name. */
  readonly senders: ReadonlyMap<Sender, string>;
  /** Every word a template may use, with its meaning and a sample of the longest usual value. */
  readonly words: ReadonlyMap<string, WordOfTemplates>;
  readonly templates: ReadonlyMap<string, Template>;
  readonly combined: CombinedPhrasing;
  /** Said when a notice meant for a unit or the office reaches a leader and has no form for leaders. */
  readonly raised: Phrasing;
  /** Appended to a notice that goes out long after it was meant to: `{delayed}`. */
  readonly late: string;
}

export interface Rendered {
  readonly title: string;
  readonly short: string;
  readonly long: string;
  /** Words or templates that were asked for and not there; the text shows …… in their place. */
  readonly missing: readonly string[];
}

/** One part of a Chinese SMS; the signature in brackets counts. */
export const SMS_CHARACTERS = 70;

const UNKNOWN = '……';

/** For a template that does not exist, which the loader prevents: what every notice knows about itself. */
const PLAIN_TEXT = '{unit}“{matter}”，时限{due}，请阅处';
const PLAIN: Phrasing = { short: `${PLAIN_TEXT}。`, long: `${PLAIN_TEXT}。`, line: PLAIN_TEXT };

/**
 * The text of one message: its own template for a single notice, a list of short lines for several. Never fails:
 * a missing word is better than a notice that is not sent, so it is shown as …… and named in `missing`.
 */
export function render(group: Group, messages: Messages, directory: Directory): Rendered {
  const parts = readOnce(distinct(group.notices).map((notice) => partOf(notice, messages, directory)));
  const [only] = parts;
  const sender = senderName(parts, messages, directory);
  const missing = [...new Set(parts.flatMap((part) => part.missing))];
  if (parts.length === 1 && only) {
    const { short, long } = only;
    return { title: only.title, short: `${sender}${short}`, long: `${sender}${long}`, missing };
  }
  const text = `${sender}${combine(group, parts, messages, directory)}`;
  return { title: `${only?.title ?? ''}等${parts.length}项`, short: text, long: text, missing };
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

/** Replaces `{name}` by its word. */
export function fill(
  text: string,
  words: Readonly<Record<string, string>>,
): { readonly text: string; readonly missing: string[] } {
  const missing: string[] = [];
  const filled = text.replace(/\{([a-z]+)\}/g, (_, name: string) => {
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
  readonly missing: readonly string[];
}

function partOf({ facts, delivery }: DueNotice, messages: Messages, directory: Directory): Part {
  const template = messages.templates.get(facts.template);
  const sender = template?.sender ?? 'office';
  const phrasing = phrasingFor(template ?? null, delivery.served, messages);
  const title = template?.title ?? '';
  const words: Readonly<Record<string, string>> = { ...contactOf(sender, directory), ...facts.words };
  // A draft goes out in the wording of whoever let it go.
  const { wording } = words;
  const texts = wording === undefined ? phrasing : { short: wording, long: wording, line: wording };
  const [short, long, line] = [texts.short, texts.long, texts.line].map((text) => fill(text, words));
  const late = words.delayed === undefined ? '' : fill(messages.late, words).text;
  return {
    title,
    sender,
    short: `${short?.text ?? ''}${late}`,
    long: `${long?.text ?? ''}${late}`,
    line: line?.text ?? '',
    missing: [
      ...(template ? [] : [`template ${facts.template}`]),
      ...[short, long, line].flatMap((filled) => filled?.missing ?? []),
    ],
  };
}

function phrasingFor(template: Template | null, served: string | null, messages: Messages): Phrasing {
  if (!template) return PLAIN;
  if (served === null || template.audience === 'leader') return template;
  return template.toLeader ?? messages.raised;
}

/** Several senders in one message: the office speaks for all. */
function senderName(parts: readonly Part[], messages: Messages, directory: Directory): string {
  const senders = new Set(parts.map(({ sender }) => sender));
  const [one = 'office'] = senders;
  const text = messages.senders.get(senders.size === 1 ? one : 'office') ?? '';
  return fill(text, { district: directory.name }).text;
}

function combine(group: Group, parts: readonly Part[], messages: Messages, directory: Directory): string {
  const { facts, delivery } = group.first;
  const lines = parts.map(({ line }, index) => `${index + 1}.${line}`).join('；');
  const leader = delivery.served !== null;
  const { ordinary, leader: toLeader, emergency, emergencyLeader } = messages.combined;
  const form = facts.clock === 'E' ? (leader ? emergencyLeader : emergency) : leader ? toLeader : ordinary;
  const contact = contactOf(parts[0]?.sender ?? 'office', directory);
  return fill(form, { ...contact, ...facts.words, lines, count: String(parts.length) }).text;
}
