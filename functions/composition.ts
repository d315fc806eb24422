/** The composition root of the AWS home: the same use cases as on one machine, on DynamoDB, EventBridge and SQS. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { recordedChannels } from '../shared/adapters/channels/recorded.ts';
import { openDynamoStore } from '../shared/adapters/dynamodb/store.ts';
import { eventBridgePublisher } from '../shared/adapters/eventbridge/publisher.ts';
import { joinCommits } from '../shared/adapters/join-commits.ts';
import { loadRules } from '../shared/adapters/rules/load-installation.ts';
import type { DeliveryQueues } from '../shared/adapters/sqs/delivery-nudges.ts';
import { createEngine, type Engine } from '../shared/app/engine.ts';
import type { Installation } from '../shared/app/installation.ts';
import type { Environment } from '../shared/contract/environment.ts';
import { DUE_SHARDS } from '../shared/contract/table.ts';
import type { Publisher } from '../shared/ports/publisher.ts';
import type { Store } from '../shared/ports/store.ts';
import { sayFault, type Telemetry } from './telemetry.ts';

/** Opens once for each container. A failed opening is tried again by the next invocation. */
export function once<Home>(open: () => Promise<Home>): () => Promise<Home> {
  let opening: Promise<Home> | null = null;
  return () => {
    opening ??= open().catch((fault: unknown) => {
      opening = null;
      throw fault;
    });
    return opening;
  };
}

export function openStore(environment: { readonly DUBAN_TABLE: string }): Promise<Store> {
  return openDynamoStore({
    client: new DynamoDBClient(),
    table: environment.DUBAN_TABLE,
    shards: DUE_SHARDS,
  });
}

/** What is published goes where `publisher` leads; only the delivering function has channels with a provider. */
export function engineOn(
  store: Store,
  environment: { readonly DUBAN_RULES_DIR: string },
  {
    publisher = leavesFactsToTheRelay,
    channels = recordedChannels(),
    ...more
  }: Partial<Pick<Installation, 'publisher' | 'channels' | 'links'>> = {},
): Engine {
  const rules = loadRules(environment.DUBAN_RULES_DIR);
  return createEngine({ store, ...rules, channels, publisher, joinCommits, ...more });
}

/** For functions that may not publish: the facts stay in the outbox until one comes by that may. */
const leavesFactsToTheRelay: Publisher = {
  publish: () => Promise.reject(new Error('This function does not publish; the relay and the heartbeat do.')),
};

/** Publishes on the bus. What the bus refuses is tried again every minute; here it is said aloud. */
export function busOf(environment: { readonly DUBAN_BUS: string }, { logger }: Telemetry): Publisher {
  const publisher = eventBridgePublisher(new EventBridgeClient(), environment.DUBAN_BUS);
  return {
    async publish(facts) {
      try {
        await publisher.publish(facts);
      } catch (fault) {
        logger.error(`${facts.length} facts wait to be published: ${sayFault(fault)}`, fault as Error);
        throw fault;
      }
    },
  };
}

export function queuesOf(
  environment: Pick<Environment<'relay'>, 'DUBAN_EMERGENCY_QUEUE_URL' | 'DUBAN_NORMAL_QUEUE_URL'>,
): DeliveryQueues {
  const { DUBAN_EMERGENCY_QUEUE_URL: emergency, DUBAN_NORMAL_QUEUE_URL: normal } = environment;
  return { client: new SQSClient(), urls: { emergency, normal } };
}
