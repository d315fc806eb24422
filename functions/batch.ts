/** Records that come in batches: each is carried out on its own, and those that fail are handed back. */
import type { Telemetry } from './telemetry.ts';
import { sayFault } from './telemetry.ts';

export interface BatchAnswer {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/** In order, one after the other. A record that is handed back comes again, and in the end to the dead-letter queue. */
export async function eachRecord<Item>(
  records: readonly Item[],
  idOf: (record: Item) => string,
  work: (record: Item) => Promise<void>,
  { logger }: Telemetry,
): Promise<BatchAnswer> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of records) {
    const itemIdentifier = idOf(record);
    try {
      await work(record);
    } catch (fault) {
      logger.error(`record ${itemIdentifier} is handed back: ${sayFault(fault)}`, fault as Error);
      batchItemFailures.push({ itemIdentifier });
    }
  }
  return { batchItemFailures };
}
