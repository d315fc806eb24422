/** Sends a batch one by one, a few at a time, within the time given and without hammering a provider. */
import { setTimeout } from 'node:timers/promises';
import { SENDING_SECONDS } from '../../domain/notices/pace.ts';
import type { OutgoingMessage, Pace, SendOutcome } from '../../ports/channel.ts';
import { elapsedMilliseconds } from '../system/clock.ts';

export interface SendEachOptions {
  /** Messages with the same key stop together when one of them finds the provider down. */
  readonly keyOf: (message: OutgoingMessage) => string;
  /** How many are under way at once. */
  readonly concurrency?: number;
  readonly elapsed?: (() => number) | undefined;
  /** The provider's paces: those shorter than a batch are kept here, between the messages of one key. */
  readonly paces?: readonly Pace[] | undefined;
  /** Waits so many milliseconds. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

const CONCURRENCY = 8;

/**
 * One outcome for each message, in their order; never throws. What was not begun within `milliseconds` is `later`, and
 * so is whatever shares its key with a message that came back as `down` and had not begun by then.
 */
export async function sendEach(
  messages: readonly OutgoingMessage[],
  milliseconds: number,
  sendOne: (message: OutgoingMessage) => Promise<SendOutcome>,
  {
    keyOf,
    concurrency = CONCURRENCY,
    elapsed = elapsedMilliseconds,
    paces = [],
    pause = setTimeout,
  }: SendEachOptions,
): Promise<SendOutcome[]> {
  const end = elapsed() + milliseconds;
  const down = new Set<string>();
  const gap = gapOf(paces);
  const freeAt = new Map<string, number>();
  const outcomes: SendOutcome[] = messages.map(() => LATE);
  const waiting = messages.entries();

  async function worker(): Promise<void> {
    // All workers take from the same iterator, so that each message is begun once and in order.
    for (const [index, message] of waiting) {
      if (elapsed() >= end) return;
      const key = keyOf(message);
      const begin = Math.max(elapsed(), freeAt.get(key) ?? 0);
      if (begin >= end) continue;
      freeAt.set(key, begin + gap);
      if (begin > elapsed()) await pause(begin - elapsed());
      const outcome = down.has(key) ? PROVIDER_DOWN : await sendSafely(message, sendOne);
      if (outcome.outcome === 'retry' && outcome.down) down.add(key);
      outcomes[index] = outcome;
    }
  }

  await Promise.all(Array.from({ length: concurrency }, worker));
  return outcomes;
}

/** Milliseconds between two messages of one key, as the tightest of the short paces asks; 0 where there is none. */
function gapOf(paces: readonly Pace[]): number {
  const short = paces.filter(({ seconds }) => seconds < SENDING_SECONDS);
  return Math.max(0, ...short.map(({ count, seconds }) => (seconds * 1000) / count));
}

const LATE: SendOutcome = { outcome: 'later', reason: '本轮发送时间已用完，下一轮继续。' };
const PROVIDER_DOWN: SendOutcome = { outcome: 'later', reason: '同一通道暂时发不出，稍后继续。' };

/** A fault of the program loses no batch; what it says is not repeated, because it may hold what was sent. */
async function sendSafely(
  message: OutgoingMessage,
  sendOne: (message: OutgoingMessage) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  try {
    return await sendOne(message);
  } catch (fault) {
    const name = fault instanceof Error ? fault.name : typeof fault;
    return { outcome: 'retry', reason: `发送程序出错（${name}）。`, unsure: true };
  }
}
