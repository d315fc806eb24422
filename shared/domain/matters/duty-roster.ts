/** Duty rosters (值班表): every unit hands one in for each month and each holiday; a day without an officer is a gap (art. 79). */
import type { CalendarView, HolidayBlock } from '../calendar/calendar-view.ts';
import { keyedAhead, type Submission } from '../duties/duty.ts';
import type { Instant } from '../time/instant.ts';
import { addDays, addMonths, type LocalDate } from '../time/local-date.ts';
import { nextPeriod, type PeriodId, sayPeriod, spanOf } from '../time/period.ts';
import { sayDate } from '../time/wording.ts';
import type { MatterDecision, Subject } from './matter.ts';
import { subject } from './matter.ts';

/** One day: the officer on duty, the leader in charge (带班领导), the telephone. */
export interface RosterDay {
  readonly date: LocalDate;
  readonly officer: string;
  readonly leader: string;
  readonly phone: string;
}

/** What a period keeps of a roster; the days themselves are in the ledger. */
export interface Roster {
  readonly submission: Submission;
  /** Days for which nobody was named, when it was last handed in. */
  readonly gaps: readonly LocalDate[];
  /** When a gap was first found. */
  readonly gapAt: Instant | null;
  /** What filled the gaps; `null` while there are any, or never were. */
  readonly filled: Submission | null;
}

export type Rosters = Readonly<Record<string, Roster>>;

export interface RosterCommand {
  readonly do: 'roster.hand-in';
  /** The month in which it is owed: the one before the month it is for, or the one that keeps the holiday. */
  readonly id: PeriodId;
  readonly unit: string;
  /** The first day of the holiday it is for; `null` for the roster of the next month. */
  readonly holiday: LocalDate | null;
  readonly days: readonly RosterDay[];
  readonly submission: Submission;
}

export interface RosterEvent {
  readonly type: 'roster.handed-in';
  readonly roster: string;
  readonly unit: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly days: readonly RosterDay[];
  readonly gaps: readonly LocalDate[];
  readonly submission: Submission;
}

interface Month {
  readonly id: string;
  readonly openedAt: Instant;
  readonly groups: { readonly units: readonly string[] };
  readonly holidays: readonly HolidayBlock[];
  readonly rosters: Rosters;
}

/** From this day of a month on, a holiday's rosters are owed in that month; before it, in the month before. */
const WINDOW_BEGINS = 8;

/** The month in which the rosters of a holiday are owed: early enough for three working days before it. */
export function monthOfHoliday(firstDay: LocalDate): PeriodId {
  const month =
    Number(firstDay.slice(8)) < WINDOW_BEGINS
      ? addMonths(`${firstDay.slice(0, 7)}-01` as LocalDate, -1)
      : firstDay;
  return month.slice(0, 7) as PeriodId;
}

/** The month before, in which the roster of a month is owed. */
export function monthBefore(month: PeriodId): PeriodId {
  return addMonths(`${month}-01` as LocalDate, -1).slice(0, 7) as PeriodId;
}

/** The holidays whose rosters are owed in a month. */
export function holidaysOwedIn(id: PeriodId, view: Pick<CalendarView, 'holidayBlock'>): HolidayBlock[] {
  const first = addDays(spanOf(id).first, WINDOW_BEGINS - 1);
  const last = addDays(spanOf(nextPeriod(id)).first, WINDOW_BEGINS - 2);
  const found = new Map<LocalDate, HolidayBlock>();
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const block = view.holidayBlock(day);
    if (block && first <= block.from && block.from <= last) found.set(block.from, block);
  }
  return [...found.values()];
}

/**
 * Decides the hand-in of a roster. Refuses a unit that owes none, a holiday that this month does not know, and a day
 * outside the roster or given twice. Gaps are no refusal: they are recorded and asked for.
 */
