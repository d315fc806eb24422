/** Where the duties of a report come from: the rows as they are, or the ledger alone as it was at a moment. */
import { type History, NO_HISTORY } from '../../domain/compliance/duty-line.ts';
import type { ReportedMatter } from '../../domain/compliance/outcome.ts';
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import type { Case } from '../../domain/matters/case.ts';
import type { Matter } from '../../domain/matters/kinds.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { LedgerEntry, StoreReader, StoreScanner } from '../../ports/store.ts';
import { replayDuty, replayMatter } from '../replay.ts';
import { dutyOf, keyOf, matterOf } from '../rows.ts';
import { historyOf } from './duty-history.ts';

/** A duty with its matter; `matter` is `null` where the store has lost it. */
export interface FoundDuty {
  readonly duty: ExistingDuty;
  readonly matter: Matter | null;
  readonly history: History;
  /** What a line needs of the matter, where there is none in a store: a row of a past year's ledger. */
  readonly reported?: ReportedMatter;
}

/** How much is wanted of a duty: nothing, its state, or its history as well, which costs a look into the ledger. */
export type Wanted = 'no' | 'state' | 'history';

export interface DutySource {
  /** Every wanted duty of a district, in bounded memory. */
  duties(district: string, wanted: (duty: ExistingDuty) => Wanted): AsyncIterable<FoundDuty>;
  cases(district: string): AsyncIterable<Case>;
}

const PAGE = 500;

/** The rows of the store as they are now. */
export function rowsSource(store: Pick<StoreReader, 'list' | 'getMany' | 'ledger'>): DutySource {
  return {
    async *duties(district, wanted) {
      let known: KnownMatter | null = null;
      for await (const page of pages(store, district, 'duty')) {
        const asked = page.flatMap((row) => {
          const duty = dutyOf(row);
          const want = duty.status === 'none' ? 'no' : wanted(duty);
          return duty.status === 'none' || want === 'no' ? [] : [{ duty, want }];
        });
        const ids = [...new Set(asked.map(({ duty }) => duty.plan.matter))];
        const rows = await store.getMany(ids.map((id) => keyOf(district, 'matter', id)));
        const matters = new Map(ids.map((id, index) => [id, matterOf(rows[index] ?? null)]));
        for (const { duty, want } of asked) {
          const { id, matter } = duty.plan;
          if (want === 'history' && known?.id !== matter) known = await ledgerOf(store, district, matter);
          const history = want === 'history' ? historyOf(known?.streams.get(id) ?? []) : NO_HISTORY;
          yield { duty, matter: matters.get(matter) ?? null, history };
        }
      }
    },
    async *cases(district) {
      for await (const page of pages(store, district, 'matter'))
        for (const row of page) {
          const matter = matterOf(row);
          if (matter?.kind === 'case') yield matter;
        }
    },
  };
}

async function* pages(store: Pick<StoreReader, 'list'>, district: string, kind: 'duty' | 'matter') {
  let after: string | undefined;
  for (;;) {
    const page = await store.list({
      ...{ district, kind, limit: PAGE },
      ...(after === undefined ? {} : { after }),
    });
    yield page;
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

interface KnownMatter {
  readonly id: string;
  readonly streams: ReadonlyMap<string, readonly LedgerEntry[]>;
}

async function ledgerOf(
  store: Pick<StoreReader, 'ledger'>,
  district: string,
  matter: string,
): Promise<KnownMatter> {
  const entries = await store.ledger({ district, matter });
  return { id: matter, streams: Map.groupBy(entries, ({ stream }) => stream) };
}

/** A ledger as it was: what was recorded later is not seen. */
export interface LedgerAt {
  readonly asOf: Instant;
  /** The matters that the ledger of each district knows. */
  readonly matters: ReadonlyMap<string, ReadonlySet<string>>;
  /** Hears of each duty with its entries, for whoever counts by another method. */
  readonly hear?: (district: string, entries: readonly LedgerEntry[], duty: ExistingDuty) => Promise<void>;
}

/** Every matter that has entries, by district; found by reading the whole ledger once. */
export async function mattersInLedger(
  store: Pick<StoreScanner, 'scanLedger'>,
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for await (const { district, matter } of store.scanLedger()) {
    const own = found.get(district) ?? new Set();
    found.set(district, own.add(matter));
  }
  return found;
}

/**
 * The ledger alone: duties and matters are folded from their entries, and no row is looked at. Throws BrokenLedger for
 * entries that cannot be folded.
 */
export function ledgerSource(store: Pick<StoreReader, 'ledger'>, at: LedgerAt): DutySource {
  async function* matters(district: string) {
    for (const id of inOrderOfDuties(at.matters.get(district) ?? new Set()))
      yield { id, ...(await streamsUntil(store, district, id, at.asOf)) };
  }
  return {
    async *duties(district, wanted) {
      for await (const { id, own, duties } of matters(district)) {
        const matter = replayMatter(own);
        for (const entries of duties) {
          const duty = replayDuty(entries);
          if (duty.status === 'none') continue;
          await at.hear?.(district, entries, duty);
          const want = wanted(duty);
          if (want === 'no') continue;
          if (duty.plan.matter !== id) throw new Error(`'${duty.plan.id}' stands in the ledger of '${id}'`);
          yield { duty, matter, history: want === 'history' ? historyOf(entries) : NO_HISTORY };
        }
      }
    },
    async *cases(district) {
      for await (const { own } of matters(district)) {
        const matter = own[0]?.type.startsWith('case.') ? replayMatter(own) : null;
        if (matter?.kind === 'case') yield matter;
      }
    },
  };
}

/** As their duties are ordered, whose ids go on with a slash: rows and ledger come in one order. */
function inOrderOfDuties(matters: ReadonlySet<string>): string[] {
  return [...matters].toSorted((a, b) => (`${a}/` < `${b}/` ? -1 : 1));
}

/** Entries of the matter itself, and those of each of its duties. */
async function streamsUntil(
  store: Pick<StoreReader, 'ledger'>,
  district: string,
  id: string,
  asOf: Instant,
): Promise<{ readonly own: readonly LedgerEntry[]; readonly duties: readonly (readonly LedgerEntry[])[] }> {
  const entries = (await store.ledger({ district, matter: id })).filter(
    ({ recordedAt }) => recordedAt <= asOf,
  );
  const streams = Map.groupBy(entries, ({ stream }) => stream);
  const duties = [...streams]
    .filter(([, [first]]) => first !== undefined && isOfDuty(first.type))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => own);
  return { own: streams.get(id) ?? [], duties };
}

function isOfDuty(type: string): boolean {
  return type.startsWith('duty.') || type.startsWith('rung.') || type === 'check.answered';
}
