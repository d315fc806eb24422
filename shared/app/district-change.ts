/** One atomic change of what concerns the whole district, with its entry in the district's own ledger. */
import type { Instant } from '../domain/time/instant.ts';
import type { Change } from '../ports/store.ts';
import type { CommandEnvelope } from './commands.ts';
import type { District } from './district.ts';
import { entriesFor } from './rows.ts';

/** The matter under which the ledger keeps what concerns the whole district. */
const DISTRICT_LEDGER = '_district';

/** A change, or the domain's no with its reason. */
export type DistrictOutcome = Change | { readonly refused: string };

/** A command on one district at one moment. */
export interface DistrictAct {
  readonly district: District;
  readonly envelope: Pick<CommandEnvelope, 'commandId' | 'actor'>;
  readonly now: Instant;
}

/** The district's own ledger has one stream for each command, so that commands never wait for each other. */
export function districtChange(
  { district, envelope, now }: DistrictAct,
  type: string,
  body: Readonly<Record<string, unknown>>,
  puts: Change['puts'],
): Change {
  const base = {
    district: district.id,
    matter: DISTRICT_LEDGER,
    stream: envelope.commandId,
    actor: envelope.actor,
    recordedAt: now,
  };
  return { district: district.id, puts, entries: entriesFor(base, 0, [{ ...body, type }]) };
}
