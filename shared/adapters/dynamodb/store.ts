/** The store on AWS: one DynamoDB table with a sparse due index and a sparse view index. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../ports/store.ts';
import { createDueIndex } from './due-index.ts';
import { createReader } from './reader.ts';
import { type RequestObserver, tableRequests } from './requests.ts';
import { createScanner } from './scanner.ts';
import { agreeWithTable } from './table-record.ts';
import { createWriter } from './writer.ts';

interface DynamoStoreOptions {
  /** Stays the caller's: closing the store leaves it open. */
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Partitions of each lane of the due index; recorded in the table with the first opening. */
  readonly shards: number;
  readonly onRequest?: RequestObserver;
}

/** Opens the store on an existing table; throws StoreUnavailable when its record says another format or shards. */
export async function openDynamoStore(options: DynamoStoreOptions): Promise<Store> {
  const { client, table, shards, onRequest } = options;
  if (!Number.isSafeInteger(shards) || shards < 1)
    throw new RangeError(`There cannot be ${shards} due shards.`);
  const requests = tableRequests(client, table, onRequest);
  await agreeWithTable(requests, table, shards);
  return {
    ...createReader(requests),
    ...createDueIndex(requests, shards),
    ...createWriter(requests, table, shards),
    ...createScanner(requests),
    close: async () => {},
  };
}
