/** Stores what a command changes together with its receipt, so that the same command is carried out once. */
import type { Instant } from '../domain/time/instant.ts';
import type { Change } from '../ports/store.ts';
import type { CommandEnvelope, CommandOutcome } from './commands.ts';
import type { Engine } from './engine.ts';

export type Attempt = CommandOutcome | 'conflict';

/** Adds the receipt, commits, and translates the result. */
export async function commitWith(
  engine: Engine,
  envelope: CommandEnvelope,
  now: Instant,
  change: Change | { readonly refused: string },
): Promise<Attempt> {
  if ('refused' in change) return { outcome: 'refused', reason: change.refused };
  const receipt = { commandId: envelope.commandId, at: now, result: 'done' };
  const [result] = await engine.store.commit([{ ...change, receipt }]);
  if (result?.outcome === 'conflict') return 'conflict';
  return { outcome: result?.outcome === 'repeated' ? 'repeated' : 'done' };
}
