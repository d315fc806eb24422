/** Which of the notices asked for would have gone out, and as how many messages, by the manners of a district. */
import { decideDelivery, jitterSeconds } from '../../domain/notices/manners.ts';
import { type DueNotice, group } from '../../domain/notices/merge.ts';
import {
  decideForPerson,
  NOTHING_TOLD,
  type PersonLog,
  personMannersOf,
  telling,
} from '../../domain/notices/person-log.ts';
import { recipientSort } from '../../domain/notices/recipient-sort.ts';
import { recipients } from '../../domain/routing/recipients.ts';
import { textSetting } from '../../domain/rules/settings.ts';
import { addSeconds, type Instant, latest } from '../../domain/time/instant.ts';
import type { District } from '../district.ts';
import type { AskedNotice } from './replay-under.ts';

/**
 * The number of messages that would have gone out before `until`: quiet time, digests, the window and the hourly caps of each person, and merging decide as
 * they do in operation, at the instants that were planned. Drafts and what waits for 办公室主任 are taken to be let go at
 * once; nothing is undeliverable but what reaches nobody; nobody has signed or asked not to be reminded.
 */
export function messagesAfterManners(
  asked: readonly AskedNotice[],
  district: District,
  until: Instant,
): number {
  const queue = new Moments();
  for (const one of asked) {
    const { facts } = one;
    const jitter = jitterSeconds(facts, district.manners.jitterSeconds);
    queue.add(addSeconds(latest(facts.createdAt, facts.intendedAt), jitter), one);
  }
  const sending = new Sending(district);
  for (let next = queue.take(); next !== null && next.at < until; next = queue.take())
    for (const { until, notice } of sending.at(next.at, next.notices)) queue.add(until, notice);
  return sending.messages;
}

interface Held {
  readonly notice: AskedNotice;
  readonly until: Instant;
}

class Sending {
  readonly #district: District;
  readonly #logs = new Map<string, PersonLog>();
  messages = 0;

  constructor(district: District) {
    this.#district = district;
  }

  /** Sends what may go at this moment; answers with what waits, and until when. */
  at(now: Instant, notices: readonly AskedNotice[]): Held[] {
    const held: Held[] = [];
    const due: DueNotice[] = [];
    for (const notice of notices.toSorted(byId)) {
      const { moot } = notice;
      if (moot !== null && moot <= now) continue;
      const until = this.#heldUntil(notice, now, due);
      if (until !== null) held.push({ notice, until });
    }
    for (const one of group(due)) {
      this.messages++;
      const { person } = one.first.delivery;
      if (one.first.facts.clock === 'E') continue;
      const told = telling(
        this.#logs.get(person) ?? NOTHING_TOLD,
        one.notices.map(({ facts }) => facts),
        now,
      );
      this.#logs.set(person, told);
    }
    return held;
  }

  /** Puts what may go among what is due; `null` also for what never goes. */
  #heldUntil({ facts }: AskedNotice, now: Instant, due: DueNotice[]): Instant | null {
    const { directory, manners, settings, roster } = this.#district;
    const recipient = recipientSort(facts.post, directory);
    const decision = decideDelivery({ ...facts, recipient }, now, manners);
    if (decision.do === 'drop') return null;
    if (decision.do === 'hold') return decision.until;
    const way = textSetting(settings, 'leader.delivery') === 'direct' ? 'direct' : 'via-liaison';
    const { deliveries } = recipients(facts, now, roster, way);
    const [first] = deliveries;
    if (!first) return null;
    const log = this.#logs.get(first.person) ?? NOTHING_TOLD;
    const personal = decideForPerson(facts, first.served !== null, log, now, personMannersOf(settings));
    if (personal.do === 'drop') return null;
    if (personal.do === 'hold') return personal.until;
    due.push(...deliveries.map((delivery) => ({ facts, delivery })));
    return null;
  }
}

function byId(a: AskedNotice, b: AskedNotice): number {
  return a.facts.id < b.facts.id ? -1 : a.facts.id > b.facts.id ? 1 : 0;
}

/** Notices by the moment at which they are looked at, the earliest first. */
class Moments {
  readonly #at = new Map<Instant, AskedNotice[]>();
  /** The latest first, so that the next one is taken off the end. */
  #order: Instant[] = [];
  #sorted = true;

  add(at: Instant, notice: AskedNotice): void {
    const known = this.#at.get(at);
    if (known) known.push(notice);
    else {
      this.#at.set(at, [notice]);
      this.#sorted &&= at <= (this.#order.at(-1) ?? at);
      this.#order.push(at);
    }
  }

  take(): { readonly at: Instant; readonly notices: readonly AskedNotice[] } | null {
    if (!this.#sorted) this.#order.sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
    this.#sorted = true;
    const at = this.#order.pop();
    if (at === undefined) return null;
    const notices = this.#at.get(at) ?? [];
    this.#at.delete(at);
    return { at, notices };
  }
}
