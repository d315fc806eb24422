/** Verbs about events and the releases about them. */
import * as z from 'zod';
import { bounds, happened, moment, name, severity, text } from './fields.ts';

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
} as const;
