/** What rules may count from and ask for: the facts and flags of every kind of matter, subject by subject. */
import type { FieldRule, Procedure, StepRule } from '../procedures/procedure.ts';
import { flagsIn } from '../rules/condition.ts';
import { GRAINS } from '../time/period.ts';
import { ITEM_TAGS } from './meeting.ts';
import { GROUPS } from './period.ts';

/** What may be known of one subject. A flag that ends in `=` stands for every value: `severity=`. */
export interface Known {
  readonly facts: readonly string[];
  readonly flags: readonly string[];
}

type Subjects = Readonly<Record<string, Known>>;

function known(facts: readonly string[], flags: readonly string[] = []): Known {
  return { facts, flags };
}

/** Of a meeting, whatever within it owes; fields and tags are the rulebook's and the office's own. */
const MEETING = known(
  ['meeting.start'],
  ['begun', 'kind=', 'ahead', 'fixed', 'has-papers', 'to-publish', 'member-leave'],
);
const MEETING_STEPS = known(
  ['meeting.start', 'meeting.planned', 'meeting.begun'],
  [...MEETING.flags, ...ITEM_TAGS, 'outcome=', 'minutes=', 'leader', 'member'],
);

const EVENT = known(['event.start'], ['major', 'ordinary', 'not-yet-formal', 'press-held']);
const LEVEL = ['major', 'larger', 'not-yet-formal'];
const EMERGENCY = known(['event.start', 'event.reported'], LEVEL);

const ASSIGNMENT = known(
  ['started', 'assigned', 'limit'],
  [
    'source=',
    'category=',
    'responsibility=',
    'urgency=',
    'urgent',
    'timed',
    'deployed',
    'named',
    'adopted',
    'default-limit',
    'legacy',
  ],
);

const PERIOD = known(['period.first-day', 'period.last-day'], ['planned:']);
const LEADERS = [
  'mayor',
  'executive-vice-mayor',
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((one) => `vice-mayor-${one}`),
];

function more({ facts, flags }: Known, further: readonly string[], set: readonly string[] = []): Known {
  return known([...facts, ...further], [...flags, ...set]);
}

/** Kinds of matter that are written in code. Whatever else a rule calls a matter is a procedure of the rulebook. */
export const SUBJECTS: Readonly<Record<string, Subjects>> = {
  meeting: {
    meeting: MEETING,
    'agenda-item': MEETING,
    'next-version': more(MEETING, ['next-version.limit']),
    distribution: more(MEETING, ['papers.received']),
    collection: more(MEETING, ['meeting.begun']),
    copy: more(MEETING, ['meeting.begun', 'papers.collected']),
    loan: more(MEETING, ['meeting.begun', 'loan.lent', 'loan.until']),
    'final-text': more(MEETING, ['meeting.begun']),
  },
  event: {
    event: EVENT,
    release: EVENT,
    'release-approval': more(EVENT, ['release.drafted']),
    rolling: more(EVENT, ['release.last'], ['first-48h', 'later']),
    judgement: more(EVENT, ['event.reported']),
    'phone-report': more(EMERGENCY, ['first-report.start']),
    'written-report': more(EMERGENCY, ['first-report.start']),
    'serious-report': EMERGENCY,
    'leader-call': more(EMERGENCY, [], ['next-is-deputy', 'next-is-executive-vice-mayor', 'next-is-mayor']),
    'follow-up': more(EMERGENCY, ['report.last'], ['casualties-changing', 'long']),
    'final-report': more(EMERGENCY, ['event.closed'], ['fire-or-road']),
    recount: more(EMERGENCY, ['event.closed'], ['fire-or-road']),
    upward: more(EMERGENCY, ['upward.start'], ['to-']),
    consult: more(EMERGENCY, ['upward.start'], ['to-']),
    'upward-follow': more(EMERGENCY, ['update.received'], ['to-']),
    watch: more(EMERGENCY, ['watch.turn']),
  },
  week: {
    leader: known(['week']),
    week: known(['week']),
    draft: known(['week']),
    delivery: known(['week', 'table.compiled']),
    workweek: known(['week']),
    holiday: known(['week', 'holiday.first-day']),
  },
  period: {
    ...Object.fromEntries(
      GRAINS.flatMap((grain) => [
        [grain, PERIOD] as const,
        ...GROUPS.map((group) => [`${grain}/${group}`, PERIOD] as const),
        [`${grain}/leaders`, known(PERIOD.facts, LEADERS)] as const,
      ]),
    ),
    'month/rosters': PERIOD,
    'month/holiday-rosters': more(PERIOD, ['holiday.first-day']),
    'month/roster-gaps': more(PERIOD, ['holiday.first-day', 'roster.gap']),
  },
  assignment: {
    feedback: ASSIGNMENT,
    finish: more(ASSIGNMENT, ['feedback.due']),
    monthly: more(ASSIGNMENT, ['progress.day']),
    support: more(ASSIGNMENT, ['lead.due']),
    result: known(['closed']),
  },
};

/** What each host brings along for the steps of a procedure that is attached to it. */
const HOSTS: Readonly<Record<string, Known>> = {
  case: known(['opened']),
  meeting: MEETING_STEPS,
  event: more(EMERGENCY, [], [...EVENT.flags, 'severity=']),
};

/**
 * What is known of a subject; `null` where there is no such subject. A procedure that is attached to meetings or events
 * gives its fields to every subject of them as flags.
 */
export function knownOf(
  matter: string,
  per: string,
  procedures: ReadonlyMap<string, Procedure>,
): Known | null {
  const through = [...procedures.values()].filter(({ id, host }) => (host === 'case' ? id : host) === matter);
  const own = SUBJECTS[matter]?.[per];
  const as = through.filter(({ steps }) => steps.some((step) => step.id === per)).map(knownOfProcedure);
  if (!own && as.length === 0) return null;
  return known(
    [...(own?.facts ?? []), ...as.flatMap(({ facts }) => facts)],
    [...(own?.flags ?? []), ...through.flatMap((one) => knownOfProcedure(one).flags)],
  );
}

/** The facts and flags of every step of a procedure: `gate` is when the step could first be done. */
export function knownOfProcedure({ host, fields, steps }: Procedure): Known {
  const times = fields.flatMap(({ name, type }) => (type === 'date' || type === 'moment' ? [name] : []));
  return more(
    HOSTS[host] ?? known([]),
    [
      'gate',
      ...times.map((name) => `field.${name}`),
      ...steps.flatMap(({ id, repeats }) => [`done.${id}`, ...(repeats ? [`last.${id}`] : [])]),
    ],
    [...fields.flatMap(flagsOfField), ...steps.flatMap((step) => [`done:${step.id}`, ...outcomesOf(step)])],
  );
}

/** A flag stands for itself, a choice with its value; what is free text may have any. */
function flagsOfField({ name, type, choices }: FieldRule): string[] {
  if (type === 'flag') return [name];
  return type === 'choice' ? choices.map((choice) => `${name}=${choice}`) : [`${name}=`];
}

function outcomesOf({ id, outcomes }: StepRule): string[] {
  return outcomes.map((outcome) => `${id}=${outcome}`);
}

/** The first flag of a condition that nothing sets; `null` where all may hold. */
export function unknownFlag(condition: string, { flags }: Known): string | null {
  const may = (flag: string) =>
    flags.some((one) => one === flag || (/[=:-]$/.test(one) && flag.startsWith(one)));
  return flagsIn(condition).find((flag) => !may(flag)) ?? null;
}
