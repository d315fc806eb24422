/** Reads the command on duty rosters. */
import type { rosterVerbs } from '../../contract/verbs/roster.ts';
import { monthBefore, monthOfHoliday } from '../../domain/matters/duty-roster.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';
import { parsePeriodId } from '../../domain/time/period.ts';
import { checked, InvalidCommand, officeSubmission, type Readers } from './fields.ts';

export const readRoster: Readers<typeof rosterVerbs> = {
  'roster.hand-in': (fields, now) => {
    const { unit, month, holiday: firstDay, entries } = fields;
    const day = (text: string, field: string) => checked(field, () => parseLocalDate(text));
    const days = entries.map((entry) => ({ ...entry, date: day(entry.date, 'entries') }));
    const shared = { do: 'roster.hand-in', unit, days, submission: officeSubmission(fields, now) } as const;
    if (firstDay !== undefined && month === undefined) {
      const holiday = day(firstDay, 'holiday');
      return { ...shared, id: monthOfHoliday(holiday), holiday };
    }
    if (month === undefined || firstDay !== undefined)
      throw new InvalidCommand("'month': expected month or holiday, one of them", ['month']);
    return { ...shared, id: monthBefore(checked('month', () => parsePeriodId(month))), holiday: null };
  },
};
