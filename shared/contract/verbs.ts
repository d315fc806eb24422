/** The verbs that scenarios, the API and other systems share: what each needs, and what it means. */
import * as z from 'zod';

const name = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u,
    'expected an id of 1 to 64 letters, digits, dots, hyphens or underscores',
  );
const text = z.string().trim().min(1, 'expected some words').max(500, 'expected at most 500 characters');
const dutyId = z
  .string()
  .max(200)
  .regex(/^[^/\s#~]+(\/[^/\s#~]+){1,3}$/, 'expected a duty id, MATTER/RULE or MATTER/RULE/PART');
const week = z.string().regex(/^\d{4}-W\d{2}$/, 'expected a week such as 2026-W12');
/** Times are read later, in the rulebook's zone: an offset may be left out only where the file format says so. */
const moment = z.string().min(10, 'expected a time such as 2026-03-18T09:00:00+08:00');
const bounds = z.strictObject({ earliest: moment.optional(), latest: moment.optional() });
const happened = z
  .union([moment, bounds], 'expected a time, or {earliest, latest} where it is known only within bounds')
  .optional();

const SEVERITY_NAMES = ['一般', '较大', '重大', '特别重大'] as const;
const severity = z.enum(SEVERITY_NAMES, `expected one of ${SEVERITY_NAMES.join('、')}`);
const agendaItem = z.strictObject({ id: name, unit: name, title: text });
const activity = z.strictObject({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-03-16'),
  time: text,
  what: text,
  place: text.optional(),
});
const start = z.string().describe('an instant with offset, a date alone, or 待定');

/** The fields of each verb besides `do` and, in scenarios, `at`. */
export const verbs = {
  'meeting.schedule': z
    .strictObject({
      id: name,
      kind: name,
      title: text.optional(),
      start,
      items: z.array(agendaItem).max(50).default([]),
    })
    .describe('Time and agenda are fixed: opens D52-06, D52-07 for each item, and D52-08.'),
  'meeting.reschedule': z
    .strictObject({ id: name, start, why: text.optional() })
    .describe('The meeting moves, or its time is open again (待定); everybody told before is told once.'),
  'meeting.cancel': z.strictObject({ id: name, why: text }).describe('The meeting is not held.'),
  'agenda.add': z.strictObject({ id: name, item: agendaItem }).describe('One more agenda item.'),
  'agenda.withdraw': z
    .strictObject({
      id: name,
      item: name,
      how: z.enum(['撤题', '缓议']).default('撤题'),
      by: name,
      why: text,
    })
    .describe('An item is taken off the agenda; its rungs end.'),
  'papers.revise': z
    .strictObject({ id: name, item: name, until: moment, by: name.default('office'), why: text })
    .describe(
      'Content is to be changed: the first complete hand-in stands, the next version has an internal time.',
    ),
  'papers.replace': z
    .strictObject({ id: name, item: name, why: text })
    .describe('A new version of papers already handed in (换发); the first complete hand-in stands.'),
  'event.report': z
    .strictObject({
      id: name,
      title: text.optional(),
      severity,
      possiblyMajor: z.boolean().default(false).describe('可能达到重大: the clocks run but do not judge yet'),
      occurredAt: happened,
      reportedAt: moment.optional().describe('absent: now'),
      lead: name,
    })
    .describe('An event is reported: starts the clocks of art. 36.'),
  'event.classify': z
    .strictObject({ id: name, severity, by: name.default('duty-room'), classifiedAt: moment.optional() })
    .describe('Its severity is set or changed.'),
  'event.correct-start': z
    .strictObject({
      id: name,
      occurredAt: z.union([moment, bounds]),
      by: name.default('duty-room'),
      why: text,
    })
    .describe('The time of occurrence turns out to be another.'),
  'event.confirm': z
    .strictObject({ id: name, by: name })
    .describe('The officer in charge (带班领导) confirms: leaders are told now and not after five minutes.'),
  'event.confirm-start': z
    .strictObject({ id: name, by: name })
    .describe('办公室主任 confirms the operative start of the clocks.'),
  'event.call': z
    .strictObject({ id: name, post: name, answered: z.boolean(), note: text.default('—') })
    .describe('The duty officer keys a call: 已接 or 未接.'),
  'event.handover': z
    .strictObject({ id: name, to: text })
    .describe('由上级统一发布: D36-2, D36-3 and D36-4 end without a verdict.'),
  'event.no-response': z
    .strictObject({ id: name, by: name, opinion: text })
    .describe('经研判不公开回应, with the opinion on file; ordinary events only.'),
  'event.close': z.strictObject({ id: name, by: name.default('duty-room') }).describe('The response ends.'),
  'release.draft': z
    .strictObject({ id: name, by: name.default('office') })
    .describe('A draft release is sent for approval: the time of D37-1 runs.'),
  'week.answer': z
    .strictObject({
      week,
      leader: name,
      entries: z.union([z.literal('none'), z.array(activity)]),
      by: name.optional(),
      happenedAt: happened,
    })
    .describe('The entries of one leader; `none` (无) is a full answer.'),
  'week.draft': z
    .strictObject({ week, by: name.optional(), happenedAt: happened })
    .describe('The draft table (预排稿).'),
  'week.compile': z
    .strictObject({ week, by: name.optional(), happenedAt: happened })
    .describe('The office compiles the table, version 1.'),
  'week.deliver': z
    .strictObject({ week, by: name.optional(), happenedAt: happened })
    .describe('The table is delivered for reading (呈阅).'),
  'week.read': z
    .strictObject({ week, leader: name })
    .describe('A leader has read the present version (阅知).'),
  'week.change': z
    .strictObject({ week, what: text, leaders: z.array(name).default([]) })
    .describe('A change after compilation: the next version, and one change notice to those concerned.'),
  'duty.submit': z
    .strictObject({
      duty: dutyId,
      by: name.optional(),
      for: name.optional(),
      source: z.enum(['口头', '电话', '纸质']).optional(),
      channel: text.optional(),
      happenedAt: happened,
      evidence: text.optional(),
    })
    .describe('Something owed is handed in, now or at `happenedAt`.'),
  'duty.acknowledge': z
    .strictObject({ duty: dutyId, by: name })
    .describe('签收: received, which is not done.'),
  'duty.accept': z
    .strictObject({ duty: dutyId, by: name })
    .describe('The receiver accepts what was handed in.'),
  'duty.return': z
    .strictObject({ duty: dutyId, by: name, why: text })
    .describe('Incomplete in form: counts as not handed in, by the clerk’s recorded decision.'),
  'check.answer': z
    .strictObject({ duty: dutyId, received: z.boolean(), by: name.default('office'), happenedAt: happened })
    .describe('The list 待核对: 已收到·补登 or 未收到.'),
  'notice.correct': z
    .strictObject({ duty: dutyId, by: name, why: text })
    .describe('误发更正: everybody told of the duty gets a correction.'),
  'notice.release': z
    .strictObject({ duty: dutyId, by: name.default('office-director') })
    .describe('办公室主任 lets the notices of a duty go to the leaders they are for (`leader.confirm`).'),
  'absence.record': z
    .strictObject({
      id: name,
      post: name,
      from: moment,
      to: moment.describe('exclusive'),
      reason: text,
      standIn: name.optional(),
      override: text.optional().describe('why two of a stand-in pair may be away at once'),
    })
    .describe('The holder of a post is away.'),
  'absence.end': z.strictObject({ id: name }).describe('Back earlier than recorded (销假).'),
  'sending.stop': z
    .strictObject({ by: name, why: text })
    .describe('暂停全部外发: nothing leaves, nothing is lost.'),
  'sending.resume': z.strictObject({ by: name }).describe('Sending goes on.'),
} as const;

export type Verb = keyof typeof verbs;
export type VerbFields<Name extends Verb> = z.output<(typeof verbs)[Name]>;

/** Whether a word is one of the verbs. */
export function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word);
}
