/** Reads the yearly holiday files of `rules/calendars` and refuses what a clerk may have mistyped, with its place. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import {
  type CalendarYear,
  canonicalDates,
  findContradiction,
  isWithinNotice,
} from '../../domain/calendar/calendar-year.ts';
import { InvalidTime } from '../../domain/time/invalid-time.ts';
import { addDays, daysBetween, type LocalDate, parseLocalDate } from '../../domain/time/local-date.ts';

/** A calendar file cannot be used; the message is one line: file, place, what was expected. */
export class CalendarFileError extends Error {
  override name = 'CalendarFileError';
}

/** No holiday has been longer than ten days; a longer range is a slip of the pen. */
const LONGEST_RANGE_DAYS = 31;
const FILE_NAME = /^cn-(\d{4})\.yaml$/;

const DAYS_EXPECTED = 'expected YYYY-MM-DD or YYYY-MM-DD to YYYY-MM-DD';
const NOTICE_EXPECTED = 'expected the address of a notice, such as https://www.gov.cn/zhengce';

const dayList = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value]),
  z.array(z.string(DAYS_EXPECTED).transform(readDays)).min(1, DAYS_EXPECTED),
);
const daysByHoliday = z.record(z.string().min(1), dayList);
const calendarFile = z.strictObject({
  year: z.int().min(1950).max(9998),
  country: z.literal('cn'),
  notices: z.array(z.url({ protocol: /^https?$/, error: NOTICE_EXPECTED })).min(1, NOTICE_EXPECTED),
  verified: z.string().transform(readDay),
  // An empty year must not pass for an announced one.
  off: daysByHoliday.refine((off) => Object.keys(off).length > 0, 'expected at least one holiday'),
  work: daysByHoliday,
});

const FIELDS = Object.keys(calendarFile.shape);

/** The calendar years of a folder, by year. Every `.yaml` file in it must be a usable `cn-YYYY.yaml`. */
export function loadCalendars(folder: string): CalendarYear[] {
  const names = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const years = names.map((name) => {
    const file = path.join(folder, name);
    return readCalendar(file, readFileSync(file, 'utf8'));
  });
  const contradiction = findContradiction(years);
  if (contradiction) throw new CalendarFileError(`${folder}: ${contradiction} Expected one claim per day.`);
  return years;
}

/** One calendar file; `file` is its path or name, whose last part must be `cn-YYYY.yaml`. */
export function readCalendar(file: string, text: string): CalendarYear {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const refuse: Refuse = (at, problem) => {
    const place = at.length > 0 ? ` (${at.join('.')})` : '';
    throw new CalendarFileError(`${file}, line ${lineOf(document, lines, at)}${place}: ${problem}`);
  };

  const [broken] = document.errors;
  if (broken) {
    const [problem] = broken.message.split('\n');
    const { line } = lines.linePos(broken.pos[0]);
    throw new CalendarFileError(`${file}, line ${line}: ${problem}; expected well-formed YAML.`);
  }
  const parsed = calendarFile.safeParse(document.toJS());
  if (!parsed.success) {
    const { at, problem } = describe(parsed.error.issues);
    return refuse(at, problem);
  }
  const { year, notices } = parsed.data;
  if (FILE_NAME.exec(path.basename(file))?.[1] !== `${year}`) {
    return refuse(['year'], `the file says ${year}; expected it to be named cn-${year}.yaml.`);
  }
  const off = collectDays(year, 'off', parsed.data.off, refuse);
  const work = collectDays(year, 'work', parsed.data.work, refuse);
  for (const [date, name] of work) {
    if (off.has(date)) refuse(['work', name], `${date} is listed both off and work; expected one of them.`);
  }
  return { year, off, work, notices, hash: contentHash(canonicalDates({ year, off, work })) };
}

type Refuse = (at: readonly PropertyKey[], problem: string) => never;

function collectDays(
  year: number,
  section: 'off' | 'work',
  daysOf: Readonly<Record<string, readonly LocalDate[][]>>,
  refuse: Refuse,
): Map<LocalDate, string> {
  const days = new Map<LocalDate, string>();
  for (const [name, ranges] of Object.entries(daysOf)) {
    for (const date of ranges.flat()) {
      const at = [section, name];
      if (!isWithinNotice(year, date)) {
        refuse(at, `${date} is outside the notice; expected ${year - 1}-12-01 to ${year}-12-31.`);
      }
      if (days.has(date)) refuse(at, `${date} is listed twice under ${section}; expected once.`);
      days.set(date, name);
    }
  }
  return days;
}

/** First 8 hex digits of the SHA-256: enough to tell two versions of a file apart, short enough to read out. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function readDay(text: string, context: z.RefinementCtx): LocalDate {
  try {
    return parseLocalDate(text);
  } catch (fault) {
    if (!(fault instanceof InvalidTime)) throw fault;
    context.addIssue({ code: 'custom', message: fault.message });
    return z.NEVER;
  }
}

function readDays(text: string, context: z.RefinementCtx): LocalDate[] {
  const [first = '', last = first, ...more] = text.split(' to ');
  const [from, to] = [readDay(first, context), readDay(last, context)];
  if (context.issues.length > 0) return z.NEVER;
  const length = daysBetween(from, to);
  if (more.length > 0 || length < 0 || length >= LONGEST_RANGE_DAYS) {
    const message = `'${text}' is not a range of days; expected the first and the last day, at most ${LONGEST_RANGE_DAYS} days`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  return Array.from({ length: length + 1 }, (_, i) => addDays(from, i));
}

/** A misspelt field is named before the one that is missing because of it. */
function describe(issues: readonly z.core.$ZodIssue[]): { at: readonly PropertyKey[]; problem: string } {
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const [key = ''] = issue.keys;
    return {
      at: [...issue.path, key],
      problem: `unknown field '${key}'; expected only ${FIELDS.join(', ')}.`,
    };
  }
  const [issue] = issues;
  if (!issue) return { at: [], problem: 'the file cannot be used; expected the fields of a calendar year.' };
  const at = issue.path.filter((step) => typeof step !== 'number');
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return {
    at,
    problem: isMissing
      ? 'the field is missing; expected it in every calendar file.'
      : withFullStop(issue.message),
  };
}

function withFullStop(sentence: string): string {
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

/** The line of the field at `at`, or of the nearest thing around it. */
function lineOf(document: Document.Parsed, lines: LineCounter, at: readonly PropertyKey[]): number {
  for (let depth = at.length; depth > 0; depth--) {
    const parent = document.getIn(at.slice(0, depth - 1), true) ?? document.contents;
    const key = at[depth - 1];
    const pair = isMap(parent) && parent.items.find(({ key: k }) => isScalar(k) && k.value === key);
    const node = pair ? pair.key : document.getIn(at.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
