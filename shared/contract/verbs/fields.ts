/** The forms that fields of several verbs have in common. */
import * as z from 'zod';

export const name = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u,
    'expected an id of 1 to 64 letters, digits, dots, hyphens or underscores',
  );
export const text = z
  .string()
  .trim()
  .min(1, 'expected some words')
  .max(500, 'expected at most 500 characters');
export const dutyId = z
  .string()
  .max(200)
  .regex(/^[^/\s#~]+(\/[^/\s#~]+){1,3}$/, 'expected a duty id, MATTER/RULE or MATTER/RULE/PART');
/** 涉密 and its classes are read so that they can be refused in words. */
export const secrecy = z.enum(['公开', '内部', '工作秘密', '涉密', '秘密', '机密', '绝密']);
export const period = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-[12])?|-Q[1-4]|-H[12])?$/,
    'expected a period such as 2026-03, 2026-Q1, 2026-H1 or 2026',
  );
export const week = z.string().regex(/^\d{4}-W\d{2}$/, 'expected a week such as 2026-W12');
/** Times are read later, in the rulebook's zone: an offset may be left out only where the file format says so. */
export const moment = z.string().min(10, 'expected a time such as 2026-03-18T09:00:00+08:00');
export const bounds = z.strictObject({ earliest: moment.optional(), latest: moment.optional() });
/** How an act became known to whoever keyed it. */
const SOURCES = ['口头', '电话', '纸质', '短信'] as const;
export const source = z.enum(SOURCES, `expected one of ${SOURCES.join('、')}`);
export const happened = z
  .union([moment, bounds], 'expected a time, or {earliest, latest} where it is known only within bounds')
  .optional();

const SEVERITY_NAMES = ['一般', '较大', '重大', '特别重大'] as const;
export const severity = z.enum(SEVERITY_NAMES, `expected one of ${SEVERITY_NAMES.join('、')}`);
/** 群众切身利益, 意见不一致, 工作秘密, 重大事项, 规范性文件, 须合法性审查, 公众利益. */
const ITEM_TAG_NAMES = [
  'livelihood',
  'dissent',
  'secret-work',
  'major',
  'normative',
  'legality',
  'public-interest',
] as const;
export const agendaItem = z.strictObject({
  id: name,
  unit: name,
  title: text,
  tags: z.array(z.enum(ITEM_TAG_NAMES)).optional(),
  presenter: name.optional(),
  serves: z
    .strictObject({ id: name, step: name, part: name.optional() })
    .optional()
    .describe('the step of another matter that is done when it passes'),
});
export const activity = z.strictObject({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-03-16'),
  time: text,
  what: text,
  place: text.optional(),
});
export const start = z.string().describe('an instant with offset, a date alone, or 待定');
