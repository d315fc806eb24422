/** The stories on the AWS store, against the DynamoDB-compatible server. */
import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { createTable } from '../../../shared/adapters/dynamodb/create-table.ts';
import { openDynamoStore } from '../../../shared/adapters/dynamodb/store.ts';
import {
  type DynamoServer,
  dynamoClient,
  noDynamoReason,
  startDynamoServer,
} from '../../support/dynamodb-server.ts';
import { stories } from './stories.ts';

describe.skipIf(noDynamoReason !== null)(`AWS home${noDynamoReason ? ` (${noDynamoReason})` : ''}`, () => {
  let server: DynamoServer;
  let client: DynamoDBClient;

  beforeAll(async () => {
    server = await startDynamoServer();
    client = dynamoClient(server.endpoint);
  });
  afterAll(async () => {
    client?.destroy();
    await server?.stop();
  });

  async function freshStore() {
    const table = `duban-${randomUUID()}`;
    await createTable(client, table);
    return openDynamoStore({ client, table, shards: 2 });
  }

  stories('DynamoDB', freshStore, 'papers before each change');
});
