/** The DynamoDB store keeps the contract, and packs its requests as promised. */
import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTable } from '../../../shared/adapters/dynamodb/create-table.ts';
import { openDynamoStore } from '../../../shared/adapters/dynamodb/store.ts';
import { LANES, type Store, StoreUnavailable } from '../../../shared/ports/store.ts';
import { storeContract } from '../../contract/store.contract.ts';
import {
  aChange,
  aDue,
  aKey,
  anEntry,
  aPut,
  appending,
  commitAll,
  NOON,
  writing,
} from '../../contract/store-fixtures.ts';
import {
  type DynamoServer,
  dynamoClient,
  noDynamoReason,
  startDynamoServer,
} from '../../support/dynamodb-server.ts';

const SHARDS = 4;

describe.skipIf(noDynamoReason !== null)(
  `DynamoDB store${noDynamoReason ? ` (${noDynamoReason})` : ''}`,
  () => {
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

    async function freshTable(): Promise<string> {
      const table = `duban-${randomUUID()}`;
      await createTable(client, table);
      return table;
    }

    /** A store, and the requests it has made since it was opened or last asked. */
    async function observedStore(): Promise<{ store: Store; requests: () => string[]; units: () => number }> {
      let seen: { command: string; capacityUnits: number }[] = [];
      const table = await freshTable();
      const onRequest = (command: string, capacityUnits: number) => seen.push({ command, capacityUnits });
      const store = await openDynamoStore({ client, table, shards: SHARDS, onRequest });
      seen = [];
      return {
        store,
        requests: () => seen.splice(0).map(({ command }) => command),
        units: () => seen.reduce((sum, { capacityUnits }) => sum + capacityUnits, 0),
      };
    }

    storeContract('DynamoDB', async () =>
      openDynamoStore({ client, table: await freshTable(), shards: SHARDS }),
    );

    describe('requests', () => {
      test('50 changes of a row and an entry fit one transaction, and 250 fit five', async () => {
        const { store, requests } = await observedStore();
        const steps = (count: number, matter: string) =>
          Array.from({ length: count }, (_, n) =>
            aChange({
              puts: [aPut(aKey(`${matter}/d${n}`))],
              entries: [anEntry(1, { matter, stream: `d${n}` })],
            }),
          );
        await commitAll(store, steps(50, 'm1'));
        expect(requests()).toEqual(['TransactWriteItems']);
        await commitAll(store, steps(250, 'm2'));
        expect(requests()).toEqual(Array(5).fill('TransactWriteItems'));
      });

      test('later entries of 50 streams cost one read before the transaction, a single one a check in it', async () => {
        const { store, requests } = await observedStore();
        const entries = (seq: number) =>
          Array.from({ length: 50 }, (_, n) =>
            aChange({ puts: [aPut(aKey(`d${n}`), seq - 1)], entries: [anEntry(seq, { stream: `d${n}` })] }),
          );
        await commitAll(store, entries(1));
        requests();
        await commitAll(store, entries(2));
        expect(requests()).toEqual(['BatchGetItem', 'TransactWriteItems']);
        await commitAll(store, [appending(anEntry(3, { stream: 'd1' }))]);
        expect(requests()).toEqual(['TransactWriteItems']);
      });

      test('a conflict costs one more transaction, not one per change', async () => {
        const { store, requests } = await observedStore();
        await commitAll(store, [writing(aKey('r7')), writing(aKey('r30'))]);
        requests();
        await store.commit(Array.from({ length: 50 }, (_, n) => writing(aKey(`r${n}`))));
        expect(requests()).toEqual(['TransactWriteItems', 'TransactWriteItems']);
      });

      test('what is due is asked once per shard, then read at once', async () => {
        const { store, requests, units } = await observedStore();
        await commitAll(
          store,
          Array.from({ length: 50 }, (_, n) => writing(aKey(`m${n}/d1`), 0, { due: aDue(NOON) })),
        );
        requests();
        expect(await store.due({ lane: 'normal', now: NOON, limit: 50 })).toHaveLength(50);
        expect(units()).toBeGreaterThan(0);
        expect(requests()).toEqual([...Array(SHARDS).fill('Query'), 'BatchGetItem']);
        await store.nextDue();
        expect(requests()).toEqual(Array(LANES.length * SHARDS).fill('Query'));
      });
    });

    describe('opening', () => {
      test('agrees with a table that was opened before with the same number of shards', async () => {
        const table = await freshTable();
        const stores = [1, 2, 3].map(() => openDynamoStore({ client, table, shards: 4 }));
        expect(await Promise.all(stores)).toHaveLength(3);
      });

      test('refuses another number of due shards than the table has', async () => {
        const table = await freshTable();
        await openDynamoStore({ client, table, shards: 4 });
        const opening = openDynamoStore({ client, table, shards: 8 });
        await expect(opening).rejects.toThrow(StoreUnavailable);
        await expect(opening).rejects.toThrow(
          `The table ${table} has 4 due shards, but this program was told 8; changing the number is a migration.`,
        );
      });

      test('refuses a table that a newer Duban wrote', async () => {
        const table = await freshTable();
        const Item = { pk: { S: '#store' }, sk: { S: 'meta' }, format: { N: '99' }, shards: { N: '4' } };
        await client.send(new PutItemCommand({ TableName: table, Item }));
        await expect(openDynamoStore({ client, table, shards: 4 })).rejects.toThrow(
          `The table ${table} was written by a newer Duban (format 99; this one knows 1). Deploy the newer Duban again.`,
        );
      });

      test('refuses a table that does not exist', async () => {
        await expect(openDynamoStore({ client, table: 'nowhere', shards: 4 })).rejects.toThrow(
          'The table nowhere does not exist in this account and region.',
        );
      });

      test('refuses zero shards', async () => {
        await expect(openDynamoStore({ client, table: 'any', shards: 0 })).rejects.toThrow(RangeError);
      });
    });

    test('a server that does not answer makes the store unavailable, with the fault as its cause', async () => {
      const lost = await startDynamoServer();
      const lostClient = dynamoClient(lost.endpoint);
      await createTable(lostClient, 'duban');
      const store = await openDynamoStore({ client: lostClient, table: 'duban', shards: 1 });
      await lost.stop();
      const reading = store.get(aKey('m1'));
      await expect(reading).rejects.toThrow(/^The table duban did not answer: /);
      await expect(reading).rejects.toMatchObject({ name: 'StoreUnavailable', cause: expect.any(Error) });
      await expect(store.commit([writing(aKey('m1'))])).rejects.toThrow(StoreUnavailable);
      lostClient.destroy();
    });
  },
);
