/** Lays the demonstration: 示例区 with a fortnight that runs around the present day, made by real commands. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { loadDirectory } from '../shared/adapters/rules/load-directory.ts';
import { calendarWith, type District, type DistrictSettings } from '../shared/app/district.ts';
import type { Engine } from '../shared/app/engine.ts';
import { readCommand } from '../shared/app/read-command.ts';
import { setUpDistrict } from '../shared/app/set-up-district.ts';
import { Observed, type ScenarioStep, simulate } from '../shared/app/simulate.ts';
import { type CalendarView, consult } from '../shared/domain/calendar/calendar-view.ts';
import { shapeOfWeek } from '../shared/domain/matters/week.ts';
import {
  dateOf,
  formatInstant,
  type Instant,
  instantAt,
  parseLocalTime,
} from '../shared/domain/time/instant.ts';
import {
  addDays,
  type LocalDate,
  mondayOf,
  nextWeek,
  type WeekId,
  weekOf,
} from '../shared/domain/time/local-date.ts';
import { PROJECT } from './installation.ts';

/** The one rulebook that comes with the product. */
export const RULEBOOK = 'shuangyang-2018';
const NO_OVERRIDES: DistrictSettings = { rulebook: RULEBOOK, overrides: {}, rules: null };

type Fields = Readonly<Record<string, unknown>>;

interface Script {
  readonly meetings: readonly Fields[];
  readonly 'next-meeting': Fields;
  readonly 'early-papers': Fields;
  readonly 'next-plan': Fields;
  readonly others: readonly Fields[];
  readonly assignments: readonly Fields[];
  readonly 'week-entries': Readonly<Record<string, 'none' | readonly Fields[]>>;
}

export interface Demonstration {
  /** Working days from the present day to the meeting ahead; 1 means that its papers are due today. */
  readonly meetingIn: 1 | 3;
}

/**
 * Sets up the district as it was a fortnight before `now`, then lets the fortnight pass: each command at its own
 * moment, with everything that falls due in between. The same `now` gives the same store. Returns the district's id.
 */
export async function layDemonstration(
  engine: Engine,
  now: Instant,
  { meetingIn }: Demonstration = { meetingIn: 3 },
): Promise<string> {
  const directory = loadDirectory(path.join(PROJECT, 'examples', 'directories', 'demo.yaml'));
  const zone = zoneOf(engine);
  const days = new Days(engine, now, zone);
  const from = days.beginning();
  await setUpDistrict(engine, directory.district, NO_OVERRIDES, directory, from);
  const district = await engine.districts.open(directory.district);
  const steps = stepsOf(readScript(), district, days, meetingIn, from, now);
  const run = { district: district.id, from, until: now, steps };
  for await (const fact of simulate(engine, new Observed(), run)) {
    throw new Error(`the demonstration does not fit the rules: step ${JSON.stringify(fact)}`);
  }
  return district.id;
}

function readScript(): Script {
  return parse(readFileSync(path.join(PROJECT, 'examples', 'demonstration.yaml'), 'utf8')) as Script;
}

function zoneOf(engine: Engine): string {
  const loaded = engine.installation.rulebooks.get(RULEBOOK);
  if (!loaded) throw new Error(`the rulebook '${RULEBOOK}' is not installed`);
  return loaded.rulebook.zone;
}

/** The working days around the present one. */
class Days {
  readonly zone: string;
  readonly today: LocalDate;
  readonly view: CalendarView;

  constructor(engine: Engine, now: Instant, zone: string) {
    this.zone = zone;
    this.today = dateOf(now, zone);
    this.view = consult(calendarWith(engine.installation, []), { zone });
  }

  at(date: LocalDate, time: string): Instant {
    return instantAt(date, parseLocalTime(time), this.zone);
  }

  /** `on` counts working days from today, of which 0 is today itself, worked or not. */
  moment({ on, at }: { readonly on: number; readonly at: string }): Instant {
    return this.at(this.view.addWorkdays(this.today, on), at);
  }

  /** Shortly after the table of a week was due, so that the first week of the show is whole. */
  beginning(): Instant {
    const week = weekOf(this.view.addWorkdays(this.today, -9));
    return this.at(this.view.firstWorkdayOfWeek(week) ?? mondayOf(week), '09:40');
  }
}

