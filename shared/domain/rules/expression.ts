/** Evaluates a deadline expression to an instant, together with the reasons for each step. */
import { type CalendarView, consult } from '../calendar/calendar-view.ts';
import type { Consulted } from '../calendar/consultation.ts';
import { sayOffDays } from '../calendar/say-off-days.ts';
import { dayOf, type WorkCalendar } from '../calendar/work-calendar.ts';
import {
  addSeconds,
  dateOf,
  earliest,
  type Instant,
  instantAt,
  type LocalTime,
  latest,
  parseLocalTime,
} from '../time/instant.ts';
import { addDays, addMonths, type LocalDate, mondayOf, weekOf } from '../time/local-date.ts';
import { sayDate, sayDateTime, sayDuration, sayWeekday } from '../time/wording.ts';
import type { Amount, DeadlineRule, Reading, Shift, Step, TimeOfDay } from './rulebook.ts';
import { flagSetting, intervalsSetting, numberSetting, type Settings, textSetting } from './settings.ts';

/** What a matter knows of a moment: an instant, or only the day. */
export type Fact = { readonly instant: Instant } | { readonly date: LocalDate };
export type Facts = ReadonlyMap<string, Fact>;

/** One step in words, for the clerk who asks why. */
export interface DerivationStep {
  readonly at: Instant | LocalDate;
  readonly say: string;
}

/** How a limit came about, and the days of the calendar it rests on. */
export interface Derivation extends Consulted {
  readonly at: Instant;
  readonly steps: readonly DerivationStep[];
}

export type Evaluation =
  | ({ readonly outcome: 'due' } & Derivation)
  | ({ readonly outcome: 'none'; readonly reason: string } & Omit<Derivation, 'at'>);

/** What every expression is evaluated against. */
export interface Ground {
  readonly calendar: WorkCalendar;
  readonly settings: Settings;
  readonly zone: string;
}

interface Position {
  readonly date: LocalDate;
  readonly instant: Instant | null;
  /** What the day is to the days off beside it, where that is why it was reached: 节前最后一个工作日. */
  readonly role?: string;
}

class NoDeadline extends Error {}

/** The operative reading of a rule; refuses a setting that names none. */
export function operativeReading(deadline: DeadlineRule, settings: Settings): Reading {
  const wanted = deadline.setting === null ? null : textSetting(settings, deadline.setting);
  const reading = deadline.readings.find(({ id }) => wanted === null || id === wanted);
  if (!reading) throw new Error(`no reading '${wanted}' for setting '${deadline.setting}'`);
  return reading;
}

/** Runs the steps in order. Refuses a fact that is not given; "no deadline" is an answer, not an error. */
export function evaluate(steps: readonly Step[], facts: Facts, ground: Ground): Evaluation {
  const view = viewOf(ground);
  const said: DerivationStep[] = [];
  try {
    const at = run(steps, facts, ground, view, said);
    return { outcome: 'due', at, steps: said, ...view.consulted() };
  } catch (fault) {
    if (!(fault instanceof NoDeadline)) throw fault;
    return { outcome: 'none', reason: fault.message, steps: said, ...view.consulted() };
  }
}

/** A fresh view of the calendar under the setting `makeup_counts`. */
export function viewOf(ground: Ground): CalendarView {
  return consult(ground.calendar, {
    zone: ground.zone,
    makeUpCounts: flagSetting(ground.settings, 'makeup_counts'),
  });
}

function run(
  steps: readonly Step[],
  facts: Facts,
  ground: Ground,
  view: CalendarView,
  said: DerivationStep[],
): Instant {
  const { instant } = follow(steps, null, facts, ground, view, said);
  if (instant === null) throw new Error('an expression ends on a day without a time of day');
  return instant;
}

function follow(
  steps: readonly Step[],
  start: Position | null,
  facts: Facts,
  ground: Ground,
  view: CalendarView,
  said: DerivationStep[],
): Position {
  let position = start;
  for (const step of steps) position = take(step, position, facts, ground, view, said);
  if (!position) throw new Error('an expression has no steps');
  return position;
}

