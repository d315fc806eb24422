/** Goes through the table page by page; a page is at most 1 MB. */
import type { ScanCommandInput } from '@aws-sdk/client-dynamodb';
import type { LedgerEntry, Row, StoreScanner } from '../../ports/store.ts';
import { type Item, readEntry, readRow } from './items.ts';
import type { TableRequests } from './requests.ts';

/** Attributes that only rows, and only entries, carry. */
const ROW_MARK = 'version';
const ENTRY_MARK = 'recordedAt';

export function createScanner(requests: TableRequests): StoreScanner {
  async function* pages(mark: string, segment: Partial<ScanCommandInput>): AsyncGenerator<Item[]> {
    let from: Item | undefined;
    do {
      const page = await requests.scan({
        ...segment,
        ConsistentRead: true,
        FilterExpression: 'attribute_exists(#mark)',
        ExpressionAttributeNames: { '#mark': mark },
        ...(from ? { ExclusiveStartKey: from } : {}),
      });
      yield page.Items ?? [];
      from = page.LastEvaluatedKey;
    } while (from);
  }

  return {
    async *scanRows({ index, of }): AsyncGenerator<Row> {
      if (!(index >= 0 && index < of)) throw new RangeError(`There is no segment ${index} of ${of}.`);
      for await (const items of pages(ROW_MARK, { Segment: index, TotalSegments: of }))
        yield* items.map(readRow);
    },
    async *scanLedger(): AsyncGenerator<LedgerEntry> {
      for await (const items of pages(ENTRY_MARK, {})) yield* items.map(readEntry);
    },
  };
}
