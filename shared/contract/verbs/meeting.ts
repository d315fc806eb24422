/** Verbs about meetings, their agenda, their papers and what was decided. */
import * as z from 'zod';
import { agendaItem, happened, moment, name, period, start, text } from './fields.ts';

const fields = z
  .record(name, z.union([text, z.number(), z.boolean()]))
  .optional()
  .describe('what the procedure of the kind asks: ad-hoc, chair, organiser …');

const arrangement = {
  id: name,
  kind: name,
  title: text.optional(),
  start,
  items: z.array(agendaItem).max(50).default([]),
  joint: z.array(name).default([]).describe('kinds of meeting held in the same session (套开)'),
  countsFor: period.optional().describe('the period it makes up for (顺延)'),
  fields,
};

const decision = z.strictObject({
  id: name,
  unit: name,
  title: text,
  item: name.optional(),
  until: moment.optional(),
  supporting: z.array(name).max(50).default([]),
});

export const meetingVerbs = {
  'meeting.schedule': z
    .strictObject(arrangement)
    .describe('Time and agenda are fixed: opens D52-06, D52-07 for each item, and D52-08.'),
  'meeting.plan': z
    .strictObject(arrangement)
    .describe(
      'A meeting is planned, its agenda still open: opens D52-02 to D52-04; items go through their gates.',
    ),
  'meeting.reschedule': z
    .strictObject({ id: name, start, why: text.optional() })
    .describe('The meeting moves, or its time is open again (待定); everybody told before is told once.'),
  'meeting.cancel': z.strictObject({ id: name, why: text }).describe('The meeting is not held.'),
  'agenda.add': z.strictObject({ id: name, item: agendaItem }).describe('One more agenda item.'),
  'agenda.amend': z
    .strictObject({
      id: name,
      item: name,
      tags: agendaItem.shape.tags,
      presenter: name.optional(),
      by: name.default('office'),
      why: text,
    })
    .describe('More is known of an item; refused where a gate would be passed afterwards.'),
  'agenda.place': z
    .strictObject({ id: name, item: name })
    .describe('An item proposed after the agenda was fixed goes onto it, once its gates are passed.'),
  'agenda.withdraw': z
    .strictObject({
      id: name,
      item: name,
      how: z.enum(['撤题', '缓议', '退回']).default('撤题'),
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
  'meeting.leave': z
    .strictObject({
      id: name,
      post: name,
      why: text,
      substitute: name.optional().describe('the post that comes or speaks instead'),
      byPhone: z.boolean().default(false).describe('asked for by telephone, after noon of the eve'),
      by: name.default('office'),
      happenedAt: moment.optional().describe('when it was asked for, if that is not now'),
    })
    .describe('Somebody cannot come (art. 56); who approves it does so as a step of the meeting.'),
  'meeting.attend': z
    .strictObject({
      id: name,
      present: z.array(name).max(200),
      substitutes: z
        .array(z.strictObject({ post: name, by: name }))
        .max(50)
        .default([]),
      by: name.default('office'),
    })
    .describe('The sign-in sheet; a substitute whom nobody approved is refused.'),
  'meeting.outcome': z
    .strictObject({
      id: name,
      item: name,
      outcome: z.enum(['通过', '原则通过', '再议', '不通过', '听取']),
      presenter: name.optional().describe('absent: as announced, else the principal'),
      next: name.optional().describe('再议: the meeting to which it goes again'),
      note: text.optional(),
      correction: text.optional().describe('why the outcome recorded before was wrong'),
      by: name.default('office'),
    })
    .describe('What the meeting decided on an item.'),
  'meeting.decide': z
    .strictObject({
      id: name,
      decisions: z.array(decision).min(1).max(100),
      startNow: z.boolean().default(false).describe('the list starts the work before the minutes are out'),
      by: name.default('office'),
    })
    .describe(
      '议定事项: each becomes a follow-up when the minutes are issued; the same id again corrects it.',
    ),
  'papers.collect': z
    .strictObject({
      id: name,
      missing: z
        .array(z.strictObject({ copy: name, unit: name }))
        .max(200)
        .default([]),
      by: name.default('office'),
      happenedAt: happened,
    })
    .describe('The papers are counted at the door; each copy not there is due back (D52-10).'),
  'papers.lend': z
    .strictObject({
      id: name,
      copy: name,
      unit: name,
      until: moment.optional().describe('absent: as the setting says'),
      by: name,
      for: name.optional(),
      source: z.enum(['口头', '电话', '纸质']).optional().describe('needed with `for`'),
    })
    .describe('A copy is taken away with the permission of 办公室主任 (D52-11).'),
} as const;
