/** A way to reach a person: the in-page inbox, a call list, WeCom, SMS, mail … */
import type { Instant } from '../domain/time/instant.ts';

export interface OutgoingMessage {
  /** The same for every attempt at the same message, so that a channel which can will drop a repeat. */
  readonly idempotencyKey: string;
  readonly district: string;
  readonly to: string;
  readonly person: string;
  readonly for: string | null;
  readonly address: string;
  readonly title: string;
  readonly short: string;
  readonly long: string;
  readonly at: Instant;
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly reference: string | null }
  /** May succeed later: throttled, time-out, provider down. */
  | { readonly outcome: 'retry'; readonly reason: string }
  /** Will not succeed on this channel. */
  | { readonly outcome: 'failed'; readonly reason: string };

export interface Channel {
  readonly name: string;
  send(messages: readonly OutgoingMessage[]): Promise<SendOutcome[]>;
}
