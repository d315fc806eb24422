/** Reads the table's stream. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { RowKey } from '../../ports/store.ts';
import { readRow } from './items.ts';

/** The key of the row that a stream record shows; throws when the record shows no row. */
export function rowKeyIn(image: Readonly<Record<string, unknown>> | undefined): RowKey {
  const { district, kind, id } = readRow((image ?? {}) as Record<string, AttributeValue>);
  return { district, kind, id };
}
