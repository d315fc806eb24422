/** Reads past events from JSON, YAML or CSV and refuses what cannot be true, with file and place. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PastEvent } from '../shared/app/audit-events.ts';
import type { Interval } from '../shared/domain/compliance/verdict.ts';
import { type Instant, InvalidTime, parseInZone } from '../shared/domain/time/instant.ts';
import { UsageFault } from './commands/command.ts';

/** One event as it stands in the file, and where. */
interface Entry {
  readonly place: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const TIMES = {
  occurred: ['t0_earliest', 't0_latest'],
  firstRelease: ['first_release_lower', 'first_release_upper'],
  pressConference: ['press_conf_lower', 'press_conf_upper'],
} as const;
const TIME_COLUMNS: readonly string[] = Object.values(TIMES).flat();

const TIME_EXPECTED = 'expected a time such as 2023-04-18T12:57 or nothing';

/** The events of a file; times without offset are in `zone`, an empty field is unknown, other columns are ignored. */
export async function readEventsFile(file: string, zone: string): Promise<PastEvent[]> {
  if (!existsSync(file)) throw new UsageFault(`${file}: no such file; expected a list of events`);
  const entries = await readEntries(file);
  const events = entries.map((entry) => readEvent(entry, zone));
  const twice = entries.find((_, index) => events.findIndex(({ id }) => id === events[index]?.id) < index);
  if (twice) throw new UsageFault(`${twice.place}, id: this id stands twice; expected each event once`);
  return events;
}

async function readEntries(file: string): Promise<Entry[]> {
  switch (path.extname(file).toLowerCase()) {
    case '.json':
      return listed(file, readJson(file));
    case '.yaml':
    case '.yml':
      return listed(file, await readYaml(file));
    case '.csv':
      return readCsv(file);
    default:
      throw new UsageFault(`${file}: unknown kind of file; expected a name ending in .json, .yaml or .csv`);
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (fault) {
    throw new UsageFault(`${file}: cannot be read (${sentence(fault)}); expected a file`);
  }
}

/** Without a byte order mark. */
function readText(file: string): string {
  return new TextDecoder().decode(readBytes(file));
}

/** Spreadsheets on Chinese machines save GB 18030 unless told otherwise. */
function readSpreadsheetText(file: string): string {
  const bytes = readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (fault) {
    throw new UsageFault(`${file}: ${sentence(fault)}; expected well-formed JSON`);
  }
}

async function readYaml(file: string): Promise<unknown> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new UsageFault(`${file}, line ${line}: ${sentence(broken)}; expected well-formed YAML`);
  }
  try {
    return document.toJS();
  } catch (fault) {
    throw new UsageFault(`${file}: ${sentence(fault)}; expected a plain list of events`);
  }
}

function listed(file: string, value: unknown): Entry[] {
  if (!Array.isArray(value)) throw new UsageFault(`${file}: not a list; expected a list of events`);
  return value.map((fields: unknown, index) => {
    const place = `${file}, event ${index + 1}`;
    if (!isRecord(fields))
      throw new UsageFault(`${place}: not an event; expected fields such as id and t0_earliest`);
    return { place, fields };
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readCsv(file: string): Promise<Entry[]> {
  const { parse } = await import('csv-parse/sync');
  try {
    const rows: { record: Record<string, string>; info: { lines: number } }[] = parse(
      readSpreadsheetText(file),
      {
        columns: (header: string[]) => checkHeader(file, header),
        info: true,
        skip_empty_lines: true,
        trim: true,
      },
    );
    return rows.map(({ record, info }) => ({ place: `${file}, line ${info.lines}`, fields: record }));
  } catch (fault) {
    if (fault instanceof UsageFault) throw fault;
    throw new UsageFault(`${file}: ${sentence(fault)}; expected well-formed CSV`);
  }
}

function checkHeader(file: string, header: readonly string[]): string[] {
  const place = `${file}, line 1`;
  if (!header.includes('id'))
    throw new UsageFault(`${place}: column 'id' is missing; expected it in the header`);
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) < index);
  if (twice !== undefined) throw new UsageFault(`${place}: column '${twice}' stands twice; expected it once`);
  if (!header.some((name) => TIME_COLUMNS.includes(name))) {
    throw new UsageFault(`${place}: no column of times; expected some of ${TIME_COLUMNS.join(', ')}`);
  }
  return [...header];
}

function readEvent({ place, fields }: Entry, zone: string): PastEvent {
  const id = readId(place, fields.id);
  const named = `${place} (${id})`;
  const interval = (names: readonly [string, string]) => readInterval(named, names, fields, zone);
  return {
    id,
    occurred: interval(TIMES.occurred),
    firstRelease: interval(TIMES.firstRelease),
    pressConference: interval(TIMES.pressConference),
    applies: readApplies(named, fields.rule36_applies),
  };
}

function readId(place: string, value: unknown): string {
  const id = typeof value === 'number' ? String(value) : value;
  if (typeof id === 'string' && id.trim() !== '') return id.trim();
  throw new UsageFault(`${place}: 'id' is missing; expected a name for the event such as C01`);
}

function readInterval(
  place: string,
  [from, to]: readonly [string, string],
  fields: Entry['fields'],
  zone: string,
): Interval {
  const earliest = readTime(`${place}, ${from}`, fields[from], zone);
  const latest = readTime(`${place}, ${to}`, fields[to], zone);
  if (earliest !== null && latest !== null && earliest > latest) {
    throw new UsageFault(`${place}, ${from}: later than ${to}; expected the earlier bound first`);
  }
  return { earliest, latest };
}

function readTime(place: string, value: unknown, zone: string): Instant | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string')
    throw new UsageFault(`${place}: '${String(value)}' is not a time; ${TIME_EXPECTED}`);
  try {
    return value.trim() === '' ? null : parseInZone(value.trim(), zone);
  } catch (fault) {
    if (fault instanceof InvalidTime)
      throw new UsageFault(`${place}: ${fault.message.replace(/\.$/, '')}; ${TIME_EXPECTED}`);
    throw fault;
  }
}

/** Without an answer the rule is taken to apply: the file was made to measure events by it. */
function readApplies(place: string, value: unknown): boolean {
  const text = String(value ?? '')
    .trim()
    .toLowerCase();
  if (text === '' || text === 'true') return true;
  if (text === 'false') return false;
  throw new UsageFault(
    `${place}, rule36_applies: '${text}' is not an answer; expected true, false or nothing`,
  );
}

function sentence(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return text.split('\n')[0]?.replace(/[.:]$/, '') ?? '';
}
