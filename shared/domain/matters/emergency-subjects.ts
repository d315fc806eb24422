/** What within an emergency owes something: first report, calls to leaders, follow-ups, upward reports, the watch (art. 79). */
import { exactly, type Interval } from '../compliance/verdict.ts';
import type { ExistingDuty, Submission } from '../duties/duty.ts';
import { EXECUTIVE_VICE_MAYOR, MAYOR, OFFICE_DIRECTOR } from '../routing/roles.ts';
import type { Fact } from '../rules/expression.ts';
import { namesSetting, numberSetting, textSetting } from '../rules/settings.ts';
import { addSeconds, dateOf, type Instant, instantAt, parseLocalTime } from '../time/instant.ts';
import { addDays } from '../time/local-date.ts';
import {
  type Emergency,
  firstReceipt,
  RECIPIENT_NAMES,
  RECIPIENTS,
  sayUpdate,
  type Update,
  type UpwardTo,
} from './emergency.ts';
import { type Subject, type Surroundings, subject } from './matter.ts';
import type { OpinionEvent } from './opinion-event.ts';
import { isLarger, isMajor } from './severity.ts';

/** What the subjects of one event have in common. */
export type SharedByEvent = Pick<
  Subject,
  'facts' | 'toldAt' | 'start' | 'otherStarts' | 'knownLate' | 'ended' | 'flags' | 'words'
>;

/** The unit that staffs the duty room, as rules and directories name it. */
const DUTY_ROOM = 'duty-room';

interface Ground {
  readonly event: OpinionEvent;
  readonly emergency: Emergency;
  readonly around: Surroundings;
  /** Facts, flags and words, without the starts and the ending of the clocks of art. 36. */
  readonly base: Pick<Subject, 'facts' | 'toldAt' | 'flags' | 'words'>;
}

/**
 * Everything an emergency owes at present. Follow-ups, upward follow-ups and turns of the watch are a subject each,
 * by number, so that every one has its own time and verdict; only the next one and those that are duties already.
 */
export function emergencySubjects(
  event: OpinionEvent,
  emergency: Emergency,
  shared: SharedByEvent,
  around: Surroundings,
): Subject[] {
  const facts = new Map<string, Fact>([...shared.facts, ['event.reported', { instant: event.reportedAt }]]);
  const base = { facts, toldAt: event.reportedAt, flags: levelFlags(event), words: shared.words };
  const ground: Ground = { event, emergency, around, base };
  return [
    ...firstReports(ground),
    seriousReport(ground),
    ...leaderCalls(ground),
    ...followUps(ground),
    ...closing(ground),
    ...upwardReports(ground, shared),
    ...upwardFollowUps(ground),
    ...watches(ground),
  ];
}

/** `larger` from 较大 on, also while 重大 is only possible; then nothing judges by it yet. */
function levelFlags({ severity, possiblyMajor }: OpinionEvent): Set<string> {
  const flags = new Set<string>();
  if (isMajor(severity) || possiblyMajor) flags.add('major');
  if (isLarger(severity) || possiblyMajor) flags.add('larger');
  if (possiblyMajor && !isLarger(severity)) flags.add('not-yet-formal');
  return flags;
}

/** The call and the paper of the unit: one clock each, from occurrence or, by setting, from when the unit knew. */
function firstReports({ event, emergency, around, base }: Ground): Subject[] {
  const within = firstReportStart(event, emergency, textSetting(around.settings, 'emergency.first_from'));
  const start = within.earliest ?? within.latest ?? event.reportedAt;
  const shared = {
    ...base,
    owedBy: emergency.source,
    facts: new Map<string, Fact>([...base.facts, ['first-report.start', { instant: start }]]),
    start: { fact: 'first-report.start', within },
    otherStarts: [
      ...knownStart('occurrence', event.occurred),
      ...knownStart('awareness', emergency.known),
    ].map((one) => ({ ...one, fact: 'first-report.start' })),
  };
  const first = firstWord(event, emergency);
  const written = emergency.received.written ?? received(emergency.writtenAt, event, '纸质');
  return [
    subject({ ...shared, per: 'phone-report', fulfilled: first }),
    subject({ ...shared, per: 'written-report', fulfilled: written }),
  ];
}

