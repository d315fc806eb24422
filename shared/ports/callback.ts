/** What a provider tells us afterwards: what became of a message, and what somebody answered. */
import type { Instant } from '../domain/time/instant.ts';

/** A request as it came in; nothing of it is believed before it is proven. */
export interface CallbackRequest {
  readonly body: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
  /** When it came in. */
  readonly at: Instant;
}

export interface DeliveryReport {
  /** The provider's own id of the message. */
  readonly reference: string | null;
  /** Our idempotency key, where the provider hands it back. */
  readonly key: string | null;
  readonly state: 'delivered' | 'unreached';
  readonly note: string | null;
  readonly happenedAt: Instant | null;
}

export interface ReceivedReply {
  /** The provider's id; derived from the content where it gives none. The same reply told twice has the same. */
  readonly id: string;
  readonly phone: string;
  readonly text: string;
  readonly happenedAt: Instant | null;
}

export interface CallbackContents {
  readonly reports: readonly DeliveryReport[];
  readonly replies: readonly ReceivedReply[];
  /** What the provider wants to hear; left out where any 200 will do. */
  readonly answer?: { readonly type: string; readonly body: string };
}

/** `null` for whatever the provider cannot be shown to have sent, or sent more than five minutes ago or ahead. */
export type CallbackReader = (request: CallbackRequest) => CallbackContents | null;
