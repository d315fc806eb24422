/** The regular nudges: when they come and what they carry. The work they start is decided by the due index. */
import * as z from 'zod';

export const officeZone = 'Asia/Shanghai';

/** What the scheduler sends. The time is only logged: `now` is always the handler's own clock. */
export const scheduledNudge = z.object({
  /** The time the nudge was meant for, filled in by EventBridge Scheduler. */
  scheduledAt: z.string().min(1),
});
export type ScheduledNudge = z.output<typeof scheduledNudge>;

/** EventBridge Scheduler replaces this text by the intended time. */
export const scheduledNudgeInput = JSON.stringify({ scheduledAt: '<aws.scheduler.scheduled-time>' });

export const heartbeatExpression = 'rate(1 minute)';

/**
 * 08:00, 09:00, 12:00 and 17:00 every day. The cron does not know which Mondays are off; the work calendar
 * decides on which of these days there is anything to collect, compile or deliver.
 */
export const weeklyExpression = 'cron(0 8,9,12,17 * * ? *)';

/** 96 runs a day for 90 segments: the whole table in 22.5 hours, with six runs to spare. */
export const auditExpression = 'rate(15 minutes)';
export const auditSegments = 90;
