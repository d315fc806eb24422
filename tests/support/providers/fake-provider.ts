/** What every fake provider has in common: what it was asked, what reached people, and how it behaves. */

/**
 * How a provider answers requests that carry a message, until it is told otherwise; a request for a token is answered
 * in every mode.
 *
 * - `well`: as its manual says, its own checks and limits included
 * - `refusing`: a success of the protocol (HTTP 200) whose content says that the message was not taken
 * - `throttled`: too many messages, said in the provider's own way
 * - `too-many`: HTTP 429 with `Retry-After: 7`
 * - `down`: HTTP 503
 * - `hanging`: the message is taken and never answered
 * - `garbage`: HTTP 200 with a page that is none of its own
 * - `truncated`: the connection ends in the middle of the answer
 * - `resetting`: the connection is reset once the request is read
 * - `echoing`: refuses, and repeats in its words all that it was sent and all the secrets it knows
 */
const PROVIDER_MODES = [
  'well',
  'refusing',
  'throttled',
  'too-many',
  'down',
  'hanging',
  'garbage',
  'truncated',
  'resetting',
  'echoing',
] as const;
export type ProviderMode = (typeof PROVIDER_MODES)[number];

/** What the fake says when it refuses; a reason must carry it. */
export const REFUSAL_WORDS = 'message not taken, form 7B';

export interface Delivered {
  readonly to: string;
  readonly text: string;
}

export interface FakeProvider {
  /** `http://127.0.0.1:PORT`, or what the protocol has in its place. */
  readonly url: string;
  /** Everything that was asked, requests for tokens included. */
  readonly received: readonly unknown[];
  /** What a person could read, in order; a repeat that the provider drops is not here. */
  readonly delivered: readonly Delivered[];
  /** Everything that must appear in no reason: keys, secrets, and the tokens given out so far. */
  secrets(): readonly string[];
  answer(mode: ProviderMode): void;
  close(): Promise<void>;
}
