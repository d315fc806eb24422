/** Verbs about meetings, their agenda and their papers. */
import * as z from 'zod';
import { agendaItem, moment, name, period, start, text } from './fields.ts';

export const meetingVerbs = {
  'meeting.schedule': z
    .strictObject({
      id: name,
      kind: name,
      title: text.optional(),
      start,
      items: z.array(agendaItem).max(50).default([]),
      joint: z.array(name).default([]).describe('kinds of meeting held in the same session (套开)'),
      countsFor: period.optional().describe('the period it makes up for (顺延)'),
    })
    .describe('Time and agenda are fixed: opens D52-06, D52-07 for each item, and D52-08.'),
  'meeting.reschedule': z
    .strictObject({ id: name, start, why: text.optional() })
    .describe('The meeting moves, or its time is open again (待定); everybody told before is told once.'),
  'meeting.cancel': z.strictObject({ id: name, why: text }).describe('The meeting is not held.'),
  'agenda.add': z.strictObject({ id: name, item: agendaItem }).describe('One more agenda item.'),
  'agenda.withdraw': z
    .strictObject({
      id: name,
      item: name,
      how: z.enum(['撤题', '缓议']).default('撤题'),
      by: name,
      why: text,
    })
    .describe('An item is taken off the agenda; its rungs end.'),
  'papers.revise': z
    .strictObject({ id: name, item: name, until: moment, by: name.default('office'), why: text })
    .describe(
      'Content is to be changed: the first complete hand-in stands, the next version has an internal time.',
    ),
  'papers.replace': z
    .strictObject({ id: name, item: name, why: text })
    .describe('A new version of papers already handed in (换发); the first complete hand-in stands.'),
} as const;