function take(
  step: Step,
  before: Position | null,
  facts: Facts,
  ground: Ground,
  view: CalendarView,
  said: DerivationStep[],
): Position {
  if (step.step === 'from') return begin(step, facts, ground, said);
  if (step.step === 'if-known') {
    const branch = facts.has(step.fact) ? step.take : step.otherwise;
    return follow(branch, before, facts, ground, view, said);
  }
  if (!before) throw new Error('an expression begins with a fact');
  switch (step.step) {
    case 'add':
      return add(step, before, ground, view, said);
    case 'roll':
      return roll(step.direction, before, view, said);
    case 'at':
      return cutOff(step, before, ground, said);
    case 'first-workday-of-week':
    case 'last-workday-of-week':
      return workdayOfWeek(step.step, before, view, said);
    case 'workday-before':
      return workdayBefore(step.makeUp, before, ground, view, said);
    case 'not-after':
    case 'not-before':
      return bound(step, before, facts, ground, view, said);
    default:
      return step satisfies never;
  }
}

function begin(
  step: Extract<Step, { step: 'from' }>,
  facts: Facts,
  ground: Ground,
  said: DerivationStep[],
): Position {
  const fact = facts.get(step.fact);
  if (!fact) throw new NoDeadline(`尚无“${step.say}”`);
  const date = 'date' in fact ? fact.date : dateOf(fact.instant, ground.zone);
  if (step.as === 'date' || 'date' in fact) {
    said.push({ at: date, say: `${step.say}${date}（${sayWeekday(date)}）` });
    return { date, instant: null };
  }
  said.push({ at: fact.instant, say: `${step.say}${sayDateTime(fact.instant, ground.zone)}` });
  return { date, instant: fact.instant };
}

function add(
  step: Extract<Step, { step: 'add' }>,
  before: Position,
  ground: Ground,
  view: CalendarView,
  said: DerivationStep[],
): Position {
  const amount = amountOf(step.shift.amount, ground.settings);
  const words = step.say?.replace('{n}', String(Math.abs(amount))) ?? sayShift(step.shift, amount);
  if (isClock(step.shift) || step.shift.unit === 'workhours') {
    if (before.instant === null) throw new Error('hours can be added to an instant, not to a day');
    const instant = shiftInstant(before.instant, step.shift, ground, view);
    said.push({ at: instant, say: words });
    return { date: dateOf(instant, ground.zone), instant };
  }
  const date = shiftDate(before.date, step.shift.unit, amount, view);
  if (step.shift.unit !== 'workdays' || amount === 0) {
    said.push({ at: date, say: words });
    return { date, instant: null };
  }
  return sayWorkdays(words, amount, before.date, date, view, said);
}

/** Names the day that plain counting would give, and why it is not that day. */
function sayWorkdays(
  words: string,
  amount: number,
  start: LocalDate,
  date: LocalDate,
  view: CalendarView,
  said: DerivationStep[],
): Position {
  const next = addDays(start, Math.sign(amount));
  const skipped = sayOffDays(view, ...(date < next ? ([date, next] as const) : ([next, date] as const)));
  const because = skipped === '' ? '' : `；${skipped}`;
  if (Math.abs(amount) > 1 || date === next) {
    said.push({ at: date, say: `${words}${because}` });
    return { date, instant: null };
  }
  said.push({ at: next, say: `${words}${because}，向${amount < 0 ? '前' : '后'}顺延` });
  const offDays = passesHoliday(view, date, next) ? '节' : '周末';
  return {
    date,
    instant: null,
    role: amount < 0 ? `${offDays}前最后一个工作日` : `${offDays}后第一个工作日`,
  };
}

/** Whether a named holiday lies between the two days. Explaining is not computing: the days are not recorded. */
function passesHoliday(view: CalendarView, reached: LocalDate, next: LocalDate): boolean {
  const towards = reached < next ? -1 : 1;
  for (let day = next; day !== reached; day = addDays(day, towards)) {
    const { holiday, makeUp } = dayOf(view.calendar, day);
    if (holiday !== undefined && !makeUp) return true;
  }
  return false;
}

function roll(
  direction: 'forward' | 'back',
  before: Position,
  view: CalendarView,
  said: DerivationStep[],
): Position {
  const date = direction === 'forward' ? view.rollForward(before.date) : view.rollBack(before.date);
  if (date === before.date) return before;
  const towards = direction === 'forward' ? '后' : '前';
  said.push({ at: date, say: `${sayDate(before.date)}非工作日，向${towards}顺延至${sayDate(date)}` });
  return { date, instant: null };
}

function cutOff(
  step: Extract<Step, { step: 'at' }>,
  before: Position,
  ground: Ground,
  said: DerivationStep[],
): Position {
  if (step.keep && before.instant !== null) return before;
  const time = timeOfDay(step.time, ground.settings);
  const instant = instantAt(before.date, time, ground.zone);
  const day = `${sayDate(before.date)}（${sayWeekday(before.date)}）`;
  said.push({ at: instant, say: `${before.role ?? ''}${day}，${step.say ?? '截止'}${time}` });
  return { date: before.date, instant };
}

