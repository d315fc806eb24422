/** Verbs about kept compliance reports (时限执行情况报告). */
import * as z from 'zod';
import { name, period, text } from './fields.ts';
import { SOURCE_NAMES } from './rules.ts';

const report = z.string().regex(/^\d{4}-\d{4}$/, 'expected the number of a report such as 2026-0003');

export const reportVerbs = {
  'report.make': z
    .strictObject({
      period,
      unit: name.optional().describe('only what this unit owes'),
      kind: name.optional().describe('only this kind of matter, or this procedure'),
      ranking: z.boolean().default(false).describe('a table by rate, shown once the report is approved'),
      by: name,
    })
    .describe('A report of a period is made, numbered and kept; it is a draft until it is approved.'),
  'report.approve': z
    .strictObject({
      id: report,
      by: name,
      for: name.optional().describe('whose approval it is, where `by` only keyed it'),
      source: z.enum(SOURCE_NAMES, `expected one of ${SOURCE_NAMES.join('、')}`).optional(),
    })
    .describe('办公室主任 approves a report; what was keyed on his behalf is confirmed by a second person.'),
  'report.withdraw': z
    .strictObject({ id: report, by: name, why: text })
    .describe('A report is withdrawn; it stays on record under its number.'),
} as const;
