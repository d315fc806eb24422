/** What a rulebook will cause in a period: lets the engine run ahead of time and keeps the duties and notices. */
import { flagSetting } from '../domain/rules/settings.ts';
import { earliest, type Instant, latest } from '../domain/time/instant.ts';
import type { ReleaseCommand } from './commands.ts';
import type { Engine } from './engine.ts';
import { execute } from './execute.ts';
import { type ForecastDuty, type ForecastNotice, forecastDuties, NoticesTold } from './forecast-records.ts';
import { ExpectedHandIns, type RefusedHandIn } from './hand-in-expected.ts';
import { beatUntilQuiet } from './heartbeat.ts';
import { awaitsRelease } from './notices/release-notices.ts';
import { noticeOf, VIEWS } from './rows.ts';
import type { Observed } from './simulate.ts';

/**
 * What people do: everything owed is handed in an hour before its limit, which is the load of an ordinary period; or
 * nothing is done and every duty climbs its whole ladder, which is the most there can be.
 */
export type Assumption = 'as-expected' | 'nothing-done';

export interface ForecastRun {
  readonly district: string;
  /** Where the clock starts. What comes before `from` happens, so that the period finds it done, but is not told. */
  readonly start: Instant;
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
  readonly assumption: Assumption;
}

export interface Forecast {
  readonly from: Instant;
  readonly until: Instant;
  readonly zone: string;
  readonly assumption: Assumption;
  /** The titles of the posts in the order of the directory, in which people are told. */
  readonly titles: readonly string[];
  /** Duties opened in the period or with their limit in it, by limit. */
  readonly duties: readonly ForecastDuty[];
  /** Duties of the run that do not fall into the period; a comparison finds there what moved out of it. */
  readonly outside: readonly ForecastDuty[];
  /** Messages of the period, by time; one that speaks of several duties is one. */
  readonly notices: readonly ForecastNotice[];
  /** Hand-ins that the rules refused in the period. */
  readonly refused: readonly RefusedHandIn[];
  /** Sending was stopped when the run began; it was resumed, or nothing would have gone out. */
  readonly sendingResumed: boolean;
}

/**
 * Runs the engine's store from `start` to `until`, which changes it: give it a copy, or one set up for the purpose.
 * `observed` watches that store. The same run on the same store gives the same forecast. `passing` hears of each
 * moment as it comes.
 */
export async function forecast(
  engine: Engine,
  observed: Observed,
  run: ForecastRun,
  passing: (now: Instant) => void = () => undefined,
): Promise<Forecast> {
  const { district, start, from, until, assumption } = run;
  const handIns = new ExpectedHandIns(engine, district);
  const notices = new NoticesTold(from, until);
  const sendingResumed = await resumeSending(engine, district, start);
  observed.take();
  if (assumption === 'as-expected') await handIns.begin(start);
  for (let now = await nextMoment(engine, handIns, start); now !== null && now < until; ) {
    passing(now);
    await handIns.carryOut(now);
    await beatUntilQuiet(engine, now, SLICE);
    await releaseToLeaders(engine, district, now);
    for (const entry of observed.take()) {
      notices.note(entry);
      if (assumption === 'as-expected') handIns.note(entry, now);
    }
    now = await nextMoment(engine, handIns, now);
  }
  const { zone, directory } = await engine.districts.open(district);
  const titles = [...directory.posts.values()].map(({ title }) => title);
  return {
    ...{ from, until, zone, assumption, titles, sendingResumed },
    ...(await forecastDuties(engine, run)),
    notices: await notices.tell(engine, district),
    refused: handIns.refused.filter(({ at }) => at >= from),
  };
}

/** Large enough that what is due at one instant is taken together, so that it goes out in one message. */
const SLICE = 5000;

/** What was due before the beginning is taken at the beginning. */
async function nextMoment(engine: Engine, handIns: ExpectedHandIns, now: Instant): Promise<Instant | null> {
  const [due, handIn] = [await engine.store.nextDue(), handIns.next()];
  if (due === null && handIn === null) return null;
  return latest(now, earliest(due ?? handIn ?? now, handIn ?? due ?? now));
}

async function resumeSending(engine: Engine, district: string, now: Instant): Promise<boolean> {
  if (!(await engine.districts.open(district)).sendingStopped) return false;
  const command = { do: 'sending.resume', by: 'forecast' } as const;
  await execute(engine, { district, commandId: 'forecast/resume', actor: 'forecast', command }, now);
  return true;
}

function releasing(duty: string): ReleaseCommand {
  const none = { for: null, source: null, number: null, told: null, text: null };
  return { do: 'notice.release', duty, by: 'office-director', ...none };
}

/** Where 办公室主任 lets notices to leaders go one by one, the forecast takes it that this is done at once. */
async function releaseToLeaders(engine: Engine, district: string, now: Instant): Promise<void> {
  const opened = await engine.districts.open(district);
  if (!flagSetting(opened.settings, 'leader.confirm')) return;
  const rows = await engine.store.view({ district, name: VIEWS.waiting, limit: 1000 });
  const waiting = rows
    .map(noticeOf)
    .filter((notice) => notice.facts.approval === undefined && awaitsRelease(notice, opened));
  if (waiting.length === 0) return;
  for (const duty of new Set(waiting.map(({ facts }) => facts.duty))) {
    const command = releasing(duty);
    const commandId = `forecast/release/${duty}@${now}`;
    await execute(engine, { district, commandId, actor: 'forecast', command }, now);
  }
  await beatUntilQuiet(engine, now, SLICE);
}
