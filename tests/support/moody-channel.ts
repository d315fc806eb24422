/** A channel whose provider keeps the books: what it takes, what it refuses and when, by the clock of the messages. */
import { type Instant, secondsBetween } from '../../shared/domain/time/instant.ts';
import type { Channel, Limits, OutgoingMessage, SendOutcome } from '../../shared/ports/channel.ts';

/** What the provider does with a message at a moment. */
export type Mood = (message: OutgoingMessage, before: readonly OutgoingMessage[]) => SendOutcome;

export interface MoodyChannel extends Channel {
  /** What reached somebody, in order. */
  readonly delivered: readonly OutgoingMessage[];
  /** Every attempt. */
  readonly tried: readonly OutgoingMessage[];
}

export const SENT: SendOutcome = { outcome: 'sent', reference: 'ref' };
export const DOWN: SendOutcome = { outcome: 'retry', reason: '对方系统无应答', down: true };

export function moodyChannel(name: string, mood: Mood, limits?: Limits): MoodyChannel {
  const delivered: OutgoingMessage[] = [];
  const tried: OutgoingMessage[] = [];
  return {
    name,
    delivered,
    tried,
    ...(limits === undefined ? {} : { limits }),
    send(messages) {
      const outcomes = messages.map((message) => {
        tried.push(message);
        const outcome = mood(message, delivered);
        const arrived = outcome.outcome === 'sent' || (outcome.outcome === 'retry' && outcome.unsure);
        if (arrived) delivered.push(message);
        return outcome;
      });
      return Promise.resolve(outcomes);
    },
  };
}

/** The most messages in any stretch of so many seconds. */
export function mostWithin(seconds: number, instants: readonly Instant[]): number {
  const sorted = instants.toSorted();
  let most = 0;
  let first = 0;
  for (const [index, at] of sorted.entries()) {
    while (secondsBetween(sorted[first] ?? at, at) >= seconds) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
