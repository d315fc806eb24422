/** Verbs about events and the releases about them. */
import * as z from 'zod';
import { bounds, happened, moment, name, severity, text } from './fields.ts';

const CAUSES = ['fire', 'road', 'other'] as const;
const RECIPIENTS = ['party-committee', 'city'] as const;
const SOURCES = ['口头', '电话', '纸质'] as const;

export const eventVerbs = {
  'event.report': z
    .strictObject({
      id: name,
      title: text.optional(),
      severity,
      possiblyMajor: z.boolean().default(false).describe('可能达到重大: the clocks run but do not judge yet'),
      occurredAt: happened,
      reportedAt: moment.optional().describe('absent: now'),
      lead: name,
      collectedBy: name.optional().describe('the unit that collected an opinion and judges it (收集、研判)'),
      emergency: z.boolean().default(false).describe('紧急突发事件: the duties of art. 79 arise as well'),
      source: name
        .optional()
        .describe('the unit that reported the emergency; absent: the duty room heard of it from elsewhere'),
      phoneAt: moment.optional().describe('when its call was received'),
      writtenAt: moment.optional().describe('when its paper was received'),
      knownAt: happened.describe('when the unit itself came to know'),
      cause: z
        .enum(CAUSES, `expected one of ${CAUSES.join(', ')}`)
        .optional()
        .describe('absent: other; how long changed casualties are reported again'),
    })
    .describe('An event is reported: starts the clocks of art. 36, in an emergency those of art. 79 too.'),
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
    .strictObject({
      id: name,
      post: name,
      answered: z.boolean(),
      note: text.default('—'),
      instruction: text.optional().describe('what the leader said is to be done'),
      happenedAt: moment.optional().describe('absent: now'),
    })
    .describe('The duty officer keys a call: 已接 or 未接, and the instruction.'),
  'event.update': z
    .strictObject({
      id: name,
      number: z.int().min(1).max(999).optional().describe('as the paper says; absent: the next'),
      by: name.default('duty-room'),
      for: name.optional().describe('the unit, where somebody else keyed it'),
      source: z.enum(SOURCES, `expected one of ${SOURCES.join('、')}`).optional(),
      casualtiesChanged: z.boolean().default(false),
      final: z.boolean().default(false).describe('终报'),
      happenedAt: happened,
      evidence: text.optional(),
    })
    .describe('A follow-up report of an emergency is received (续报), or the final one (终报).'),
  'event.instruct': z
    .strictObject({ id: name, by: name, text, happenedAt: moment.optional().describe('absent: now') })
    .describe('What a leader has instructed, beside the reports; nothing waits for it.'),
  'event.upward': z
    .strictObject({
      id: name,
      to: z.enum(RECIPIENTS, `expected one of ${RECIPIENTS.join(', ')}`),
      number: text,
      basis: z
        .enum(['instruction', 'law'])
        .default('instruction')
        .describe('law: ahead of the instruction (依法先行报告，同时请示)'),
      by: name.default('duty-room'),
      happenedAt: happened,
    })
    .describe('People have reported upward; the system never does.'),
  'duty-room.handover': z
    .strictObject({
      from: text,
      to: text,
      signed: z.array(name).max(200).describe('the open emergencies that the incoming officer signs for'),
      by: name.default('duty-room'),
      happenedAt: happened,
      note: text.optional(),
    })
    .describe('The watch of the duty room changes (值班交接); every open emergency is signed for.'),
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
} as const;
