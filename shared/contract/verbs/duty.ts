/** Verbs about one duty. */
import * as z from 'zod';
import { dutyId, happened, moment, name, source, text } from './fields.ts';

export const dutyVerbs = {
  'duty.submit': z
    .strictObject({
      duty: dutyId,
      by: name.optional(),
      for: name.optional(),
      source: source.optional(),
      channel: text.optional(),
      happenedAt: happened,
      evidence: text.optional(),
      said: z
        .boolean()
        .default(false)
        .describe('only said to be handed in: the receiver looks first (待核对)'),
    })
    .describe('Something owed is handed in, now or at `happenedAt`.'),
  'duty.acknowledge': z
    .strictObject({
      duty: dutyId,
      by: name,
      for: name.optional().describe('whose signature it is, where `by` only keyed it'),
      source: source.optional(),
    })
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
} as const;
