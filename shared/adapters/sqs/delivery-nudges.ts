/** Nudges on the delivery queues: hints that a notice is worth claiming; the due index holds the notice itself. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryNudge } from '../../contract/nudges.ts';
import type { Lane, RowKey } from '../../ports/store.ts';

export interface DeliveryQueues {
  readonly client: SQSClient;
  /** The address of each lane's queue. */
  readonly urls: Readonly<Record<Lane, string>>;
}

export interface NudgedNotice {
  readonly key: RowKey;
  readonly lane: Lane;
  readonly delaySeconds: number;
}

/** SQS takes at most so many messages in one request, and holds back none for longer. */
const MOST_MESSAGES = 10;
export const LONGEST_DELAY_SECONDS = 900;

/** Returns how many nudges the queues refused: the heartbeat takes those notices, a minute later at most. */
export async function nudgeDelivery(
  queues: DeliveryQueues,
  notices: readonly NudgedNotice[],
): Promise<number> {
  let refused = 0;
  for (const [lane, ofLane] of Map.groupBy(notices, ({ lane }) => lane)) {
    for (let start = 0; start < ofLane.length; start += MOST_MESSAGES) {
      const batch = ofLane.slice(start, start + MOST_MESSAGES);
      const Entries = batch.map((notice, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(nudgeOf(notice)),
        DelaySeconds: notice.delaySeconds,
      }));
      const sent = await queues.client.send(
        new SendMessageBatchCommand({ QueueUrl: queues.urls[lane], Entries }),
      );
      refused += sent.Failed?.length ?? 0;
    }
  }
  return refused;
}

function nudgeOf({ key }: NudgedNotice): DeliveryNudge {
  return { schema: 'duban.delivery-nudge/1', district: key.district, notice: key.id };
}
