/** What the DynamoDB store answers when the service is busy or fails in the middle of a batch. */
import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTable } from '../../../shared/adapters/dynamodb/create-table.ts';
import { openDynamoStore } from '../../../shared/adapters/dynamodb/store.ts';
import { type Store, StoreUnavailable } from '../../../shared/ports/store.ts';
import { aChange, aKey, aPut, COMMITTED, NOON, outcomes, writing } from '../../contract/store-fixtures.ts';
import {
  type DynamoServer,
  dynamoClient,
  noDynamoReason,
  startDynamoServer,
} from '../../support/dynamodb-server.ts';

const reasonIfSkipped = noDynamoReason ? ` (${noDynamoReason})` : '';

describe.skipIf(noDynamoReason !== null)(`DynamoDB store under faults${reasonIfSkipped}`, () => {
  let server: DynamoServer;
  let client: DynamoDBClient;
  let store: Store;
  /** For each coming transaction the fault it meets, before or after it was carried out. */
  let faults: (Fault | undefined)[] = [];

  beforeAll(async () => {
    server = await startDynamoServer();
    client = dynamoClient(server.endpoint);
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const fault = context.commandName === 'TransactWriteItemsCommand' ? faults.shift() : undefined;
        if (fault?.when === 'before') throw fault.error;
        const answer = await next(args);
        if (fault) throw fault.error;
        return answer;
      },
      { step: 'initialize', name: 'faults' },
    );
    await createTable(client, 'duban');
    store = await openDynamoStore({ client, table: 'duban', shards: 2 });
  });
  afterEach(() => {
    faults = [];
  });
  afterAll(async () => {
    client?.destroy();
    await server?.stop();
  });

  test.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'waits out %s and then carries the changes out, at last one by one',
    async (code) => {
      faults = [cancelled(code), cancelled(code), cancelled(code)];
      const batch = [writing(aKey(`${code}/1`)), writing(aKey(`${code}/2`)), writing(aKey(`${code}/1`))];
      expect(await outcomes(store, batch)).toEqual(['committed', 'committed', 'conflict']);
      expect(faults).toEqual([]);
    },
  );

  test('when the service fails in mid-batch, what was carried out is told and the rest is to be decided anew', async () => {
    faults = [undefined, lost('before')];
    const batch = [writing(aKey('mid')), writing(aKey('mid'), 1), writing(aKey('mid'), 2)];
    const interrupted = { outcome: 'conflict', at: 'the connection to the store' };
    expect(await store.commit(batch)).toEqual([COMMITTED, interrupted, interrupted]);
    expect(await store.get(aKey('mid'))).toMatchObject({ version: 1 });
  });

  test('when the service fails at once, the store is unavailable and nothing was stored', async () => {
    faults = [lost('before')];
    await expect(store.commit([writing(aKey('none'))])).rejects.toThrow(StoreUnavailable);
    expect(await store.get(aKey('none'))).toBeNull();
  });

  test('a command whose answer was lost is found carried out when it comes again', async () => {
    faults = [lost('after')];
    const receipt = { commandId: 'lost', at: NOON, result: 'done' };
    const change = aChange({ receipt, puts: [aPut(aKey('lost'))] });
    await expect(store.commit([change])).rejects.toThrow(StoreUnavailable);
    expect(await store.commit([change])).toEqual([{ outcome: 'repeated', result: 'done' }]);
  });

  test('a repeated command is told even when only its row is named as the reason', async () => {
    const receipt = { commandId: 'unnamed', at: NOON, result: 'first' };
    const change = aChange({ receipt, puts: [aPut(aKey('unnamed'))] });
    expect(await store.commit([change])).toEqual([COMMITTED]);
    faults = [cancelled('None', 'ConditionalCheckFailed')];
    expect(await store.commit([change])).toEqual([{ outcome: 'repeated', result: 'first' }]);
  });

  test('a write that DynamoDB finds invalid is a fault with its words, never a conflict', async () => {
    faults = [cancelled('ValidationError')];
    await expect(store.commit([writing(aKey('bad'))])).rejects.toThrow(
      'The table refused a write: ValidationError at part 0',
    );
  });
});

interface Fault {
  readonly when: 'before' | 'after';
  readonly error: Error;
}

function cancelled(...codes: readonly string[]): Fault {
  const CancellationReasons = codes.map((Code, at) => ({ Code, Message: `${Code} at part ${at}` }));
  const error = new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons,
  });
  return { when: 'before', error };
}

function lost(when: Fault['when']): Fault {
  return { when, error: Object.assign(new Error('socket hang up'), { name: 'TimeoutError' }) };
}
