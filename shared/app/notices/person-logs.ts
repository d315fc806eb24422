/** What each person was sent lately, read before a message goes out and written in the same change that claims it. */
import type { DueNotice, Group } from '../../domain/notices/merge.ts';
import type { NoticeFacts } from '../../domain/notices/notice.ts';
import {
  decideForPerson,
  NOTHING_TOLD,
  notTold,
  PERSON_REASONS,
  type PersonLog,
  personMannersOf,
  telling,
} from '../../domain/notices/person-log.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Change, Row, StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { keyOf } from '../rows.ts';
import { drop, hold, type Ready } from './notice-record.ts';

interface Known {
  readonly version: number;
  readonly log: PersonLog;
}

/** The logs of everybody whom some notices are for, kept in step with what is written. */
export class PersonLogs {
  readonly #district: string;
  readonly #known = new Map<string, Known>();

  private constructor(district: string) {
    this.#district = district;
  }

  static async read(
    reader: Pick<StoreReader, 'getMany'>,
    district: string,
    ready: readonly Ready[],
  ): Promise<PersonLogs> {
    const logs = new PersonLogs(district);
    const people = [...new Set(ready.filter(logged).flatMap(personOf))];
    const rows = await reader.getMany(people.map((person) => keyOf(district, 'contact', person)));
    for (const [index, person] of people.entries()) logs.#known.set(person, knownFrom(rows[index] ?? null));
    return logs;
  }

  of(person: string): PersonLog {
    return this.#known.get(person)?.log ?? NOTHING_TOLD;
  }

  /** The part of the claiming change that notes the message; nothing where its person's log is not kept. */
  telling(group: Group, now: Instant): Change['puts'] {
    const { person } = group.first.delivery;
    const known = this.#known.get(person);
    if (!known || !isLogged(group.first)) return [];
    const facts = group.notices.map((notice) => notice.facts);
    return [this.#put(person, known, telling(known.log, facts, now))];
  }

  /** Called with what {@link telling} gave when that change was committed. */
  told(puts: Change['puts']): void {
    for (const { key, content, expected } of puts)
      this.#known.set(key.id, { version: expected + 1, log: content.body as PersonLog });
  }

  /** A message that did not go out counts against nobody; where somebody else has written meanwhile it stays. */
  takingBack(groups: readonly Group[]): Change[] {
    const people = Map.groupBy(
      groups.filter(({ first }) => isLogged(first)),
      ({ first }) => first.delivery.person,
    );
    return [...people].flatMap(([person, own]) => {
      const known = this.#known.get(person);
      if (!known) return [];
      const log = own.reduce((kept, { first }) => notTold(kept, first.facts.id), known.log);
      return [{ district: this.#district, puts: [this.#put(person, known, log)], entries: [] }];
    });
  }

  #put(person: string, { version }: Known, log: PersonLog): Change['puts'][number] {
    const key = keyOf(this.#district, 'contact', person);
    return { key, content: { body: log, due: null, view: null }, expected: version };
  }
}

function knownFrom(row: Row | null): Known {
  return row === null
    ? { version: 0, log: NOTHING_TOLD }
    : { version: row.version, log: row.body as PersonLog };
}

/** Emergencies know no cap, and what the office reads as 拟发 is no message to anybody. */
function isLogged({ facts, shadow }: Pick<DueNotice, 'facts' | 'shadow'>): boolean {
  return facts.clock !== 'E' && shadow === undefined;
}

/** What of a notice that is ready decides whether its person's log is kept. */
function logged({ notice: { facts }, shadow }: Ready): boolean {
  return isLogged({ facts, ...(shadow ? { shadow } : {}) });
}

function personOf({ deliveries }: Ready): string[] {
  return deliveries.map(({ person }) => person);
}

/** Splits off what a person is not to be sent now; the changes that say so are in `changes`. */
export function withinPersonManners(
  ready: readonly Ready[],
  logs: PersonLogs,
  { settings }: Pick<District, 'settings'>,
  now: Instant,
): { readonly go: Ready[]; readonly changes: Change[] } {
  const manners = personMannersOf(settings);
  const go: Ready[] = [];
  const changes: Change[] = [];
  for (const one of ready) {
    const decision = logged(one) ? decided(one, logs, manners, now) : ({ do: 'go' } as const);
    if (decision.do === 'go') go.push(one);
    else if (decision.do === 'drop') changes.push(drop(one.row, one.notice, decision.reason.say, now));
    else {
      const capped = decision.reason === PERSON_REASONS.cap ? ({ capped: true } as const) : {};
      changes.push(hold(one.row, one.notice, decision.until, capped));
    }
  }
  return { go, changes };
}

function decided(
  { notice, deliveries: [delivery] }: Ready,
  logs: PersonLogs,
  manners: ReturnType<typeof personMannersOf>,
  now: Instant,
) {
  const facts: NoticeFacts = notice.facts;
  if (!delivery) return { do: 'go' } as const;
  return decideForPerson(facts, delivery.served !== null, logs.of(delivery.person), now, manners);
}
