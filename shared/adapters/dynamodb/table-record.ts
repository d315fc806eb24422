/** The table's own record of its format and number of due shards; a program that differs is refused. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { StoreUnavailable } from '../../ports/store.ts';
import { count, type Item, META_KEY } from './items.ts';
import type { TableRequests } from './requests.ts';

/** Raised with each migration of what the table holds. */
const TABLE_FORMAT = 1;

/** Writes the record on first use. Throws StoreUnavailable when it does not fit this program. */
export async function agreeWithTable(requests: TableRequests, table: string, shards: number): Promise<void> {
  const record = (await readRecord(requests)) ?? (await writeRecord(requests, shards));
  const format = count(record, 'format');
  if (format > TABLE_FORMAT) {
    throw new StoreUnavailable(
      `The table ${table} was written by a newer Duban (format ${format}; this one knows ${TABLE_FORMAT}). Deploy the newer Duban again.`,
    );
  }
  const recorded = count(record, 'shards');
  if (recorded !== shards) {
    throw new StoreUnavailable(
      `The table ${table} has ${recorded} due shards, but this program was told ${shards}; changing the number is a migration.`,
    );
  }
}

async function readRecord(requests: TableRequests): Promise<Item | null> {
  const { Item } = await requests.get(META_KEY);
  return Item ?? null;
}

async function writeRecord(requests: TableRequests, shards: number): Promise<Item> {
  const record = { ...META_KEY, format: { N: String(TABLE_FORMAT) }, shards: { N: String(shards) } };
  try {
    await requests.put({ Item: record, ConditionExpression: 'attribute_not_exists(pk)' });
    return record;
  } catch (error) {
    // Another program was first; its record counts.
    if (error instanceof ConditionalCheckFailedException) return (await readRecord(requests)) ?? record;
    throw error;
  }
}
