/** One week as a matter: the leaders' entries, the table compiled from them, and its delivery (art. 76). */
import type { CalendarView } from '../calendar/calendar-view.ts';
import { keyedAhead, type Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import type { Instant } from '../time/instant.ts';
import { addDays, type LocalDate, mondayOf, type WeekId } from '../time/local-date.ts';
import { sayDate } from '../time/wording.ts';
import {
  type Announcement,
  type MatterCore,
  type MatterDecision,
  type Subject,
  type Surroundings,
  subject,
} from './matter.ts';

/** One line of a leader's week; 工作秘密 and 涉密 activities never enter. */
export interface Activity {
  readonly day: LocalDate;
  readonly time: string;
  readonly what: string;
  readonly place: string | null;
}

export interface Week extends MatterCore {
  readonly kind: 'week';
  readonly leaders: readonly string[];
  /** The run of days off that begins in this week, which has a table of its own. */
  readonly holiday: { readonly from: LocalDate; readonly to: LocalDate; readonly name: string } | null;
  /** Whether any day of the week is worked; without one there is no table. */
  readonly worked: boolean;
  readonly answers: Readonly<
    Record<string, { readonly submission: Submission; readonly entries: readonly Activity[] }>
  >;
  readonly version: number;
  readonly drafted: Submission | null;
  readonly compiled: Submission | null;
  readonly delivered: Submission | null;
  readonly readBy: readonly string[];
  readonly changes: readonly { readonly version: number; readonly at: Instant; readonly what: string }[];
  /** What took place in it, `meeting.executive`: the first one counts. Left out in what was stored before there were any. */
  readonly occurrences?: Readonly<Record<string, Submission>>;
}

export type WeekCommand =
  | {
      readonly do: 'week.open';
      readonly id: WeekId;
      readonly leaders: readonly string[];
      readonly worked: boolean;
      readonly holiday: Week['holiday'];
    }
  | {
      readonly do: 'week.answer';
      readonly id: WeekId;
      readonly leader: string;
      readonly entries: readonly Activity[];
      readonly submission: Submission;
    }
  | { readonly do: 'week.draft'; readonly id: WeekId; readonly submission: Submission }
  | { readonly do: 'week.compile'; readonly id: WeekId; readonly submission: Submission }
  | { readonly do: 'week.deliver'; readonly id: WeekId; readonly submission: Submission }
  | { readonly do: 'week.read'; readonly id: WeekId; readonly leader: string }
  | {
      readonly do: 'week.change';
      readonly id: WeekId;
      readonly leaders: readonly string[];
      readonly what: string;
    }
  | {
      readonly do: 'week.count';
      readonly id: WeekId;
      readonly what: string;
      readonly submission: Submission;
    };

export type WeekEvent =
  | {
      readonly type: 'week.opened';
      readonly leaders: readonly string[];
      readonly worked: boolean;
      readonly holiday: Week['holiday'];
    }
  | {
      readonly type: 'week.answered';
      readonly leader: string;
      readonly entries: readonly Activity[];
      readonly submission: Submission;
    }
  | { readonly type: 'week.drafted'; readonly submission: Submission }
  | { readonly type: 'week.compiled'; readonly version: number; readonly submission: Submission }
  | {
      readonly type: 'week.delivered';
      readonly version: number;
      readonly submission: Submission;
      readonly announce: Announcement;
    }
  | { readonly type: 'week.read'; readonly leader: string; readonly version: number }
  | {
      readonly type: 'week.changed';
      readonly version: number;
      readonly what: string;
      readonly announce: Announcement;
    }
  | { readonly type: 'week.counted'; readonly what: string; readonly submission: Submission };

/** What a new week looks like in the calendar: whether it is worked, and which holiday begins in it. */
export function shapeOfWeek(id: WeekId, view: CalendarView): Pick<Week, 'worked' | 'holiday'> {
  const days = daysOf(id);
  const block = days
    .map((day) => view.holidayBlock(day))
    .find((found) => found !== null && days.includes(found.from));
  return { worked: view.firstWorkdayOfWeek(id) !== null, holiday: block ?? null };
}

function daysOf(id: WeekId): LocalDate[] {
  const monday = mondayOf(id);
  return Array.from({ length: 7 }, (_, day) => addDays(monday, day));
}

/**
 * Decides a command on a week. Refuses an unknown leader, an entry outside the week, a change before the table, and
 * what has not happened yet. A week without a working day in which no holiday begins is not opened at all.
 */
export function decideWeek(command: WeekCommand, week: Week | null): MatterDecision<WeekEvent> {
  if (command.do === 'week.open') {
    const { leaders, worked, holiday } = command;
    const empty = !worked && holiday === null;
    return { events: week || empty ? [] : [{ type: 'week.opened', leaders, worked, holiday }] };
  }
  if (!week) return { refused: `${command.id}的周安排尚未开始征集` };
  const ahead = 'submission' in command ? keyedAhead(command.submission) : null;
  if (ahead !== null) return { refused: ahead };
  switch (command.do) {
    case 'week.answer':
      return answer(command, week);
    case 'week.draft':
      return { events: week.drafted ? [] : [{ type: 'week.drafted', submission: command.submission }] };
    case 'week.compile':
      if (!week.worked) return { refused: `${week.id}全部为非工作日，不编制周安排表` };
      return {
        events: week.compiled ? [] : [{ type: 'week.compiled', version: 1, submission: command.submission }],
      };
    case 'week.deliver':
      return deliver(command, week);
    case 'week.read':
      if (!week.leaders.includes(command.leader)) return { refused: `“${command.leader}”不在区领导名单内` };
      return { events: [{ type: 'week.read', leader: command.leader, version: week.version }] };
    case 'week.change':
      return change(command, week);
    case 'week.count':
      return count(command, week);
    default:
      return command satisfies never;
  }
}

function deliver(
  command: Extract<WeekCommand, { do: 'week.deliver' }>,
  week: Week,
): MatterDecision<WeekEvent> {
  if (!week.compiled) return { refused: '周安排表尚未汇总编制，不能呈阅' };
  if (week.delivered) return { events: [] };
  const { submission } = command;
  return { events: [{ type: 'week.delivered', version: week.version, submission, announce: issued(week) }] };
}

function answer(command: Extract<WeekCommand, { do: 'week.answer' }>, week: Week): MatterDecision<WeekEvent> {
  const { leader, entries, submission } = command;
  if (!week.leaders.includes(leader)) return { refused: `“${leader}”不在区领导名单内` };
  const outside = entries.find(({ day }) => !daysOf(week.id as WeekId).includes(day));
  if (outside) return { refused: `${outside.day}不在${week.id}（${sayWeek(week.id as WeekId)}）之内` };
  return { events: [{ type: 'week.answered', leader, entries, submission }] };
}

function change(command: Extract<WeekCommand, { do: 'week.change' }>, week: Week): MatterDecision<WeekEvent> {
  if (!week.compiled) return { refused: '周安排表尚未编制，请直接报送或更改安排' };
  const unknown = command.leaders.find((leader) => !week.leaders.includes(leader));
  if (unknown !== undefined) return { refused: `“${unknown}”不在区领导名单内` };
  const version = week.version + 1;
  const announce: Announcement = {
    key: `change-${version}`,
    kind: 'change',
    message: 'weekly.changed',
    plain: null,
    to: command.leaders.length === 0 ? ['leaders'] : command.leaders,
    words: { ...weekWords(week), what: command.what, version: String(version) },
    urgentUntil: null,
  };
  return { events: [{ type: 'week.changed', version, what: command.what, announce }] };
}

/** A second occurrence changes nothing. */
function count(
  { what, submission }: Extract<WeekCommand, { do: 'week.count' }>,
  { occurrences = {} }: Week,
): MatterDecision<WeekEvent> {
  return { events: what in occurrences ? [] : [{ type: 'week.counted', what, submission }] };
}

function issued(week: Week): Announcement {
  return {
    key: 'issued',
    kind: 'change',
    message: 'weekly.issued',
    plain: null,
    to: ['leaders'],
    words: weekWords(week),
    urgentUntil: null,
  };
}

/** Folds one event; `at` is when it was recorded. */
export function evolveWeek(week: Week | null, event: WeekEvent, at: Instant, id: string): Week {
  if (event.type === 'week.opened') {
    const { leaders, worked, holiday } = event;
    const none = {
      answers: {},
      version: 0,
      drafted: null,
      compiled: null,
      delivered: null,
      readBy: [],
      changes: [],
    };
    return { kind: 'week', id, seq: 1, planVersion: 1, openedAt: at, leaders, worked, holiday, ...none };
  }
  if (!week) throw new Error(`'${event.type}' on a week that was never opened`);
  const next = { ...week, seq: week.seq + 1, planVersion: week.planVersion + 1 };
  switch (event.type) {
    case 'week.answered':
      return {
        ...next,
        answers: {
          ...week.answers,
          [event.leader]: { submission: event.submission, entries: event.entries },
        },
      };
    case 'week.drafted':
      return { ...next, drafted: event.submission };
    case 'week.compiled':
      return { ...next, version: event.version, compiled: event.submission };
    case 'week.delivered':
      return { ...next, delivered: event.submission };
    case 'week.read':
      return { ...next, readBy: [...new Set([...week.readBy, event.leader])] };
    case 'week.changed': {
      const { version, what } = event;
      return { ...next, version, readBy: [], changes: [...week.changes, { version, at, what }] };
    }
    case 'week.counted':
      return { ...next, occurrences: { ...week.occurrences, [event.what]: event.submission } };
    default:
      return event satisfies never;
  }
}

/**
 * Each leader's entries, the table, its delivery; the week as such (`workweek`, where any day of it is worked), for what
 * is due once in it; and the table of the holiday that begins in it.
 */
export function weekSubjects(week: Week, _around: Surroundings): Subject[] {
  const facts = new Map<string, Fact>([['week', { date: mondayOf(week.id as WeekId) }]]);
  const shared = { facts, toldAt: week.openedAt, owedBy: 'office', words: weekWords(week) };
  return [...(week.worked ? tableSubjects(week, shared) : []), ...holidaySubject(week, shared)];
}

type Shared = Pick<Subject, 'facts' | 'toldAt' | 'owedBy' | 'words'>;

function tableSubjects(week: Week, shared: Shared): Subject[] {
  const facts = new Map(shared.facts);
  const compiledAt = week.compiled?.done.latest;
  if (compiledAt) facts.set('table.compiled', { instant: compiledAt });
  const ended =
    week.compiled && ({ verdict: 'not-applicable', reason: '安排表已编制，不再单独征集' } as const);
  return [
    ...week.leaders.map((leader) => leaderSubject(leader, week, shared, ended)),
    subject({ ...shared, per: 'draft', fulfilled: week.drafted, ended: week.drafted ? null : ended }),
    subject({ ...shared, per: 'week', fulfilled: week.compiled }),
    subject({ ...shared, per: 'delivery', facts, fulfilled: week.delivered }),
    subject({ ...shared, per: 'workweek', occurrences: new Map(Object.entries(week.occurrences ?? {})) }),
  ];
}

function leaderSubject(leader: string, week: Week, shared: Shared, ended: Subject['ended']): Subject {
  const fulfilled = week.answers[leader]?.submission ?? null;
  const words = { ...shared.words, leader };
  return subject({
    ...shared,
    per: 'leader',
    part: leader,
    served: leader,
    words,
    fulfilled,
    ended: fulfilled ? null : ended,
  });
}

function holidaySubject(week: Week, shared: Shared): Subject[] {
  if (!week.holiday) return [];
  const facts = new Map<string, Fact>([['holiday.first-day', { date: week.holiday.from }]]);
  const words = { ...shared.words, holiday: week.holiday.name };
  return [subject({ ...shared, per: 'holiday', facts, words })];
}

/** '3月16日至22日', as tables and messages name a week. */
export function sayWeek(id: WeekId): string {
  const monday = mondayOf(id);
  const sunday = addDays(monday, 6);
  const sameMonth = monday.slice(0, 7) === sunday.slice(0, 7);
  return `${sayDate(monday)}至${sameMonth ? `${Number(sunday.slice(8))}日` : sayDate(sunday)}`;
}

function weekWords(week: Week): Record<string, string> {
  return { about: sayWeek(week.id as WeekId), week: sayWeek(week.id as WeekId) };
}
