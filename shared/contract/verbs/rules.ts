/** Verbs about switching on: which rules are confirmed, which notify, and what local documents do to the calendar. */
import * as z from 'zod';
import { name, text } from './fields.ts';

const rule = z
  .string()
  .regex(
    /^(\*|[A-Za-z][\w.-]{0,30}\*?)$/,
    'expected a rule such as D52-07, several such as D52-*, or * for all',
  );
const oneRule = z.string().regex(/^[A-Za-z][\w.-]{0,30}$/, 'expected a rule such as D52-07');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-08-12');
const days = z.record(date, text);
const end = z
  .string()
  .regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'expected a date such as 2026-05-01, or 05-01 for every year');
const season = z.strictObject({
  from: end,
  until: end.describe('exclusive'),
  hours: z.string().describe('such as 09:00-12:00,13:30-18:00'),
});

/** How somebody else's answer was learned, where it was keyed on behalf. */
export const SOURCE_NAMES = ['口头', '电话', '纸质'] as const;

export const ruleVerbs = {
  'rule.release': z
    .strictObject({ rule, by: name })
    .describe('From now on the rule notifies whom it is meant for.'),
  'rule.shadow': z
    .strictObject({ rule, by: name, why: text })
    .describe('Back into shadow: its notices go to the office alone, as 拟发.'),
  'rule.confirm': z
    .strictObject({
      rule: oneRule,
      inForce: z.boolean(),
      reading: z.string().max(20).optional().describe('one of the readings of the rule'),
      by: name,
      for: name.optional().describe('whose answer it is, where somebody else keyed it'),
      source: z.enum(SOURCE_NAMES, `expected one of ${SOURCE_NAMES.join('、')}`).optional(),
    })
    .describe('办公室主任 answers one line of the 规则核定表.'),
  'setting.change': z
    .strictObject({
      name: z.string().max(60).describe('a setting of the rulebook, work_end'),
      value: z.union([text, z.number(), z.boolean()]),
      by: name,
      why: text,
    })
    .describe('A setting has another value for what is planned from now on; open duties keep theirs.'),
  'calendar.overlay': z
    .strictObject({
      document: text.max(60).describe('the number of the local document'),
      off: days.optional().describe('day off → why'),
      work: days.optional().describe('day worked → why'),
      officeHours: z.array(season).max(20).optional(),
      by: name,
    })
    .describe('A local document changes the work calendar of the district.'),
} as const;
