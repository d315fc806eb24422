/** Objections to an assignment and what becomes of them: upheld with the clock going on, or handed to another unit. */
import { unitNamed } from '../routing/units.ts';
import { viewOf } from '../rules/expression.ts';
import { numberSetting } from '../rules/settings.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { addDays } from '../time/local-date.ts';
import {
  type Assignment,
  leadOf,
  nextKey,
  type Objection,
  type Party,
  presentParties,
} from './assignment.ts';
import {
  type AssignmentGround,
  type Decided,
  type Given,
  handOf,
  happens,
  isUnit,
  nameOf,
  notSupervision,
  refused,
} from './assignment-ground.ts';
import type { Announcement } from './matter.ts';

/** The party for whom a hand speaks. */
function partyOf(hand: string, found: Assignment, now: Instant, ground: AssignmentGround): Party | null {
  return presentParties(found).find(({ unit }) => isUnit(hand, unit, now, ground)) ?? null;
}

export function object(
  command: Given<'assignment.object'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const party = partyOf(handOf(command), found, now, ground);
  if (!party) return refused(`异议由承办单位提出，“${handOf(command)}”不是“${found.title}”的承办单位`);
  if (party.objection) return refused('异议正在办理中');
  const against = objectsTo(party, found, now, ground);
  if (against === null) return refused(tooLateToObject(ground));
  const objection: Objection = { by: handOf(command), why: command.why, at: now, against };
  return happens({ type: 'assignment.objected', party: party.key, objection });
}

/** To the assignment within two working days of receipt, to a slip within thirty days (practice §4, §8). */
function objectsTo(
  party: Party,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Objection['against'] | null {
  const today = dateOf(now, ground.zone);
  const days = numberSetting(ground.settings, 'followup.object_days');
  const last = viewOf(ground).addWorkdays(dateOf(party.since, ground.zone), days);
  if (today <= last) return '交办';
  const slip = found.slips.findLast(({ kind }) => kind !== '交办单');
  const review = numberSetting(ground.settings, 'followup.review_days');
  return slip && today <= addDays(dateOf(slip.at, ground.zone), review) ? '督办单' : null;
}

function tooLateToObject({ settings }: AssignmentGround): string {
  const days = numberSetting(settings, 'followup.object_days');
  const review = numberSetting(settings, 'followup.review_days');
  return `对交办的异议应在收到后${days}个工作日内提出，对督办单、通报的异议应在${review}日内提出`;
}

/** The party that is meant by a unit, or the one whose objection is open. */
function objector(unit: string | null, found: Assignment): Party | null {
  const open = presentParties(found).filter(({ objection }) => objection !== null);
  return (unit === null ? open[0] : open.find((party) => party.unit === unit)) ?? null;
}

export function uphold(
  { by, why, unit }: Given<'assignment.uphold'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const wrong = notSupervision(by, '异议', now, ground);
  if (wrong !== null) return refused(wrong);
  const party = objector(unit, found);
  if (!party) return refused('没有待办理的异议');
  const announce = toldTo(party.unit, 'followup.upheld', now, { why });
  return happens({ type: 'assignment.upheld', party: party.key, by, why, announce });
}

export function transfer(
  { to, unit: from, by, until }: Given<'assignment.transfer'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const wrong = notSupervision(by, '转办', now, ground);
  if (wrong !== null) return refused(wrong);
  const named = from === null ? null : presentParties(found).find((one) => one.unit === from);
  const party = named === undefined ? null : (named ?? objector(null, found) ?? leadOf(found));
  if (!party) return refused(`“${from}”不是“${found.title}”的承办单位`);
  if (party.unit === to) return refused('转办的单位与原承办单位相同');
  const lead = leadOf(found);
  if (party.role === 'supporting' && lead.unit === to) return refused('转办的单位已是牵头单位');
  const key = nextKey(to, found.parties);
  const unit = unitNamed(to, ground.roster.directory)?.shortName ?? to;
  const announce = toldTo(party.unit, 'followup.transferred', now, { matter: nameOf(found), unit });
  return happens({ type: 'assignment.transferred', party: party.key, to, key, by, until, announce });
}

/** Said to the liaison officer of a unit. */
function toldTo(
  unit: string,
  message: string,
  now: Instant,
  words: Readonly<Record<string, string>>,
): Announcement {
  const key = `${message.split('.')[1] ?? message}@${now}`;
  return { key, kind: 'change', message, plain: null, to: [`${unit}.liaison`], words, urgentUntil: null };
}
