/** Publishes on the EventBridge bus. */
import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { publishedEvent } from '../../app/published-events.ts';
import { publishedSource } from '../../contract/bus-events.ts';
import type { PublishedFact, Publisher } from '../../ports/publisher.ts';

/** EventBridge takes at most so many events in one request. */
const MOST_EVENTS = 10;

/** The bus did not take all events; the message says how many, and why the first was refused. */
class NotPublished extends Error {
  override name = 'NotPublished';
}

/** Rejects when the bus refuses any event: all of the call are then tried again, under the same ids. */
export function eventBridgePublisher(client: EventBridgeClient, bus: string): Publisher {
  async function put(entries: PutEventsRequestEntry[]): Promise<void> {
    const { FailedEntryCount = 0, Entries = [] } = await client.send(
      new PutEventsCommand({ Entries: entries }),
    );
    if (FailedEntryCount === 0) return;
    const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
    const why = `${refused?.ErrorCode}: ${refused?.ErrorMessage}`;
    throw new NotPublished(
      `The bus ${bus} refused ${FailedEntryCount} of ${entries.length} events, the first with ${why}`,
    );
  }

  return {
    async publish(facts) {
      const entries = facts.flatMap((fact) => entryFor(fact, bus));
      for (let start = 0; start < entries.length; start += MOST_EVENTS) {
        await put(entries.slice(start, start + MOST_EVENTS));
      }
    },
  };
}

function entryFor(fact: PublishedFact, bus: string): PutEventsRequestEntry[] {
  const event = publishedEvent(fact);
  if (event === null) return [];
  const { type, detail } = event;
  return [{ EventBusName: bus, Source: publishedSource, DetailType: type, Detail: JSON.stringify(detail) }];
}
