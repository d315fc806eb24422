/** Verbs about one duty and the notices sent for it. */
import * as z from 'zod';
import { dutyId, happened, moment, name, text } from './fields.ts';

export const dutyVerbs = {
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
  'duty.ask-extension': z
    .strictObject({ duty: dutyId, until: moment, by: name, why: text })
    .describe('A new date is asked for before the limit passes; the clock is shifted once.'),
  'duty.extend': z
    .strictObject({ duty: dutyId, until: moment.optional(), by: name, why: text.optional() })
    .describe('The extension is granted; without `until` as it was asked.'),
  'duty.refuse-extension': z
    .strictObject({ duty: dutyId, by: name, why: text })
    .describe('The extension is not granted; the limit stands.'),
  'duty.adopt': z
    .strictObject({ duty: dutyId, by: name })
    .describe('Rules or settings have changed since it was planned: it takes over those of today.'),
  'duty.explain': z
    .strictObject({ duty: dutyId, by: name, why: text })
    .describe('Why something that is normally done (一般) was not: 偏离 with its reason, no breach.'),
  'notice.correct': z
    .strictObject({ duty: dutyId, by: name, why: text })
    .describe('误发更正: everybody told of the duty gets a correction.'),
  'notice.release': z
    .strictObject({
      duty: dutyId,
      by: name.default('office-director'),
      for: name.optional().describe('whose act it is; a second person confirms it (`notice.confirm`)'),
      source: z.enum(['口头', '电话', '纸质']).optional().describe('needed with `for`'),
      number: text.optional().describe('the office’s own document number'),
      told: text.optional().describe('how the leader in charge was told before'),
      text: text.optional().describe('the wording as the approver has changed it'),
    })
    .describe(
      'Drafts of a duty go out: 督办单 by 办公室主任, and with `leader.confirm` whatever goes to leaders.',
    ),
  'notice.confirm': z
    .strictObject({ duty: dutyId, by: name })
    .describe('A second person confirms a release that was keyed for the approver.'),
} as const;
