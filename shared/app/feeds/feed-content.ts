/** What stands in the calendar that a person, a unit or a leader subscribes to. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import { kindsOf, type Meeting } from '../../domain/matters/meeting.ts';
import type { Activity, Week } from '../../domain/matters/week.ts';
import type { Directory } from '../../domain/routing/directory.ts';
import { standingUnit, unitOfPost } from '../../domain/routing/units.ts';
import {
  addSeconds,
  dateOf,
  type Instant,
  instantAt,
  latest,
  parseLocalTime,
} from '../../domain/time/instant.ts';
import { addDays, type LocalDate, weekOf } from '../../domain/time/local-date.ts';
import type { FeedCalendar, FeedEvent } from '../../ports/feed-calendar.ts';
import type { Row, StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { dutyOf, keyOf, matterOf, VIEWS } from '../rows.ts';
import type { FeedOf } from './feeds.ts';

const DAY = 86_400;
const DAYS_BACK = 30;
const DAYS_AHEAD = 180;
/** Meetings are planned at most this long before they take place. */
const MATTERS_BACK = 365;
const PAGE = 500;

type Reader = Pick<StoreReader, 'view' | 'getMany'>;
/** A name for a text that tells nothing of it: ids of matters may be words. */
type MarkOf = (text: string) => string;

/**
 * Thirty days back and 180 ahead. Units and people see the limits of what the unit owes; what is internal to the Party
 * group is left out, a work secret stands by its number, and limits about a leader are not shown, because leaders are
 * served and not timed. A leader sees that there is something and a number, never what or where (practice §11).
 */
export async function feedCalendar(
  reader: Reader,
  district: District,
  feed: FeedOf,
  now: Instant,
  markOf: MarkOf,
): Promise<FeedCalendar> {
  const { directory } = district;
  const held = [...directory.posts.values()].filter(({ holder }) => holder === feed.of).map(({ id }) => id);
  const leaders =
    feed.kind === 'leader'
      ? [feed.of]
      : feed.kind === 'person'
        ? held.filter((post) => directory.leaders.includes(post))
        : [];
  const units = feed.kind === 'unit' ? [feed.of] : feed.kind === 'person' ? unitsOf(held, directory) : [];
  const limits = units.length === 0 ? [] : await limitEvents(reader, district, units, now, markOf);
  const busy = await Promise.all(
    leaders.map((leader) => activityEvents(reader, district, leader, now, markOf)),
  );
  const events = [...limits, ...busy.flat()].toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
  return { name: `${nameOf(feed, directory)}${units.length > 0 ? '应办时限' : '活动安排'}`, events };
}

function unitsOf(posts: readonly string[], directory: Directory): string[] {
  return [...new Set(posts.flatMap((post) => unitOfPost(post, directory)?.id ?? []))];
}

function nameOf({ kind, of }: FeedOf, { units, people, posts }: Directory): string {
  const names = {
    unit: units.get(of)?.shortName,
    person: people.get(of)?.name,
    leader: posts.get(of)?.title,
  };
  return names[kind] ?? '';
}

async function limitEvents(
  reader: Reader,
  district: District,
  units: readonly string[],
  now: Instant,
  markOf: MarkOf,
): Promise<FeedEvent[]> {
  const [from, to] = [addSeconds(now, -DAYS_BACK * DAY), addSeconds(now, DAYS_AHEAD * DAY)];
  const today = dateOf(now, district.zone);
  const owes = new Set(units.map((unit) => standingUnit(unit, district.directory, today)?.id ?? unit));
  const open = await between(reader, district.id, VIEWS.open, from, to);
  // What was settled lies by the day it was settled on.
  const settled = await between(reader, district.id, VIEWS.settled, from, addSeconds(now, 1));
  return [...open, ...settled].flatMap((row) => {
    const duty = dutyOf(row);
    if (duty.status === 'none' || duty.plan.confined || duty.plan.served !== null) return [];
    const { dueAt, owedBy } = duty.plan;
    const owner = standingUnit(owedBy, district.directory, today)?.id ?? owedBy;
    return dueAt >= from && dueAt < to && owes.has(owner) ? [limitEvent(duty, district, markOf)] : [];
  });
}

function limitEvent(duty: ExistingDuty, { id: district }: District, markOf: MarkOf): FeedEvent {
  const { plan, progress } = duty;
  const withdrawn = duty.status === 'settled' && duty.judgement.verdict === 'not-applicable';
  const done = duty.status === 'settled' && !withdrawn ? '（已办结）' : '';
  const about = plan.words.matter ?? plan.words.about ?? plan.matter;
  const settledAt = duty.status === 'settled' ? [duty.settledAt] : [];
  const handedIn = progress.submissions.map(({ recordedAt }) => recordedAt);
  return {
    uid: uidOf(markOf, district, plan.id),
    title: `${about.includes(plan.title) ? about : `${about}：${plan.title}`}${plan.provisional ? '（时限未确认）' : ''}${done}`,
    at: { instant: plan.dueAt },
    sequence: progress.seq,
    changedAt: latest(progress.openedAt, ...handedIn, ...settledAt),
    cancelled: withdrawn,
  };
}

