/** Nudges on the delivery queues: hints that notices are worth claiming; the due index holds the notices themselves. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DeliveryNudge, MOST_NUDGED } from '../../contract/nudges.ts';
import type { Lane, RowKey, Urgency } from '../../ports/store.ts';

export interface DeliveryQueues {
  readonly client: SQSClient;
  /** The address of the queue of each urgency. */
  readonly urls: Readonly<Record<Urgency, string>>;
}

export interface NudgedNotice {
  readonly key: RowKey;
  readonly lane: Lane;
  readonly delaySeconds: number;
}

/** SQS takes at most so many messages in one request, and holds back none for longer. */
const MOST_MESSAGES = 10;
export const LONGEST_DELAY_SECONDS = 900;

export function urgencyOf(lane: Lane): Urgency {
  return lane === 'emergency' || lane === 'emergency-delivery' ? 'emergency' : 'normal';
}

/**
 * What belongs together goes in one message, so that one person's notices meet. Returns how many notices the queues
 * refused: the heartbeat nudges those again, a minute later at most.
 */
export async function nudgeDelivery(
  queues: DeliveryQueues,
  notices: readonly NudgedNotice[],
): Promise<number> {
  let refused = 0;
  for (const [urgency, own] of Map.groupBy(notices, ({ lane }) => urgencyOf(lane))) {
    const messages = messagesOf(own);
    for (let start = 0; start < messages.length; start += MOST_MESSAGES) {
      const batch = messages.slice(start, start + MOST_MESSAGES);
      const Entries = batch.map(({ nudge, delaySeconds }, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(nudge),
        DelaySeconds: delaySeconds,
      }));
      const sent = await queues.client.send(
        new SendMessageBatchCommand({ QueueUrl: queues.urls[urgency], Entries }),
      );
      for (const { Id } of sent.Failed ?? []) refused += batch[Number(Id)]?.nudge.notices.length ?? 0;
    }
  }
  return refused;
}

function messagesOf(notices: readonly NudgedNotice[]): { nudge: DeliveryNudge; delaySeconds: number }[] {
  const together = Map.groupBy(notices, ({ key, delaySeconds }) => `${key.district} ${delaySeconds}`);
  return [...together.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { district } = first.key;
    const ids = own.map(({ key }) => key.id).sort();
    return Array.from({ length: Math.ceil(ids.length / MOST_NUDGED) }, (_, index) => ({
      nudge: {
        schema: 'duban.delivery-nudge/2',
        district,
        notices: ids.slice(index * MOST_NUDGED, (index + 1) * MOST_NUDGED),
      } as const,
      delaySeconds: first.delaySeconds,
    }));
  });
}
