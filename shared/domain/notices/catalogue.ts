/** The catalogue of a rulebook's texts in one language: senders, words, templates and the forms of several in one. */
import type { FormChannel } from './channel-forms.ts';
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

/** What a channel says in place of the short and the long form. */
export type ChannelForm = Pick<Phrasing, 'short' | 'long'>;

/** A phrasing with what some channels say in its place. */
export interface Wording extends Phrasing {
  readonly forms: ReadonlyMap<FormChannel, ChannelForm>;
}

export interface Template extends Wording {
  readonly id: string;
  readonly title: string;
  readonly sender: Sender;
  readonly audience: Audience;
  /** One SMS part: at most 70 characters with the sender. */
  readonly sms: boolean;
  /** The words the text may use; the planner supplies them all. */
  readonly words: readonly string[];
  /** Used when a leader is the one told, which `told`, a stand-in or a raised notice can bring about. */
  readonly toLeader: Wording | null;
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
  /** More than a person is sent in an hour: the rest together. */
  readonly overflow: string;
  readonly overflowLeader: string;
  /** Once a day at a fixed time. */
  readonly digest: string;
  readonly digestLeader: string;
  /** The title of several, from that of the first: `{title}` and `{count}`. */
  readonly title: string;
  /** Stands between two lines. */
  readonly between: string;
}

/** How an SMS is answered; appended where that is switched on (`sms.reply`). */
export interface ReplyHints {
  /** To a message about one duty: 1 收到, 2 已报, 3 延期. */
  readonly one: string;
  /** To a message about several: what the number 1 says of them all. */
  readonly several: string;
}

export interface Messages {
  /** As in BCP 47: `zh-CN`. */
  readonly language: string;
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
  readonly replyHint: ReplyHints;
}

/** The setting by which a district chooses among the languages of its rulebook; without it the main file holds. */
export const LANGUAGE_SETTING = 'messages.language';

/** The catalogue that the settings of a district choose; the main one where they choose none. */
export function chosenCatalogue(
  main: Messages,
  others: ReadonlyMap<string, Messages>,
  settings: ReadonlyMap<string, unknown>,
): Messages {
  return others.get(String(settings.get(LANGUAGE_SETTING) ?? '')) ?? main;
}