/** When the unit knew is often unknown: then not before the event and not after its own report. */
function firstReportStart(event: OpinionEvent, emergency: Emergency, from: string): Interval {
  const { occurred, reportedAt } = event;
  const reported = firstReceipt(emergency) ?? reportedAt;
  if (from === 'awareness')
    return emergency.known ?? { earliest: occurred?.earliest ?? null, latest: reported };
  if (!occurred) return { earliest: null, latest: reported };
  return { earliest: occurred.earliest, latest: occurred.latest ?? reported };
}

function knownStart(id: string, at: Interval | null): { id: string; at: Instant }[] {
  return at !== null && at.earliest !== null && at.earliest === at.latest ? [{ id, at: at.earliest }] : [];
}

/** The call, or the paper where that came first: whoever writes at once need not phone. */
function firstWord(event: OpinionEvent, emergency: Emergency): Submission | null {
  const { phoneAt, writtenAt, received: keyed } = emergency;
  const phoned = phoneAt !== null && (writtenAt === null || phoneAt <= writtenAt);
  if (phoned) return keyed.phone ?? received(phoneAt, event, '电话');
  return keyed.written ?? received(writtenAt, event, '纸质');
}

/** Judged by when the duty room received it (接报), whoever keyed it. */
function received(at: Instant | null, { openedAt, id }: OpinionEvent, source: string): Submission | null {
  if (at === null) return null;
  const none = { for: null, channel: null, evidence: `事件${id}接报记录` };
  return { done: exactly(at), recordedAt: openedAt < at ? at : openedAt, by: DUTY_ROOM, source, ...none };
}

/** Art. 37: the department in charge reports as well; where it is the one that reported, that was it. */
function seriousReport({ event, emergency, base }: Ground): Subject {
  const own = event.lead === emergency.source;
  const fulfilled = own ? firstWord(event, emergency) : null;
  return subject({ ...base, per: 'serious-report', owedBy: event.lead, fulfilled });
}

/** Who must be told in person, by level: the settings name leaders as officials call them. */
function leadersToTell({ event, emergency, around }: Ground): string[] {
  const level =
    isMajor(event.severity) || event.possiblyMajor
      ? 'major'
      : isLarger(event.severity)
        ? 'larger'
        : 'ordinary';
  const posts: Readonly<Record<string, string>> = {
    带班领导: `${DUTY_ROOM}.principal`,
    办公室主任: OFFICE_DIRECTOR,
    分管副区长: emergency.inCharge,
    常务副区长: EXECUTIVE_VICE_MAYOR,
    区长: MAYOR,
  };
  const names = namesSetting(around.settings, `emergency.tell_${level}`);
  return [...new Set(names.map((name) => posts[name] ?? name))];
}

/** One subject for each leader; the flag says who is called next when nobody answers (art. 15(五), practice). */
function leaderCalls(ground: Ground): Subject[] {
  const { emergency, base } = ground;
  const list = leadersToTell(ground);
  const told = Object.keys(emergency.told).filter((post) => existing(ground, 'D79-4', post));
  return [...new Set([...list, ...told])].map((post) =>
    subject({
      ...base,
      per: 'leader-call',
      part: post,
      owedBy: DUTY_ROOM,
      served: post,
      flags: new Set([...base.flags, ...nextFlags(post, list)]),
      fulfilled: emergency.told[post] ?? null,
    }),
  );
}

/** Down the list after him; where the next one is on the list himself, his own call goes further down. */
function nextFlags(post: string, list: readonly string[]): string[] {
  if (post === OFFICE_DIRECTOR) return ['next-is-deputy'];
  const chain = [EXECUTIVE_VICE_MAYOR, MAYOR];
  const after = chain.slice(chain.indexOf(post) + 1);
  return after.some((one) => list.includes(one)) ? [] : after.map((one) => `next-is-${one}`);
}

