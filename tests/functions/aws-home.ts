/** The AWS home on loopback: the DynamoDB-compatible server, and small stand-ins for the other services. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { vi } from 'vitest';
import { createTable } from '../../shared/adapters/dynamodb/create-table.ts';
import { openDynamoStore } from '../../shared/adapters/dynamodb/store.ts';
import type { FunctionName } from '../../shared/contract/functions.ts';
import type { Store } from '../../shared/ports/store.ts';
import { time } from '../scenarios/both-homes/office.ts';
import { dynamoClient, startDynamoServer } from '../support/dynamodb-server.ts';

type Json = Record<string, unknown>;

/** What the stand-ins were asked, and how they answer. */
class FakeServices {
  readonly events: { source: string; type: string; detail: Json }[] = [];
  readonly nudges: { queue: string; delaySeconds: number; body: Json }[] = [];
  deadManPings = 0;
  secretIsBroken = false;
  /** EventBridge refuses this many of the next events. */
  refuseEvents = 0;
  queuesAreDown = false;
  #own = '';

  get address(): string {
    return this.#own;
  }

  async start(): Promise<() => Promise<void>> {
    const server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(body));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    };
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: Json }> {
    const chunks = await request.toArray();
    if (request.url === '/dead-man') {
      this.deadManPings++;
      return { status: 200, body: {} };
    }
    const input = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Json;
    switch (String(request.headers['x-amz-target'])) {
      case 'AWSEvents.PutEvents':
        return { status: 200, body: this.#putEvents(input.Entries as Json[]) };
      case 'AmazonSQS.SendMessageBatch':
        if (this.queuesAreDown)
          return { status: 400, body: { __type: 'QueueDoesNotExist', message: 'gone' } };
        return { status: 200, body: this.#sendMessages(String(input.QueueUrl), input.Entries as Json[]) };
      case 'secretsmanager.GetSecretValue':
        return { status: 200, body: { SecretString: this.#secret(String(input.SecretId)) } };
      default:
        return { status: 400, body: { __type: 'UnknownOperationException' } };
    }
  }

  #secret(id: string): string {
    if (id === 'signing') return JSON.stringify({ key: 'k'.repeat(64) });
    if (id === 'channels' && !this.secretIsBroken) return '{}';
    return this.secretIsBroken ? '{' : JSON.stringify({ url: `${this.#own}/dead-man` });
  }

  #putEvents(entries: Json[]): Json {
    const refused = Math.min(this.refuseEvents, entries.length);
    this.refuseEvents -= refused;
    const Entries = entries.map((entry, index) => {
      if (index < refused) return { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' };
      const detail = JSON.parse(String(entry.Detail)) as Json;
      this.events.push({ source: String(entry.Source), type: String(entry.DetailType), detail });
      return { EventId: randomUUID() };
    });
    return { FailedEntryCount: refused, Entries };
  }

  #sendMessages(queue: string, entries: Json[]): Json {
    const Successful = entries.map((entry) => {
      const text = String(entry.MessageBody);
      this.nudges.push({ queue, delaySeconds: Number(entry.DelaySeconds), body: JSON.parse(text) as Json });
      const MD5OfMessageBody = createHash('md5').update(text).digest('hex');
      return { Id: entry.Id, MessageId: randomUUID(), MD5OfMessageBody };
    });
    return { Successful, Failed: [] };
  }
}

export interface AwsHome {
  readonly services: FakeServices;
  readonly store: Store;
  /** Invokes a function as Lambda would; its clock stands at the time last set. */
  invoke(name: FunctionName, event: unknown): Promise<unknown>;
  /** '2026-03-17 16:00' in the office's zone. */
  itIs(now: string): void;
  /** Hands the nudges that lie in the queues to the delivering function; answers what it said. */
  deliverNudged(): Promise<unknown>;
  /** The stream records of all outbox rows that wait now. */
  outboxRecords(): Promise<StreamRecord[]>;
  /** Everything the functions logged or measured since the last call, one JSON object each. */
  logged(): Json[];
  stop(): Promise<void>;
}

export interface StreamRecord {
  readonly eventName: 'INSERT';
  readonly dynamodb: { readonly SequenceNumber: string; readonly NewImage: Record<string, AttributeValue> };
}

export async function startAwsHome(variables: Record<string, string> = {}): Promise<AwsHome> {
  const dynamo = await startDynamoServer();
  const client = dynamoClient(dynamo.endpoint);
  const services = new FakeServices();
  const stopServices = await services.start();
  const table = `duban-${randomUUID()}`;
  await createTable(client, table);
  setEnvironment(dynamo.endpoint, services.address, table, variables);
  const lines = listenToConsole();
  vi.useFakeTimers({ toFake: ['Date'] });
  const store = await openDynamoStore({ client, table, shards: 4 });
  return {
    services,
    store,
    async invoke(name, event) {
      const { handler } = await import(`../../functions/${name}/handler.ts`);
      return handler(event, { awsRequestId: 'test' });
    },
    itIs: (now) => vi.setSystemTime(time(now)),
    async deliverNudged() {
      const Records = services.nudges.splice(0).map(({ body }, index) => ({
        messageId: `n${index}`,
        body: JSON.stringify(body),
      }));
      const { handler } = await import('../../functions/deliver/handler.ts');
      return handler({ Records } as never);
    },
    async outboxRecords() {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
      const rows = Items.filter(({ kind }) => kind?.S === 'outbox');
      return rows.map((NewImage, index) => ({
        eventName: 'INSERT',
        dynamodb: { SequenceNumber: String(1000 + index), NewImage },
      }));
    },
    logged: () => lines.splice(0),
    async stop() {
      vi.useRealTimers();
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
      client.destroy();
      await stopServices();
      await dynamo.stop();
    },
  };
}

function setEnvironment(
  dynamodb: string,
  services: string,
  table: string,
  more: Record<string, string>,
): void {
  const variables = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_EVENTBRIDGE: services,
    AWS_ENDPOINT_URL_SQS: services,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: services,
    // Through the console, so that it can be listened to.
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
    DUBAN_TABLE: table,
    DUBAN_BUS: 'duban',
    DUBAN_EMERGENCY_QUEUE_URL: `${services}/1/emergency`,
    DUBAN_NORMAL_QUEUE_URL: `${services}/1/normal`,
    DUBAN_CHANNELS_SECRET: 'channels',
    DUBAN_DEAD_MAN_SECRET: 'dead-man',
    DUBAN_SIGNING_SECRET: 'signing',
    DUBAN_RULES_DIR: path.join(import.meta.dirname, '../../rules'),
    DUBAN_BASE_URL: 'https://duban.example',
    ...more,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

function listenToConsole(): Json[] {
  const lines: Json[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((text: unknown) => {
      try {
        lines.push(JSON.parse(String(text)) as Json);
      } catch {
        lines.push({ text: String(text) });
      }
    });
  }
  return lines;
}
