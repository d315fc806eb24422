/** The message on the delivery queues: a hint that a notice is worth claiming, never the notice itself. */
import * as z from 'zod';

export const deliveryNudge = z.object({
  schema: z.literal('duban.delivery-nudge/1'),
  district: z.string().min(1),
  /** The notice to look at; whoever claims it reads it, and its duty, afresh from the store. */
  notice: z.string().min(1),
});
export type DeliveryNudge = z.output<typeof deliveryNudge>;