/** The next follow-up while it is open; 一般 has none of its own, but what comes is numbered all the same. */
function followUps(ground: Ground): Subject[] {
  const { event, emergency, base } = ground;
  const { updates, closedAt } = emergency;
  const numbers = Array.from({ length: updates.length + 1 }, (_, index) => index + 1);
  const open = numbers.filter(
    (number) => number > updates.length || existing(ground, 'D79-3', String(number)),
  );
  return open.map((number) => {
    const before = updates[number - 2];
    const last = before ? doneAt(before.submission) : (firstReceipt(emergency) ?? event.reportedAt);
    const done = updates[number - 1];
    const ended = closedAt !== null && !done && ({ verdict: 'not-applicable', reason: '响应结束' } as const);
    return subject({
      ...base,
      per: 'follow-up',
      part: String(number),
      owedBy: emergency.source,
      facts: new Map<string, Fact>([...base.facts, ['report.last', { instant: last }]]),
      flags: new Set([...base.flags, ...paceFlags(before, last, ground)]),
      toldAt: last,
      words: { ...base.words, update: sayUpdate(number) },
      fulfilled: done?.submission ?? null,
      ended: ended || null,
    });
  });
}

function paceFlags(before: Update | undefined, last: Instant, { event, around }: Ground): string[] {
  const dailyFrom = addSeconds(
    event.reportedAt,
    numberSetting(around.settings, 'emergency.daily_after_h') * 3600,
  );
  // While casualties change nobody waits for the daily report.
  if (before?.casualtiesChanged) return ['casualties-changing'];
  return last >= dailyFrom ? ['long'] : [];
}

/** 终报 after closing, and the window in which changed casualties are reported again. */
function closing({ emergency, base }: Ground): Subject[] {
  const { closedAt, updates, source, cause } = emergency;
  if (closedAt === null) return [];
  const facts = new Map<string, Fact>([...base.facts, ['event.closed', { instant: closedAt }]]);
  const flags = new Set([...base.flags, ...(cause === 'other' ? [] : ['fire-or-road'])]);
  const shared = { ...base, facts, flags, toldAt: closedAt, owedBy: source };
  const final = updates.find((one) => one.final)?.submission ?? null;
  const recounted = updates.findLast((one) => one.casualtiesChanged && doneAt(one.submission) > closedAt);
  return [
    subject({ ...shared, per: 'final-report', fulfilled: final }),
    subject({ ...shared, per: 'recount', fulfilled: recounted?.submission ?? null }),
  ];
}

/**
 * 区委 and 市政府, each for itself. The line runs from occurrence for 较大 and above, otherwise from the report; the
 * verdicts by the other starts stand beside it, and a line that had passed before anybody here knew says so.
 */
function upwardReports({ event, emergency, base }: Ground, shared: SharedByEvent): Subject[] {
  const occurred = shared.facts.get('event.start');
  const reported = { instant: event.reportedAt };
  const start: Fact = base.flags.has('larger') ? (occurred ?? reported) : reported;
  const facts = new Map<string, Fact>([...base.facts, ['upward.start', start]]);
  const reportedLate = shared.knownLate.filter(({ at }) => at === event.reportedAt);
  const largerLate =
    emergency.largerAt !== null && emergency.largerAt > event.reportedAt
      ? [{ state: '定级时已超时', at: emergency.largerAt }]
      : [];
  const upward = {
    ...base,
    facts,
    otherStarts: startsOf(event, emergency).map((one) => ({ ...one, fact: 'upward.start' })),
    knownLate: base.flags.has('larger') ? [...reportedLate, ...largerLate] : [],
  };
  const reports = RECIPIENTS.map((to) =>
    subject({
      ...upward,
      per: 'upward',
      part: to,
      owedBy: DUTY_ROOM,
      flags: new Set([...base.flags, `to-${to}`]),
      words: { ...base.words, recipient: RECIPIENT_NAMES[to] },
      fulfilled: reportsTo(to, emergency)[0]?.submission ?? null,
    }),
  );
  const consult = subject({
    ...base,
    per: 'consult',
    owedBy: 'office',
    served: MAYOR,
    words: { ...base.words, recipient: RECIPIENT_NAMES['party-committee'] },
    fulfilled: reportsTo('party-committee', emergency)[0]?.submission ?? null,
  });
  return [...reports, consult];
}

