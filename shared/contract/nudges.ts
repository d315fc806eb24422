/** The message on the delivery queues: a hint that notices are worth claiming, never the notices themselves. */
import * as z from 'zod';

/** Names of notices in one message: far below the size SQS allows, and one delivery's worth of work. */
export const MOST_NUDGED = 50;

export const deliveryNudge = z.object({
  schema: z.literal('duban.delivery-nudge/2'),
  district: z.string().min(1),
  /** The notices to look at; whoever claims them reads them, and their duties, afresh from the store. */
  notices: z.array(z.string().min(1)).min(1).max(MOST_NUDGED),
});
export type DeliveryNudge = z.output<typeof deliveryNudge>;
