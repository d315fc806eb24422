/** The verb about duty rosters (值班表). */
import * as z from 'zod';
import { happened, name, text } from './fields.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-05-01');

export const rosterVerbs = {
  'roster.hand-in': z
    .strictObject({
      unit: name,
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-04')
        .optional()
        .describe('the month it is for'),
      holiday: date.optional().describe('or the first day of the holiday it is for'),
      entries: z.array(z.strictObject({ date, officer: text, leader: text, phone: text })).max(62),
      by: name.default('office'),
      happenedAt: happened,
    })
    .describe('A unit hands in who is on duty, day by day; a day without officer is a gap.'),
} as const;