export function decideRoster(command: RosterCommand, month: Month | null): MatterDecision<RosterEvent> {
  const { unit, holiday, days, submission } = command;
  if (!month) return { refused: `${sayPeriod(command.id)}尚未开始，暂不收值班表` };
  if (!month.groups.units.includes(unit)) return { refused: `“${unit}”不在报送值班表的单位之内` };
  const ahead = keyedAhead(submission);
  if (ahead !== null) return { refused: ahead };
  const span = spanFor(command, month);
  if (!span) return { refused: `工作日历中没有${holiday === null ? '' : sayDate(holiday)}开始的节假日` };
  const outside = days.find(({ date }) => date < span.first || span.last < date);
  if (outside) return { refused: `${sayDate(outside.date)}不在值班表期间之内` };
  const twice = days.find(({ date }, index) => days.findIndex((one) => one.date === date) < index);
  if (twice) return { refused: `${sayDate(twice.date)}重复填写` };
  const gaps = daysOf(span).filter((day) => !days.some((one) => one.date === day));
  const roster = keyOf(unit, holiday);
  const said = { roster, unit, from: span.first, to: span.last, days, gaps, submission };
  return { events: [{ type: 'roster.handed-in', ...said }] };
}

function spanFor({ id, holiday }: RosterCommand, { holidays }: Month) {
  if (holiday === null) return spanOf(nextPeriod(id));
  const block = holidays.find(({ from }) => from === holiday);
  return block ? { first: block.from, last: block.to } : null;
}

function daysOf({ first, last }: { readonly first: LocalDate; readonly last: LocalDate }): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** `town-1`, and for a holiday `town-1-1001`. */
function keyOf(unit: string, holiday: LocalDate | null): string {
  return holiday === null ? unit : `${unit}-${holiday.slice(5).replace('-', '')}`;
}

/** Folds one hand-in: the first is what was in time or not, and what fills the gaps is a hand-in of its own. */
export function evolveRosters(rosters: Rosters, { roster, gaps, submission }: RosterEvent): Rosters {
  const before = rosters[roster];
  const gapAt = before?.gapAt ?? (gaps.length > 0 ? submission.recordedAt : null);
  const filled = gapAt !== null && gaps.length === 0 ? (before?.filled ?? submission) : null;
  return { ...rosters, [roster]: { submission: before?.submission ?? submission, gaps, gapAt, filled } };
}

/** The roster of the next month and of each holiday, once for each unit, and what is missing in those handed in. */
export function rosterSubjects(month: Month, shared: Pick<Subject, 'facts' | 'toldAt' | 'words'>): Subject[] {
  const next = nextPeriod(month.id as PeriodId);
  const monthly = month.groups.units.flatMap((unit) =>
    subjectsFor('month/rosters', unit, null, sayPeriod(next), month, shared),
  );
  const holidays = month.holidays.flatMap(({ from, name }) =>
    month.groups.units.flatMap((unit) => {
      const facts = new Map([...shared.facts, ['holiday.first-day', { date: from }] as const]);
      return subjectsFor('month/holiday-rosters', unit, from, `${name}假期`, month, { ...shared, facts });
    }),
  );
  return [...monthly, ...holidays];
}

function subjectsFor(
  per: string,
  unit: string,
  holiday: LocalDate | null,
  about: string,
  { rosters }: Month,
  shared: Pick<Subject, 'facts' | 'toldAt' | 'words'>,
): Subject[] {
  const part = keyOf(unit, holiday);
  const roster = rosters[part];
  const words = { ...shared.words, about, period: about };
  const own = { ...shared, part, owedBy: unit, words };
  const handedIn = subject({ ...own, per, fulfilled: roster?.submission ?? null });
  if (!roster || roster.gapAt === null) return [handedIn];
  const facts = new Map([...shared.facts, ['roster.gap', { instant: roster.gapAt }] as const]);
  const gap = subject({
    ...own,
    facts,
    per: 'month/roster-gaps',
    toldAt: roster.gapAt,
    words: { ...words, gaps: sayGaps(roster.gaps) },
    fulfilled: roster.filled,
  });
  return [handedIn, gap];
}

/** At most three days by name, so that it fits a message. */
function sayGaps(gaps: readonly LocalDate[]): string {
  const named = gaps.slice(0, 3).map(sayDate).join('、');
  return gaps.length > 3 ? `${named}等${gaps.length}天` : named;
}
