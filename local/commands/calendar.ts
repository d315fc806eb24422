/** `duban calendar`: which years are announced and what they say; checks the file of a coming year. */
import { existsSync, readFileSync } from 'node:fs';
import {
  CalendarFileError,
  contentHash,
  loadCalendars,
  readCalendar,
} from '../../shared/adapters/rules/load-calendars.ts';
import { calendarDoubts, sayCalendars, sayCalendarYear } from '../../shared/app/say-calendar.ts';
import { findContradiction } from '../../shared/domain/calendar/calendar-year.ts';
import { workCalendar } from '../../shared/domain/calendar/work-calendar.ts';
import { CALENDARS_FOLDER } from '../rules-folder.ts';
import { type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban calendar [--year YEAR]
duban calendar check FILE

列出已公布放假安排的年份，或某一年的放假和调休上班日；核验一份新的放假安排。

  --year YEAR        one year in full, such as 2026
  check FILE         checks a file cn-YEAR.yaml of the form of rules/calendars, also against the years that are there
`;

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, { year: { type: 'string' } });
  const [action, file, ...more] = given.positionals;
  if (action === undefined) return show(given.text('year'), io);
  if (action !== 'check')
    throw new UsageFault(`unknown action '${action}'; expected check FILE or --year YEAR`);
  if (file === undefined) throw new UsageFault('FILE is missing; expected a file such as cn-2027.yaml');
  const [tooMuch] = [...more, ...given.texts('year')];
  if (tooMuch !== undefined) throw new UsageFault(`'${tooMuch}' is one word too many; expected check FILE`);
  return check(file, io);
}

function show(year: string | undefined, io: Io): number {
  if (year !== undefined && !/^[1-9]\d{3}$/.test(year)) {
    throw new UsageFault(`--year ${year}: not a year; expected four digits such as 2026`);
  }
  const years = loadCalendars(CALENDARS_FOLDER);
  const { idOf } = workCalendar(years, contentHash);
  io.out(year === undefined ? sayCalendars(years, idOf) : sayCalendarYear(Number(year), years, idOf));
  return 0;
}

function check(file: string, io: Io): number {
  if (!existsSync(file)) throw new UsageFault(`${file}: no such file; expected a file such as cn-2027.yaml`);
  const content = readCalendar(file, readFileSync(file, 'utf8'));
  const others = loadCalendars(CALENDARS_FOLDER).filter(({ year }) => year !== content.year);
  const contradiction = findContradiction([...others, content]);
  if (contradiction) throw new CalendarFileError(`${file}: ${contradiction} Expected one claim per day.`);
  const { idOf } = workCalendar([content], contentHash);
  io.out(sayCalendarYear(content.year, [content], idOf));
  for (const doubt of calendarDoubts(content)) io.out(`${doubt}\n`);
  io.out('核验通过，未导入。\n');
  return 0;
}
