/** Counts what a step costs on DynamoDB: requests and capacity units, on the DynamoDB-compatible server. */
import path from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { recordedChannels } from '../shared/adapters/channels/recorded.ts';
import { createTable } from '../shared/adapters/dynamodb/create-table.ts';
import { openDynamoStore } from '../shared/adapters/dynamodb/store.ts';
import { joinCommits } from '../shared/adapters/join-commits.ts';
import { loadDirectory } from '../shared/adapters/rules/load-directory.ts';
import { loadRules } from '../shared/adapters/rules/load-installation.ts';
import { vitalSigns } from '../shared/app/audit-round.ts';
import { createEngine, type Engine } from '../shared/app/engine.ts';
import { execute } from '../shared/app/execute.ts';
import { beat } from '../shared/app/heartbeat.ts';
import { readCommand } from '../shared/app/read-command.ts';
import { setUpDistrict } from '../shared/app/set-up-district.ts';
import { type Instant, parseInstant } from '../shared/domain/time/instant.ts';
import { dynamoClient, startDynamoServer } from '../tests/support/dynamodb-server.ts';

const PROJECT = path.join(import.meta.dirname, '..');
const SHARDS = 4;
const DISTRICT = 'demo';
const START = parseInstant('2026-03-10T08:00:00+08:00');

interface Cost {
  requests: number;
  capacityUnits: number;
  readonly byCommand: Record<string, number>;
}

interface Counted {
  readonly engine: Engine;
  /** What the work cost; the store is opened and warm before. */
  cost(work: () => Promise<unknown>): Promise<Cost>;
}

async function openCounted(client: DynamoDBClient, table: string): Promise<Counted> {
  await createTable(client, table);
  let current: Cost = { requests: 0, capacityUnits: 0, byCommand: {} };
  const onRequest = (command: string, capacityUnits: number) => {
    current.requests++;
    current.capacityUnits += capacityUnits;
    current.byCommand[command] = (current.byCommand[command] ?? 0) + 1;
  };
  const store = await openDynamoStore({ client, table, shards: SHARDS, onRequest });
  const publisher = { publish: () => Promise.resolve() };
  const rules = loadRules(path.join(PROJECT, 'rules'));
  const engine = createEngine({ store, ...rules, channels: recordedChannels(), publisher, joinCommits });
  const directory = loadDirectory(path.join(PROJECT, 'examples/directories/demo.yaml'));
  await setUpDistrict(
    engine,
    DISTRICT,
    { rulebook: 'shuangyang-2018', overrides: {}, rules: ['D52-07'] },
    directory,
    START,
  );
  return {
    engine,
    async cost(work) {
      current = { requests: 0, capacityUnits: 0, byCommand: {} };
      await work();
      return current;
    },
  };
}

/** Meetings with 50 agenda items each, told at `START`: as many open duties, all waiting for later. */
async function openDuties({ engine }: Counted, duties: number): Promise<void> {
  for (let opened = 0; opened < duties; opened += 50) {
    const items = Array.from({ length: 50 }, (_, n) => ({ id: `i${n}`, unit: 'housing', title: '议题材料' }));
    await act(engine, 'meeting.schedule', {
      id: `m${opened}`,
      kind: 'executive',
      start: '2026-03-18T09:00:00+08:00',
      items,
    });
  }
  await quiet(engine, parseInstant('2026-03-10T09:00:00+08:00'));
}

async function act(
  engine: Engine,
  verb: string,
  fields: { readonly id: string; readonly [field: string]: unknown },
  now: Instant = START,
): Promise<void> {
  const envelope = {
    district: DISTRICT,
    commandId: `bench-${fields.id}`,
    actor: 'bench',
    command: readCommand(verb, fields, now),
  };
  await execute(engine, envelope, now);
}

async function quiet(engine: Engine, now: Instant): Promise<void> {
  while ((await beat(engine, now)).more);
}

function print(step: string, cost: Cost, more: object = {}): void {
  const { requests, capacityUnits, byCommand } = cost;
  const units = Math.round(capacityUnits * 10) / 10;
  process.stdout.write(
    `${JSON.stringify({ bench: 'dynamodb-requests', step, ...more, requests, capacityUnits: units, byCommand })}\n`,
  );
}

const server = await startDynamoServer();
const client = dynamoClient(server.endpoint);
const later = parseInstant('2026-03-10T09:01:00+08:00');
try {
  for (const duties of [0, 2000]) {
    const counted = await openCounted(client, `duties-${duties}`);
    await openDuties(counted, duties);
    const { engine } = counted;
    print('heartbeat with nothing due', await counted.cost(() => beat(engine, later)), {
      openDuties: duties,
    });
    print('vital signs', await counted.cost(() => vitalSigns(engine.store, later)), { openDuties: duties });
  }

  const counted = await openCounted(client, 'steps');
  const { engine } = counted;
  const items = [{ id: 'i1', unit: 'housing', title: '议题材料' }];
  const meeting = { id: 'm1', kind: 'executive', start: '2026-03-18T09:00:00+08:00', items };
  print(
    'command: schedule a meeting with one item',
    await counted.cost(() => act(engine, 'meeting.schedule', meeting)),
  );
  // A Tuesday: on Mondays the directory is looked at as well.
  const before = parseInstant('2026-03-17T13:50:00+08:00');
  const remind = parseInstant('2026-03-17T14:00:00+08:00');
  await quiet(engine, before);
  const slices = [
    'rungs taken',
    'outbox rows relayed, each creating a notice',
    'notices claimed, sent and recorded',
  ];
  for (const step of slices) print(step, await counted.cost(() => beat(engine, remind)), { rows: 1 });
  print('heartbeat with nothing due', await counted.cost(() => beat(engine, remind)), { openDuties: 1 });

  const many = await openCounted(client, 'many');
  await openDuties(many, 250);
  await quiet(many.engine, before);
  for (const step of slices) print(step, await many.cost(() => beat(many.engine, remind)), { rows: 250 });
} finally {
  client.destroy();
  await server.stop();
}