async function activityEvents(
  reader: Reader,
  district: District,
  leader: string,
  now: Instant,
  markOf: MarkOf,
): Promise<FeedEvent[]> {
  const first = addDays(dateOf(now, district.zone), -DAYS_BACK);
  const last = addDays(dateOf(now, district.zone), DAYS_AHEAD);
  const opened = await between(
    reader,
    district.id,
    VIEWS.matters,
    addSeconds(now, -MATTERS_BACK * DAY),
    addSeconds(now, 1),
  );
  const weeks = await weeksBetween(reader, district.id, first, last);
  const meetings = opened.flatMap((row) => {
    const matter = matterOf(row);
    return matter?.kind === 'meeting' && attends(leader, matter) ? meetingEvent(matter) : [];
  });
  const days = weeks.flatMap((week) => weekEvents(week, leader, district.zone));
  const known = [...meetings, ...days].filter(({ at }) => {
    const day = 'day' in at ? at.day : dateOf(at.instant, district.zone);
    return day >= first && day <= last;
  });
  return numbered(known, district.zone).map(({ source, ...event }) => ({
    ...event,
    uid: uidOf(markOf, district.id, `${leader}/${source}`),
  }));
}

/** Weeks have their names from the calendar, so that they are asked for by name. */
async function weeksBetween(
  reader: Reader,
  district: string,
  first: LocalDate,
  last: LocalDate,
): Promise<Week[]> {
  const ids = new Set<string>();
  for (let day = first; day <= last; day = addDays(day, 7)) ids.add(weekOf(day));
  const rows = await reader.getMany([...ids, weekOf(last)].map((id) => keyOf(district, 'matter', id)));
  const weeks = new Map(
    rows.flatMap((row) => {
      const matter = matterOf(row);
      return matter?.kind === 'week' ? [[matter.id, matter] as const] : [];
    }),
  );
  return [...weeks.values()];
}

/** Before it has its title and its uid: `source` tells it apart from all others of the leader. */
type Busy = Omit<FeedEvent, 'uid' | 'title'> & { readonly source: string };

/** Meetings that all leaders are members of (art. 50–52), and others in which this one sits or presents. */
const OF_ALL_LEADERS: readonly string[] = ['executive', 'plenary', 'party'];

function attends(leader: string, meeting: Meeting): boolean {
  return (
    kindsOf(meeting).some((kind) => OF_ALL_LEADERS.includes(kind)) ||
    (meeting.present?.includes(leader) ?? false) ||
    meeting.agenda.some(({ presenter, withdrawn }) => presenter === leader && withdrawn === null)
  );
}

function meetingEvent({ id, start, seq, openedAt, toldAt, state }: Meeting): Busy[] {
  if (start.known === 'not-yet') return [];
  const at = start.known === 'instant' ? { instant: start.at } : { day: start.date };
  const changedAt = latest(openedAt, toldAt);
  return [{ source: id, at, sequence: seq, changedAt, cancelled: state === 'cancelled' }];
}

function weekEvents(week: Week, leader: string, zone: string): Busy[] {
  const answer = week.answers[leader];
  if (!answer) return [];
  const changes = week.changes.map(({ at }) => at);
  const changedAt = latest(answer.submission.recordedAt, ...changes);
  return answer.entries.map((entry, index) => ({
    source: `${week.id}/${index + 1}`,
    at: whenOf(entry, zone),
    sequence: week.seq,
    changedAt,
    cancelled: false,
  }));
}

/** Times are written freely; what is not a clock time takes the whole day. */
function whenOf({ day, time }: Activity, zone: string): FeedEvent['at'] {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2})[:：](\d{2})/.exec(time) ?? [];
  const clock = `${hours.padStart(2, '0')}:${minutes}`;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(clock)
    ? { instant: instantAt(day, parseLocalTime(clock), zone) }
    : { day };
}

/** 有安排 and its number on that day: a calendar on a telephone is read over shoulders. */
function numbered(events: readonly Busy[], zone: string): (Busy & { readonly title: string })[] {
  const sorted = events.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const counts = new Map<LocalDate, number>();
  return sorted.map((event) => {
    const day = 'day' in event.at ? event.at.day : dateOf(event.at.instant, zone);
    const number = (counts.get(day) ?? 0) + 1;
    counts.set(day, number);
    return { ...event, title: `有安排${number}` };
  });
}

function orderOf({ at, source }: Busy): string {
  return `${'day' in at ? at.day : at.instant} ${source}`;
}

function uidOf(markOf: MarkOf, district: string, source: string): string {
  return `${markOf(`${district}/${source}`)}@duban`;
}

async function between(
  reader: Pick<StoreReader, 'view'>,
  district: string,
  name: string,
  from: Instant,
  to: Instant,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const last = rows.at(-1);
    const after = last?.view ? { after: { sort: last.view.sort, id: last.id } } : {};
    const page = await reader.view({ district, name, from, to, limit: PAGE, ...after });
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}
