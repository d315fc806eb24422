/** Keeps the editions of rules that duties were planned with, so that open duties outlive a change of the rules. */
import { type ExistingDuty, endedByConditions } from '../domain/duties/duty.ts';
import type { WantedDuty } from '../domain/duties/plan-duties.ts';
import type { Edition } from '../domain/rules/edition.ts';
import { isPlanned } from '../domain/switching-on/rule-states.ts';
import type { Row, Store } from '../ports/store.ts';
import type { District } from './district.ts';
import { keyOf } from './rows.ts';

/** `all`: every open duty takes over the present edition of its rule, as when settings are only tried. */
export type Adopting = 'all' | null;

/**
 * The editions that duties keep although the rules have changed since, by duty. A settled duty always keeps its own, so
 * that no later change excuses or blames. Of a rule that was confirmed as not in force nothing is kept: its open
 * duties end.
 */
export async function keptEditions(
  store: Pick<Store, 'getMany'>,
  rows: readonly Row[],
  district: District,
  adopting: Adopting = null,
): Promise<Map<string, Edition>> {
  const duties = rows.map((row) => row.body as ExistingDuty);
  const old = duties.filter(
    (duty) => !district.editions.has(duty.plan.edition) && keeps(duty, district, adopting),
  );
  if (old.length === 0) return new Map();
  const ids = [...new Set(old.map(({ plan }) => plan.edition))];
  const found = await store.getMany(ids.map((id) => keyOf(district.id, 'edition', id)));
  const stored = new Map(found.flatMap((row) => (row ? [[row.id, row.body as Edition]] : [])));
  return new Map(
    old.flatMap(({ plan }) => {
      const edition = stored.get(plan.edition);
      return edition ? [[plan.id, edition]] : [];
    }),
  );
}

function keeps(duty: ExistingDuty, district: District, adopting: Adopting): boolean {
  const { status, plan, progress } = duty;
  const ended = endedByConditions(duty);
  if (status === 'settled' && !ended) return true;
  // What ended with its conditions goes on only under a rule that there still is.
  if (ended && !district.rulebook.rules.some(({ id }) => id === plan.rule)) return false;
  const takesOver = adopting === 'all' || progress.adopts.some((id) => district.editions.has(id));
  return !takesOver && isPlanned(plan.rule, district.ruleStates);
}

/** Stores, before the duties that name them, the editions that are not stored yet; each is written once. */
export async function storeEditions(
  store: Pick<Store, 'commit'>,
  wanted: readonly Extract<WantedDuty, { want: 'open' }>['plan'][],
  district: District,
): Promise<void> {
  const needed = new Set(wanted.map(({ edition }) => edition));
  const missing = [...needed].filter((id) => district.editions.has(id) && !district.storedEditions.has(id));
  if (missing.length === 0) return;
  // One change each: what another process has stored meanwhile conflicts, and that is as it should be.
  await store.commit(
    missing.map((id) => {
      const content = { body: district.editions.get(id), due: null, view: null };
      return {
        district: district.id,
        puts: [{ key: keyOf(district.id, 'edition', id), content, expected: 0 }],
        entries: [],
      };
    }),
  );
  for (const id of missing) district.storedEditions.add(id);
}

/** The present editions of a rule, which a duty of it may take over. */
export function presentEditions(rule: string, { ground }: District): string[] {
  return [...ground.editions].flatMap(([one, { id }]) => (one.id === rule ? [id] : []));
}
