/** The requests the store makes of DynamoDB: one table, faults in sentences, each request observable. */
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type ConsumedCapacity,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemCommandOutput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  ScanCommand,
  type ScanCommandInput,
  type ScanCommandOutput,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { StoreUnavailable } from '../../ports/store.ts';
import type { ItemKey } from './items.ts';

/** Told of each request, with the capacity units it consumed; 0 when it failed. */
export type RequestObserver = (command: string, capacityUnits: number) => void;

export interface TableRequests {
  get(key: ItemKey): Promise<GetItemCommandOutput>;
  put(input: Omit<PutItemCommandInput, 'TableName'>): Promise<unknown>;
  batchGet(keys: readonly ItemKey[], projection?: string): Promise<BatchGetItemCommandOutput>;
  query(input: Omit<QueryCommandInput, 'TableName'>): Promise<QueryCommandOutput>;
  scan(input: Omit<ScanCommandInput, 'TableName'>): Promise<ScanCommandOutput>;
  transact(items: readonly TransactWriteItem[]): Promise<unknown>;
}

export function tableRequests(
  client: DynamoDBClient,
  table: string,
  onRequest?: RequestObserver,
): TableRequests {
  const common = {
    TableName: table,
    ...(onRequest ? { ReturnConsumedCapacity: 'TOTAL' as const } : {}),
  };
  const { TableName, ...capacity } = common;

  async function observed<
    Output extends { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] | undefined },
  >(command: string, sending: Promise<Output>): Promise<Output> {
    try {
      const output = await sending;
      onRequest?.(command, unitsOf(output.ConsumedCapacity));
      return output;
    } catch (error) {
      onRequest?.(command, 0);
      throw explainFault(error, table);
    }
  }

  return {
    get: (Key) =>
      observed('GetItem', client.send(new GetItemCommand({ ...common, Key, ConsistentRead: true }))),
    put: (input) => observed('PutItem', client.send(new PutItemCommand({ ...common, ...input }))),
    batchGet: (keys, projection) =>
      observed(
        'BatchGetItem',
        client.send(
          new BatchGetItemCommand({
            ...capacity,
            RequestItems: {
              [TableName]: {
                Keys: [...keys],
                ConsistentRead: true,
                ...(projection ? { ProjectionExpression: projection } : {}),
              },
            },
          }),
        ),
      ),
    query: (input) => observed('Query', client.send(new QueryCommand({ ...common, ...input }))),
    scan: (input) => observed('Scan', client.send(new ScanCommand({ ...common, ...input }))),
    // The SDK gives the command its ClientRequestToken once, before its retries: a repeated send that had
    // already been carried out is answered as carried out.
    transact: (items) =>
      observed(
        'TransactWriteItems',
        client.send(new TransactWriteItemsCommand({ ...capacity, TransactItems: [...items] })),
      ),
  };
}

/** Answers of DynamoDB that the store itself understands. */
const UNDERSTOOD = new Set(['TransactionCanceledException', 'ConditionalCheckFailedException']);

const SENTENCES: Readonly<Record<string, (table: string) => string>> = {
  ResourceNotFoundException: (table) => `The table ${table} does not exist in this account and region.`,
  AccessDeniedException: (table) => `This program may not use the table ${table}; check its permissions.`,
  ProvisionedThroughputExceededException: (table) =>
    `The table ${table} is overloaded; it will be tried again.`,
  ThrottlingException: (table) => `The table ${table} is overloaded; it will be tried again.`,
  RequestLimitExceeded: (table) => `The table ${table} is overloaded; it will be tried again.`,
};

function explainFault(error: unknown, table: string): unknown {
  if (!(error instanceof Error) || UNDERSTOOD.has(error.name)) return error;
  const sentence = SENTENCES[error.name];
  const text = sentence
    ? sentence(table)
    : `The table ${table} did not answer: ${error.name}, ${error.message}`;
  return new StoreUnavailable(text, { cause: error });
}

function unitsOf(consumed: ConsumedCapacity | ConsumedCapacity[] | undefined): number {
  return [consumed ?? []].flat().reduce((sum, part) => sum + (part.CapacityUnits ?? 0), 0);
}