function startsOf(event: OpinionEvent, { largerAt }: Emergency): { id: string; at: Instant }[] {
  const occurred = event.occurred?.earliest ?? event.occurred?.latest ?? null;
  return [
    ...(occurred === null ? [] : [{ id: 'occurrence', at: occurred }]),
    { id: 'report', at: event.reportedAt },
    ...(largerAt === null ? [] : [{ id: 'classification', at: largerAt }]),
  ];
}

function reportsTo(to: UpwardTo, { upward }: Emergency): Emergency['upward'] {
  return upward.filter((report) => report.to === to);
}

/** Each follow-up that comes after the first upward report is passed on; one report passes on all before it. */
function upwardFollowUps(ground: Ground): Subject[] {
  const { emergency, base } = ground;
  return RECIPIENTS.flatMap((to) => {
    const reports = reportsTo(to, emergency);
    const [first] = reports;
    if (!first) return [];
    const later = emergency.updates.filter(({ submission }) => doneAt(submission) > doneAt(first.submission));
    return later.map(({ number, final, submission }) => {
      const at = doneAt(submission);
      const passedOn = reports.find((report) => doneAt(report.submission) >= at);
      return subject({
        ...base,
        per: 'upward-follow',
        part: `${to}-${number}`,
        owedBy: DUTY_ROOM,
        facts: new Map<string, Fact>([...base.facts, ['update.received', { instant: at }]]),
        flags: new Set([...base.flags, `to-${to}`]),
        toldAt: at,
        words: { ...base.words, recipient: RECIPIENT_NAMES[to], update: final ? '终报' : sayUpdate(number) },
        fulfilled: passedOn?.submission ?? null,
      });
    });
  });
}

/** The next turn of the watch at which somebody has to sign for this event, until it is closed. */
function watches(ground: Ground): Subject[] {
  const { event, emergency, around, base } = ground;
  const { closedAt, watches: signed } = emergency;
  return Array.from({ length: signed.length + 1 }, (_, index) => {
    const before = signed[index - 1];
    const done = signed[index];
    const from = before ? doneAt(before.submission) : event.openedAt;
    const ended = closedAt !== null && !done && ({ verdict: 'not-applicable', reason: '响应结束' } as const);
    return subject({
      ...base,
      per: 'watch',
      part: String(index + 1),
      owedBy: DUTY_ROOM,
      facts: new Map<string, Fact>([
        ...base.facts,
        ['watch.turn', { instant: nextTurn(from, before !== undefined, around) }],
      ]),
      toldAt: from,
      fulfilled: done?.submission ?? null,
      ended: ended || null,
    });
  });
}

/** The next change of shift; a hand-over signed shortly before a change is the one of that change. */
function nextTurn(after: Instant, signed: boolean, { settings, zone }: Surroundings): Instant {
  const early = signed ? numberSetting(settings, 'watch.early_min') * 60 : 0;
  const from = addSeconds(after, early);
  const times = namesSetting(settings, 'watch.turns').map(parseLocalTime).toSorted();
  const today = dateOf(from, zone);
  const turns = [today, addDays(today, 1)].flatMap((day) => times.map((time) => instantAt(day, time, zone)));
  const next = turns.find((turn) => turn > from);
  if (next === undefined) throw new Error("setting 'watch.turns' names no time of day");
  return next;
}

function doneAt({ done, recordedAt }: Submission): Instant {
  return done.latest ?? recordedAt;
}

/** Whether a duty of that rule and part is there already: what has been asked stays on record. */
function existing({ event, around }: Ground, rule: string, part: string): boolean {
  return around.duties.some(({ plan }: ExistingDuty) => plan.id === `${event.id}/${rule}/${part}`);
}
