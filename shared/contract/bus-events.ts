/** The events on the bus: what other systems may tell Duban, and what Duban tells whoever subscribes. */
import * as z from 'zod';
import { type Verb, verbs } from './verbs.ts';

/** The source of everything Duban publishes; the intake rule refuses it, so that Duban never hears itself. */
export const publishedSource = 'duban';
export const intakePrefix = 'duban.intake.';

/** ISO 8601 with an offset; a time without one is refused rather than guessed. */
const instant = z.iso
  .datetime({ offset: true })
  .describe('ISO 8601 with offset, such as 2026-03-18T09:00:00+08:00');
const name = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u,
    'must be 1 to 64 letters, digits, dots, hyphens or underscores',
  );
const dutyId = z
  .string()
  .max(200)
  .regex(/^[^/\s#]+(\/[^/\s#]+){1,3}$/, 'must read MATTER/RULE or MATTER/RULE/PART');
const envelope = {
  /** The same id means the same event; it may arrive more than once. */
  id: z.string().min(1).max(200),
  district: name,
  /** The receipt is kept 90 days under this id: a command that comes twice is carried out once. */
  commandId: z.string().min(1).max(200),
  at: instant.describe('when it was true for the sender; stands in for times that the body leaves out'),
};

function intake<Type extends string, Body extends z.ZodType>(type: Type, body: Body) {
  return z.strictObject({ schema: z.literal(`${type}/1` as const), ...envelope, body });
}

/** Loose on purpose: a later version may add fields, and subscribers must let them pass. */
function published<Type extends string, Body extends z.ZodType>(type: Type, body: Body) {
  return z.looseObject({ schema: z.literal(`${type}/1` as const), ...envelope, body });
}

/** Verbs leave the reading of times to whoever knows the zone; on the bus every time carries its offset. */
const start = z
  .union([instant, z.iso.date(), z.literal('待定')])
  .describe('an instant with offset, a date alone, or 待定 while it is still to be fixed');
const happenedAt = z
  .union([instant, z.strictObject({ earliest: instant.optional(), latest: instant.optional() })])
  .optional()
  .describe('an instant, or its bounds');

/** The verb that each event of other systems stands for: its `body` has the verb's fields, and no others. */
export const intakeVerbs = {
  'duban.intake.meeting-scheduled': 'meeting.schedule',
  'duban.intake.meeting-rescheduled': 'meeting.reschedule',
  'duban.intake.event-reported': 'event.report',
  'duban.intake.event-classified': 'event.classify',
  'duban.intake.duty-submitted': 'duty.submit',
  'duban.intake.absence-recorded': 'absence.record',
} as const satisfies Record<string, Verb>;

/**
 * For each event of other systems, the schema of its `detail`. The fields of `body` are those of the scenario
 * verbs, so that a scenario and a live system say the same thing. Unknown fields are refused by name.
 */
export const intakeDetails = {
  'duban.intake.meeting-scheduled': intake(
    'duban.intake.meeting-scheduled',
    verbs['meeting.schedule']
      .extend({ start })
      .describe('Time and agenda of a meeting are fixed (verb meeting.schedule).'),
  ),
  'duban.intake.meeting-rescheduled': intake(
    'duban.intake.meeting-rescheduled',
    verbs['meeting.reschedule'].extend({ start }).describe('A scheduled meeting moves (meeting.reschedule).'),
  ),
  'duban.intake.event-reported': intake(
    'duban.intake.event-reported',
    verbs['event.report']
      .extend({
        occurredAt: happenedAt.describe('absent when not yet known'),
        reportedAt: instant.optional().describe('when the report was received; absent means `at`'),
        phoneAt: instant.optional().describe('when the call of the unit was received'),
        writtenAt: instant.optional().describe('when the paper of the unit was received'),
        knownAt: happenedAt.describe('when the unit itself came to know'),
      })
      .describe('A public-opinion event or emergency is reported (event.report).'),
  ),
  'duban.intake.event-classified': intake(
    'duban.intake.event-classified',
    verbs['event.classify']
      .extend({ classifiedAt: instant.optional().describe('absent means `at`') })
      .describe('The severity of a reported event is set or changed (event.classify).'),
  ),
  'duban.intake.duty-submitted': intake(
    'duban.intake.duty-submitted',
    verbs['duty.submit']
      .extend({ happenedAt: happenedAt.describe('when it was true; absent means `at`') })
      .describe('Something owed was handed in (duty.submit).'),
  ),
  'duban.intake.absence-recorded': intake(
    'duban.intake.absence-recorded',
    verbs['absence.record']
      .extend({ from: instant, to: instant.describe('exclusive') })
      .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
        message: 'the absence must end after it begins',
        path: ['to'],
      })
      .describe('The holder of a post is away (absence.record).'),
  ),
} as const satisfies Record<keyof typeof intakeVerbs, z.ZodType>;