function stepsOf(
  script: Script,
  district: District,
  days: Days,
  meetingIn: 1 | 3,
  from: Instant,
  now: Instant,
): ScenarioStep[] {
  const told = [
    ...script.meetings,
    ...aheadOf(script, meetingIn),
    ...script.others,
    ...script.assignments,
  ].map((fields) => stepOf(fields, days));
  return [...told, ...weekSteps(script['week-entries'], district, days, now)]
    .filter(({ at }) => at >= from && at < now)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The meeting ahead: its plan is out in time where the time for it has come. */
function aheadOf(script: Script, meetingIn: 1 | 3): Fields[] {
  const start = { on: meetingIn, at: '09:00' };
  const earlier = meetingIn === 1 ? -2 : 0;
  const moved = (fields: Fields) => ({ ...fields, on: Number(fields.on) + earlier });
  const plan = { ...script['next-plan'], on: -1, at: '10:30' };
  const ahead = [{ ...moved(script['next-meeting']), start }, moved(script['early-papers'])];
  return meetingIn === 1 ? [...ahead, plan] : ahead;
}

function stepOf({ on, at, do: verb, ...fields }: Fields, days: Days): ScenarioStep {
  const moment = days.moment({ on: Number(on), at: String(at) });
  return {
    at: moment,
    verb: String(verb),
    command: readCommand(String(verb), withMoments(fields, days), moment),
  };
}

/** Each {on, at} within the fields as a moment with offset. */
function withMoments(fields: Fields, days: Days): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const isMoment = typeof value === 'object' && value !== null && 'on' in value && 'at' in value;
      if (!isMoment) return [name, value];
      return [name, formatInstant(days.moment({ on: Number(value.on), at: String(value.at) }), days.zone)];
    }),
  );
}

/** Every week's entries, draft, table and delivery, each a little before its limit. */
function weekSteps(
  entries: Script['week-entries'],
  district: District,
  days: Days,
  now: Instant,
): ScenarioStep[] {
  const first = nextWeek(weekOf(dateOf(days.beginning(), days.zone)));
  const last = nextWeek(weekOf(dateOf(now, days.zone)), 2);
  const steps: ScenarioStep[] = [];
  for (let week = first; week <= last; week = nextWeek(week))
    steps.push(...stepsOfWeek(week, entries, district, days));
  return steps;
}

function stepsOfWeek(
  week: WeekId,
  entries: Script['week-entries'],
  district: District,
  days: Days,
): ScenarioStep[] {
  const { view } = days;
  const { holiday } = shapeOfWeek(week, view);
  const steps: ScenarioStep[] = [];
  const step = (date: LocalDate, time: string, verb: string, fields: Fields) => {
    const at = days.at(date, time);
    steps.push({ at, verb, command: readCommand(verb, fields, at) });
  };
  if (holiday) {
    const fields = { duty: `${week}/D76-2/holiday`, by: 'office', evidence: '节日期间区领导活动和值班安排' };
    step(view.lastWorkdayBefore(holiday.from), '15:30', 'duty.submit', fields);
  }
  const monday = view.firstWorkdayOfWeek(week);
  if (monday === null) return steps;
  const before = view.lastWorkdayBefore(monday);
  for (const [index, leader] of district.directory.leaders.entries()) {
    const minute = String(5 + index * 6).padStart(2, '0');
    const listed = entries[leader] ?? 'none';
    step(before, `10:${minute}`, 'week.answer', {
      week,
      leader,
      entries: listed === 'none' ? 'none' : activities(listed, week, days),
    });
  }
  step(before, '16:05', 'week.draft', { week });
  step(monday, '08:35', 'week.compile', { week });
  step(monday, '08:50', 'week.deliver', { week });
  step(monday, '09:20', 'week.read', { week, leader: 'mayor' });
  return steps;
}

/** Only days of that week that are worked. */
function activities(listed: readonly Fields[], week: WeekId, days: Days): Fields[] {
  const worked = Array.from({ length: 7 }, (_, day) => addDays(mondayOf(week), day)).filter((day) =>
    days.view.isWorking(day),
  );
  return listed.flatMap(({ day, ...rest }) => {
    const date = worked[Number(day) - 1];
    return date === undefined ? [] : [{ day: date, ...rest }];
  });
}

/** A moment from which a show on a fast clock has something to tell within a minute: the afternoon papers are due. */
export function startOfShow(engine: Engine, now: Instant): Instant {
  const zone = zoneOf(engine);
  const days = new Days(engine, now, zone);
  return days.at(days.view.rollForward(days.today), '13:30');
}
