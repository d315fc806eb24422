/** Reads commands on meetings, their agenda and their papers. */
import type { meetingVerbs } from '../../contract/verbs/meeting.ts';
import type { MeetingStart } from '../../domain/matters/meeting.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';
import { parsePeriodId } from '../../domain/time/period.ts';
import { checked, instant, type Readers } from './fields.ts';

export const readMeeting: Readers<typeof meetingVerbs> = {
  'meeting.schedule': ({ id, kind, title, start, items, joint, countsFor }) => ({
    do: 'meeting.schedule',
    id,
    meetingKind: kind,
    title: title ?? null,
    start: readStart(start),
    agenda: items,
    joint,
    countsFor: countsFor === undefined ? null : parsePeriodId(countsFor),
  }),
  'meeting.reschedule': ({ id, start, why }) => ({
    do: 'meeting.reschedule',
    id,
    start: readStart(start),
    why: why ?? null,
  }),
  'meeting.cancel': ({ id, why }) => ({ do: 'meeting.cancel', id, why }),
  'agenda.add': ({ id, item }) => ({ do: 'agenda.add', id, agendaItem: item }),
  'agenda.withdraw': ({ id, item, how, by, why }) => ({
    do: 'agenda.withdraw',
    id,
    agendaItem: item,
    how,
    by,
    why,
  }),
  'papers.revise': ({ id, item, until, by, why }) => ({
    do: 'papers.revise',
    id,
    agendaItem: item,
    until: instant(until, 'until'),
    by,
    why,
  }),
  'papers.replace': ({ id, item, why }) => ({ do: 'papers.replace', id, agendaItem: item, why }),
};

/** An instant with offset, a date alone, or 待定. */
function readStart(text: string): MeetingStart {
  if (text === '待定') return { known: 'not-yet' };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return { known: 'day', date: checked('start', () => parseLocalDate(text)) };
  return { known: 'instant', at: instant(text, 'start') };
}