const basis = z.enum(['clause', 'law', 'instruction', 'internal']);
const aboutDuty = {
  duty: dutyId,
  rule: z.string().min(1).describe('the id in the register, such as D52-07'),
  owedBy: name,
  dueAt: instant.nullable().describe('null where no deadline arises'),
  shadow: z
    .literal(true)
    .optional()
    .describe('the rule is on trial (拟发): nothing may be done about it yet'),
};
const aboutRung = {
  ...aboutDuty,
  rung: z.string().min(1).describe('the id in the rulebook; never reused'),
  kind: z
    .string()
    .min(1)
    .describe('start, remind, warn, check, hasten, breach, escalate, ask-decision, digest, …'),
  intendedAt: instant.describe('the instant the rung was meant for, even if it is taken late'),
  to: z.array(z.string().min(1)).describe('the posts addressed, before absences and stand-ins'),
};

/** For each event that Duban publishes, the schema of its `detail`. */
export const publishedDetails = {
  'duban.duty.opened': published(
    'duban.duty.opened',
    z
      .looseObject({ ...aboutDuty, basis, provisional: z.boolean() })
      .describe('A unit owes something by a time.'),
  ),
  'duban.duty.replanned': published(
    'duban.duty.replanned',
    z
      .looseObject({ ...aboutDuty, basis, provisional: z.boolean(), formerDueAt: instant, why: z.string() })
      .describe('The limit was worked out anew, and may have moved.'),
  ),
  'duban.reminder.due': published(
    'duban.reminder.due',
    z
      .looseObject(aboutRung)
      .describe('A rung before or at the limit was reached: remind, warn, check, hasten.'),
  ),
  'duban.duty.overdue': published(
    'duban.duty.overdue',
    z
      .looseObject({ ...aboutDuty, basis })
      .describe('The limit has passed with no fulfilment recorded; never for internal limits.'),
  ),
  'duban.duty.escalated': published(
    'duban.duty.escalated',
    z.looseObject(aboutRung).describe('A rung that goes up to a leader was reached.'),
  ),
  'duban.duty.settled': published(
    'duban.duty.settled',
    z
      .looseObject({
        ...aboutDuty,
        verdict: z.enum([
          'on-time',
          'late',
          'after-node',
          'waived',
          'not-applicable',
          'deviation',
          'undetermined',
        ]),
        lateBySeconds: z.number().int().nonnegative().optional(),
        happenedAt: instant.nullable(),
      })
      .describe('The duty is closed, with the verdict.'),
  ),
} as const;

export type IntakeType = keyof typeof intakeDetails;
export type PublishedType = keyof typeof publishedDetails;
export type BusEventType = IntakeType | PublishedType;

/** The `detail` of any event of other systems, told apart by `schema`. */
const intakeDetail = z.discriminatedUnion('schema', [
  intakeDetails['duban.intake.meeting-scheduled'],
  intakeDetails['duban.intake.meeting-rescheduled'],
  intakeDetails['duban.intake.event-reported'],
  intakeDetails['duban.intake.event-classified'],
  intakeDetails['duban.intake.duty-submitted'],
  intakeDetails['duban.intake.absence-recorded'],
]);
export type IntakeDetail = z.output<typeof intakeDetail>;

/** The `detail` of any event that Duban publishes, told apart by `schema`. */
export const publishedDetail = z.discriminatedUnion('schema', [
  publishedDetails['duban.duty.opened'],
  publishedDetails['duban.duty.replanned'],
  publishedDetails['duban.reminder.due'],
  publishedDetails['duban.duty.overdue'],
  publishedDetails['duban.duty.escalated'],
  publishedDetails['duban.duty.settled'],
]);
export type PublishedDetail = z.output<typeof publishedDetail>;

/** An event as EventBridge hands it to a subscriber, with the fields that Duban looks at. */
export const intakeEvent = z
  .object({
    source: z
      .string()
      .min(1)
      .refine((source) => source !== publishedSource, "must not be 'duban'"),
    'detail-type': z.enum(Object.keys(intakeDetails) as IntakeType[]),
    detail: intakeDetail,
  })
  .refine((event) => event.detail.schema === `${event['detail-type']}/1`, {
    message: 'must name the detail-type and its version',
    path: ['detail', 'schema'],
  });
export type IntakeEvent = z.output<typeof intakeEvent>;

/** The JSON Schema (2020-12) of every event's `detail`, for producers and subscribers in other languages. */
export function busEventJsonSchemas(): Record<BusEventType, unknown> {
  const all = { ...intakeDetails, ...publishedDetails };
  const schemas = Object.entries(all).map(([type, schema]) => [
    type,
    { $id: `${type}/1`, ...z.toJSONSchema(schema, { io: 'input' }) },
  ]);
  return Object.fromEntries(schemas) as Record<BusEventType, unknown>;
}