function workdayOfWeek(
  step: 'first-workday-of-week' | 'last-workday-of-week',
  before: Position,
  view: CalendarView,
  said: DerivationStep[],
): Position {
  const week = weekOf(before.date);
  const first = view.firstWorkdayOfWeek(week);
  if (first === null) {
    throw new NoDeadline('本周全部为非工作日，不编制周安排表，按《节日期间区领导活动和值班安排》执行');
  }
  const isFirst = step === 'first-workday-of-week';
  const date = isFirst ? first : view.rollBack(addDays(mondayOf(week), 6));
  const say = `${week}的${isFirst ? '第一个' : '最后一个'}工作日为${sayDate(date)}（${sayWeekday(date)}）`;
  said.push({ at: date, say });
  return { date, instant: null };
}

function workdayBefore(
  makeUp: string | null,
  before: Position,
  ground: Ground,
  view: CalendarView,
  said: DerivationStep[],
): Position {
  let date = view.lastWorkdayBefore(before.date);
  if (makeUp !== null && !flagSetting(ground.settings, makeUp)) {
    while (dayOf(ground.calendar, date).makeUp) date = view.lastWorkdayBefore(date);
  }
  said.push({ at: date, say: `此前最后一个工作日为${sayDate(date)}（${sayWeekday(date)}）` });
  return { date, instant: null };
}

function bound(
  step: Extract<Step, { step: 'not-after' | 'not-before' }>,
  before: Position,
  facts: Facts,
  ground: Ground,
  view: CalendarView,
  said: DerivationStep[],
): Position {
  if (before.instant === null) throw new Error(`'${step.step}' compares instants, not days`);
  const other = run(step.other, facts, ground, view, []);
  const pick = step.step === 'not-after' ? earliest : latest;
  const instant = pick(before.instant, other);
  if (instant !== before.instant) said.push({ at: instant, say: step.say });
  return { date: dateOf(instant, ground.zone), instant };
}

/** The number an amount stands for; a leading minus turns a setting round. */
export function amountOf(amount: Amount, settings: Settings): number {
  if (typeof amount === 'number') return amount;
  return amount.startsWith('-$')
    ? -numberSetting(settings, amount.slice(2))
    : numberSetting(settings, amount.slice(1));
}

/** The time of day that a rule names, itself or by a setting. */
export function timeOfDay(time: TimeOfDay, settings: Settings): LocalTime {
  return parseLocalTime(time.startsWith('$') ? textSetting(settings, time.slice(1)) : time);
}

const SECONDS = { minutes: 60, hours: 3600, 'clock-days': 86_400 } as const;

function isClock(shift: Shift): shift is Shift & { unit: keyof typeof SECONDS } {
  return shift.unit in SECONDS;
}

/** Clock time never stops; working hours run in office hours on working days. Refuses units of days. */
export function shiftInstant(instant: Instant, shift: Shift, ground: Ground, view: CalendarView): Instant {
  const amount = amountOf(shift.amount, ground.settings);
  if (isClock(shift)) return addSeconds(instant, amount * SECONDS[shift.unit]);
  if (shift.unit !== 'workhours') throw new Error(`'${shift.unit}' moves a day, not an instant`);
  return view.addWorkingSeconds(instant, amount * 3600, intervalsSetting(ground.settings, 'office_hours'));
}

/** Days by calendar, working days, or months (a month without that day ends on its last, Civil Code art. 202). */
export function shiftDate(
  date: LocalDate,
  unit: Shift['unit'],
  amount: number,
  view: CalendarView,
): LocalDate {
  switch (unit) {
    case 'days':
      return addDays(date, amount);
    case 'months':
      return addMonths(date, amount);
    case 'workdays':
      return view.addWorkdays(date, amount);
    default:
      throw new Error(`'${unit}' moves an instant, not a day`);
  }
}

const UNIT_WORDS = { days: '日', workdays: '个工作日', months: '个月', workhours: '个工作小时' } as const;

function sayShift(shift: Shift, amount: number): string {
  const direction = amount < 0 ? '提前' : '加';
  const size = Math.abs(amount);
  return isClock(shift)
    ? `${direction}${sayDuration(size * SECONDS[shift.unit])}`
    : `${direction}${size}${UNIT_WORDS[shift.unit as keyof typeof UNIT_WORDS]}`;
}
