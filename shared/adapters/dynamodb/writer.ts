/** Carries out changes: packed into transactions, and taken apart again where one of them conflicts. */
import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type CommitResult, StoreUnavailable, type StoreWriter } from '../../ports/store.ts';
import { encodeChange, receiptCutoff } from '../encoded-change.ts';
import { readItems } from './batch-read.ts';
import { type Item, readReceipt, receiptItemKey } from './items.ts';
import { pauseBeforeRetry } from './pauses.ts';
import type { TableRequests } from './requests.ts';
import { cutIntoParts, distinctParts, intoPacks, intoWaves, type Step } from './transaction-parts.ts';

const TRANSACTIONS_AT_ONCE = 4;
/** At most five seconds of waiting for other writers to let go of a key. */
const ATTEMPTS = 8;
const ATTEMPTS_AS_A_PACK = 2;

type Results = (CommitResult | undefined)[];
/** Reasons of a cancelled transaction by the key of the part they speak of. */
type Refusals = ReadonlyMap<string, CancellationReason>;

export function createWriter(requests: TableRequests, table: string, shards: number): StoreWriter {
  return {
    async commit(changes) {
      const steps = changes.map((change, index) => cutIntoParts(table, shards, encodeChange(change), index));
      const results: Results = changes.map(() => undefined);
      for (const wave of intoWaves(steps)) {
        const fault = await carryOutWave(requests, wave, results);
        if (fault) return answerAfterFault(fault, results);
      }
      return results.map((result) => result ?? interrupted);
    },
  };
}

/**
 * What was carried out before the fault must be told. The rest may have reached the table or not; a conflict
 * is the right answer to both, because it makes the caller read again before deciding again.
 */
function answerAfterFault(fault: unknown, results: Results): CommitResult[] {
  const isUntouched = results.every((result) => result?.outcome !== 'committed');
  if (isUntouched || !(fault instanceof StoreUnavailable)) throw fault;
  return results.map((result) => result ?? interrupted);
}

const interrupted: CommitResult = { outcome: 'conflict', at: 'the connection to the store' };

/** Answers the first fault after all transactions under way have ended. */
async function carryOutWave(
  requests: TableRequests,
  wave: readonly Step[],
  results: Results,
): Promise<unknown> {
  try {
    const packs = await packsOf(requests, wave);
    const workers = Array.from({ length: TRANSACTIONS_AT_ONCE }, async () => {
      for (let pack = packs.shift(); pack; pack = packs.shift()) await carryOutPack(requests, pack, results);
    });
    const ended = await Promise.allSettled(workers);
    return ended.find((end) => end.status === 'rejected')?.reason;
  } catch (fault) {
    return fault;
  }
}

/**
 * An entry may follow only a stored one. Entries are never deleted, so having read the one before is as good
 * as checking it inside the transaction, at a tenth of the price and without taking up one of its hundred
 * parts. A step whose predecessor is missing, or that is alone, keeps the check.
 */
async function packsOf(requests: TableRequests, wave: readonly Step[]): Promise<Step[][]> {
  if (wave.length === 1) return [[...wave]];
  const predecessors = wave.flatMap((step) => step.parts.filter((part) => part.role === 'predecessor'));
  const stored = await readItems(
    requests,
    predecessors.map((part) => part.key),
    'pk, sk',
  );
  const isProven = (step: Step) =>
    step.parts.every((part) => part.role !== 'predecessor' || stored.has(part.keyText));
  const proven = wave.filter(isProven).map((step) => ({
    ...step,
    parts: step.parts.filter((part) => part.role !== 'predecessor'),
  }));
  return [...intoPacks(proven), ...wave.filter((step) => !isProven(step)).map((step) => [step])];
}

async function carryOutPack(requests: TableRequests, pack: readonly Step[], results: Results): Promise<void> {
  let open = pack;
  let attempts = 0;
  while (open.length > 0) {
    const refusals = await transact(requests, open);
    if (refusals === null) {
      for (const step of open) results[step.index] = { outcome: 'committed' };
      return;
    }
    const refused = open.filter((step) => step.parts.some((part) => isUnmet(refusals.get(part.keyText))));
    for (const step of refused) results[step.index] = await answerRefusal(requests, step, refusals);
    open = open.filter((step) => !refused.includes(step));
    if (refused.length > 0) continue;
    if (attempts >= ATTEMPTS) throw new StoreUnavailable(stayedBusy(refusals));
    await pauseBeforeRetry(attempts++);
    if (open.length > 1 && attempts >= ATTEMPTS_AS_A_PACK) {
      for (const step of open) await carryOutPack(requests, [step], results);
      return;
    }
  }
}

/** `null` when all of it was carried out, else why nothing was. */
async function transact(requests: TableRequests, pack: readonly Step[]): Promise<Refusals | null> {
  const parts = distinctParts(pack);
  if (parts.length === 0) return null;
  try {
    await requests.transact(parts.map((part) => part.write));
    return null;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const refusals = parts.flatMap((part, index) => {
      const reason = reasons[index];
      return reason?.Code && reason.Code !== 'None' ? [[part.keyText, reason] as const] : [];
    });
    const wrong = refusals.find(([, reason]) => reason.Code === 'ValidationError');
    if (wrong || refusals.length === 0) {
      throw new StoreUnavailable(`The table refused a write: ${wrong?.[1].Message ?? error.message}`, {
        cause: error,
      });
    }
    return new Map(refusals);
  }
}

/** A repeated command is told as such even where its rows, as they must, have moved on. */
async function answerRefusal(requests: TableRequests, step: Step, refusals: Refusals): Promise<CommitResult> {
  const repeated = await storedReceipt(requests, step, refusals);
  if (repeated) return { outcome: 'repeated', result: readReceipt(repeated).result };
  const unmet = step.parts.find((part) => isUnmet(refusals.get(part.keyText)));
  return { outcome: 'conflict', at: unmet?.name ?? '' };
}

/** DynamoDB need not name every condition that failed, so a receipt it did not name is looked up. */
async function storedReceipt(requests: TableRequests, step: Step, refusals: Refusals): Promise<Item | null> {
  const { district, receipt } = step.encoded.change;
  if (!receipt) return null;
  const [part] = step.parts;
  const named = part && refusals.get(part.keyText)?.Item;
  if (named) return named;
  const { Item } = await requests.get(receiptItemKey(district, receipt.commandId));
  return Item && readReceipt(Item).at > receiptCutoff(receipt.at) ? Item : null;
}

function isUnmet(reason: CancellationReason | undefined): boolean {
  return reason?.Code === 'ConditionalCheckFailed';
}

function stayedBusy(refusals: Refusals): string {
  const [[key, reason] = ['', undefined]] = refusals;
  return `Other writers kept ${key.replace('\n', ' ')} busy (${reason?.Code}); nothing of this step was stored.`;
}
