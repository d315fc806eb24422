/** Verbs about the weekly table. */
import * as z from 'zod';
import { activity, happened, name, text, week } from './fields.ts';

export const weekVerbs = {
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
} as const;
