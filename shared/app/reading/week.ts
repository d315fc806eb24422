/** Reads commands on the weekly table. */
import type * as z from 'zod';
import type { weekVerbs } from '../../contract/verbs/week.ts';
import { parseLocalDate, parseWeekId, type WeekId } from '../../domain/time/local-date.ts';
import { checked, officeSubmission, type Readers } from './fields.ts';

export const readWeek: Readers<typeof weekVerbs> = {
  'week.answer': (fields, now) => ({
    do: 'week.answer',
    id: weekId(fields.week),
    leader: fields.leader,
    entries: fields.entries === 'none' ? [] : fields.entries.map(readActivity),
    submission: officeSubmission(fields, now),
  }),
  'week.draft': (fields, now) => ({
    do: 'week.draft',
    id: weekId(fields.week),
    submission: officeSubmission(fields, now),
  }),
  'week.compile': (fields, now) => ({
    do: 'week.compile',
    id: weekId(fields.week),
    submission: officeSubmission(fields, now),
  }),
  'week.deliver': (fields, now) => ({
    do: 'week.deliver',
    id: weekId(fields.week),
    submission: officeSubmission(fields, now),
  }),
  'week.read': ({ week, leader }) => ({ do: 'week.read', id: weekId(week), leader }),
  'week.change': ({ week, what, leaders }) => ({ do: 'week.change', id: weekId(week), what, leaders }),
};

function weekId(text: string): WeekId {
  return checked('week', () => parseWeekId(text));
}

function readActivity(
  entry: Extract<z.output<(typeof weekVerbs)['week.answer']>['entries'], readonly unknown[]>[number],
) {
  return {
    day: checked('entries.day', () => parseLocalDate(entry.day)),
    time: entry.time,
    what: entry.what,
    place: entry.place ?? null,
  };
}
