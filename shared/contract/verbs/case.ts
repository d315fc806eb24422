/** Verbs about cases and about the steps of whatever goes through a procedure. */
import * as z from 'zod';
import { happened, moment, name, secrecy, text } from './fields.ts';

const part = z.strictObject({ kind: name, id: name, unit: name, title: text.optional() });
const fields = z.record(name, z.union([text, z.number(), z.boolean()])).default({});
const act = {
  id: name,
  step: name,
  part: name.optional().describe('for a step that each part goes through'),
  by: name.describe('who did it or, with `for`, who keyed it'),
  for: name.optional().describe('whose act it is; a second person confirms it (`step.confirm`)'),
  source: z.enum(['口头', '电话', '纸质']).optional().describe('needed with `for`'),
  evidence: text.optional(),
  happenedAt: happened,
};

export const caseVerbs = {
  'case.open': z
    .strictObject({
      id: name,
      procedure: name,
      title: text,
      unit: name.default('office'),
      leader: name.optional().describe('the leader it is about'),
      fields,
      parts: z.array(part).max(100).default([]),
      startedAt: moment.optional().describe('absent: now'),
      secrecy: secrecy.optional().describe('absent: 内部'),
    })
    .describe('A case begins: its procedure in the rulebook says which steps follow in which order.'),
  'case.amend': z
    .strictObject({ id: name, fields, by: name.default('office'), why: text })
    .describe('Something more is known of it; refused where a gate would be passed afterwards.'),
  'case.part': z
    .strictObject({ id: name, part })
    .describe('One more part, such as a unit that must co-sign.'),
  'case.withdraw': z
    .strictObject({ id: name, by: name.default('office'), why: text })
    .describe('It is taken back.'),
  'step.do': z
    .strictObject({
      ...act,
      outcome: text.optional().describe('where the step has several; only the first opens the next gate'),
      opinion: text.optional(),
      checks: z.array(text).default([]).describe('the points that were confirmed'),
    })
    .describe('A step of a procedure is done; refused while its gate is shut, with the clause.'),
  'step.waive': z
    .strictObject({ ...act, why: text })
    .describe('A step is left out with a written reason, where the procedure allows it.'),
  'step.return': z
    .strictObject({ id: name, step: name, part: name.optional(), by: name, why: text })
    .describe('退回: goes back to an earlier step; that step and all after it are open again.'),
  'step.confirm': z
    .strictObject({ id: name, step: name, part: name.optional(), by: name })
    .describe('A second person confirms an act that was keyed for somebody else.'),
} as const;
