/** `duban calendar`: which years are announced and what they say; checks the file of a coming year. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CalendarFileError,
  contentHash,
  loadCalendars,
  readCalendar,
} from '../../shared/adapters/rules/load-calendars.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { createEngine } from '../../shared/app/engine.ts';
import { importCalendar, previewCalendar } from '../../shared/app/import-calendar.ts';
import { calendarDoubts, sayCalendars, sayCalendarYear, sayMoved } from '../../shared/app/say-calendar.ts';
import { type CalendarYear, findContradiction } from '../../shared/domain/calendar/calendar-year.ts';
import { workCalendar } from '../../shared/domain/calendar/work-calendar.ts';
import { embeddedInstallation, PROJECT } from '../installation.ts';
import { importOverlay } from '../overlay.ts';
import { CALENDARS_FOLDER } from '../rules-folder.ts';
import { STORE_FILE } from '../runtime/folder.ts';
import { type Io, readArguments, UsageFault } from './command.ts';

const REAL_DATA = path.join(PROJECT, 'data', 'district');
/** Notices are the country's, and so is their clock. */
const ZONE = 'Asia/Shanghai';

export const help = `duban calendar [--year YEAR]
duban calendar check FILE
duban calendar import FILE [--data FOLDER] [--yes]
duban calendar overlay FILE [--data FOLDER] [--district ID] [--yes]

列出已公布放假安排的年份，或某一年的放假和调休上班日；核验一份新的放假安排；导入并重新推算时限；
导入本区关于放假、停工、上班和办公时间的文件。

  --year YEAR        one year in full, such as 2026
  check FILE         checks a file cn-YEAR.yaml of the form of rules/calendars, also against the years that are there
  import FILE        shows every open duty that the file moves; with --yes stores it, and the next heartbeat counts again
  overlay FILE       a local document of the district: document, off, work, office-hours (docs/rules-language.md)
  --district ID      whose calendar, where the store holds several districts
  --data FOLDER      the folder of the store, data/district unless given
`;

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, {
    year: { type: 'string' },
    data: { type: 'string' },
    district: { type: 'string' },
    yes: { type: 'boolean' },
  });
  const [action, file, ...more] = given.positionals;
  if (action === undefined) return show(given.text('year'), io);
  if (action !== 'check' && action !== 'import' && action !== 'overlay')
    throw new UsageFault(
      `unknown action '${action}'; expected check FILE, import FILE, overlay FILE or --year YEAR`,
    );
  if (file === undefined) throw new UsageFault('FILE is missing; expected a file such as cn-2027.yaml');
  const [tooMuch] = [...more, ...given.texts('year')];
  if (tooMuch !== undefined)
    throw new UsageFault(`'${tooMuch}' is one word too many; expected ${action} FILE`);
  if (action === 'check') return check(file, io);
  if (action === 'overlay') {
    const data = given.text('data') ?? REAL_DATA;
    return importOverlay({ file, data, district: given.text('district'), yes: given.flag('yes') }, io);
  }
  return importYear(readYear(file), given.text('data') ?? REAL_DATA, given.flag('yes'), io);
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

function readYear(file: string): CalendarYear {
  if (!existsSync(file)) throw new UsageFault(`${file}: no such file; expected a file such as cn-2027.yaml`);
  const content = readCalendar(file, readFileSync(file, 'utf8'));
  const others = loadCalendars(CALENDARS_FOLDER).filter(({ year }) => year !== content.year);
  const contradiction = findContradiction([...others, content]);
  if (contradiction) throw new CalendarFileError(`${file}: ${contradiction} Expected one claim per day.`);
  return content;
}

function check(file: string, io: Io): number {
  const content = readYear(file);
  const { idOf } = workCalendar([content], contentHash);
  io.out(sayCalendarYear(content.year, [content], idOf));
  for (const doubt of calendarDoubts(content)) io.out(`${doubt}\n`);
  io.out('核验通过，未导入。\n');
  return 0;
}

/** Works beside a running Duban: both write under conditions, and its next heartbeat counts again. */
async function importYear(year: CalendarYear, folder: string, yes: boolean, io: Io): Promise<number> {
  const file = path.join(folder, STORE_FILE);
  if (!existsSync(file))
    throw new UsageFault(`${folder}: no store here; expected the folder of a store, as --data FOLDER`);
  const store = openSqliteStore({ file });
  try {
    const engine = createEngine(embeddedInstallation(store));
    const now = systemClock.now();
    const moved = await previewCalendar(engine, year, now);
    io.out(sayMoved(moved, ZONE));
    for (const doubt of calendarDoubts(year)) io.out(`${doubt}\n`);
    if (!yes) {
      io.out('以上为预览，未导入；确认导入请加 --yes。\n');
      return 0;
    }
    const done = await importCalendar(engine, year, now);
    io.out(
      done === 'imported'
        ? `已导入${year.year}年放假安排，时限将在下一次心跳时重新推算。\n`
        : '内容与已导入的一致，无变化。\n',
    );
    return 0;
  } finally {
    await store.close();
  }
}
