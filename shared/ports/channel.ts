/** A way to reach a person: the in-page inbox, a call list, WeCom, SMS, mail … */
import type { Pace } from '../domain/notices/pace.ts';
import type { Instant } from '../domain/time/instant.ts';

export type { Pace } from '../domain/notices/pace.ts';

export interface OutgoingMessage {
  /** The same for every attempt at the same message, so that a channel which can will drop a repeat. */
  readonly idempotencyKey: string;
  readonly district: string;
  readonly to: string;
  readonly person: string;
  readonly for: string | null;
  /** Of the person on this channel, as the directory has it; for a group robot its name in the settings. */
  readonly address: string;
  /** An emergency: it may ring. */
  readonly urgent: boolean;
  readonly title: string;
  /** With the sender in brackets in front, 【示例区政府办】. */
  readonly short: string;
  readonly long: string;
  /** For providers that send registered texts only; `null` for what no single template says. */
  readonly template: { readonly id: string; readonly words: Readonly<Record<string, string>> } | null;
  /** What a calendar attached to a mail shows; `null` where there is no limit ahead. */
  readonly deadline: { readonly id: string; readonly title: string; readonly at: Instant } | null;
  readonly at: Instant;
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly reference: string | null }
  /** May succeed later: throttled, time-out, provider down. */
  | {
      readonly outcome: 'retry';
      readonly reason: string;
      /** Not before so many seconds, as the provider asked or its rules say. */
      readonly after?: number;
      /** The provider as a whole answers nobody: whatever shares its limits waits as well. */
      readonly down?: true;
      /** The request went out and no answer came: the person may have got it. */
      readonly unsure?: true;
    }
  /** Will not succeed on this channel. */
  | { readonly outcome: 'failed'; readonly reason: string }
  /** Not attempted, because the time given was over; counts as no attempt. */
  | { readonly outcome: 'later'; readonly reason: string };

/** What a provider allows; those who deliver keep to it together, wherever they run. */
export interface Limits {
  /** Addresses with the same key share the paces: a robot, an application, an account with a gateway. */
  readonly keyOf: (address: string) => string;
  readonly paces: readonly Pace[];
}

export interface Channel {
  readonly name: string;
  /** Recording is sending: a repeat after a crash is no second message. */
  readonly own?: true;
  /** Left out where sending costs nobody anything. */
  readonly limits?: Limits;
  /**
   * One outcome for each message, in their order; never throws. Whatever was not begun after `milliseconds` is `later`.
   */
  send(messages: readonly OutgoingMessage[], milliseconds: number): Promise<SendOutcome[]>;
}
