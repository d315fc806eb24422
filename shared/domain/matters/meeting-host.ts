/** A meeting as its procedure sees it: flags, and what goes through the steps: items, minutes, leave. */
import { missingBefore } from '../procedures/gate.ts';
import type { Procedure, StepRule } from '../procedures/procedure.ts';
import { applies, droppedAs, type HostPart, passingAct, type StepHost } from '../procedures/progress.ts';
import type { Roster } from '../routing/resolve.ts';
import { unitOfPost } from '../routing/units.ts';
import { citeClause } from '../rules/clause.ts';
import { flagsOfFields } from './case.ts';
import { type HeldAgendaItem, kindsOf, type Meeting, meetingTitle, saidTitle } from './meeting.ts';
import type { MeetingGround } from './meeting-acts.ts';

const OFFICE = 'office';

/** The procedure for a kind of meeting; one without kinds is for every other. */
export function procedureForKind(kind: string, procedures: ReadonlyMap<string, Procedure>): Procedure | null {
  const own = [...procedures.values()].filter(({ host }) => host === 'meeting');
  return own.find(({ kinds }) => kinds.includes(kind)) ?? own.find(({ kinds }) => kinds.length === 0) ?? null;
}

/** Who organises it: the unit named, else the office. */
export function organiserOf({ fields }: Pick<Meeting, 'fields'>): string {
  return typeof fields.organiser === 'string' ? fields.organiser : OFFICE;
}

/** The leader who presides, where one is named. */
export function chairOf({ fields }: Pick<Meeting, 'fields'>): string | null {
  return typeof fields.chair === 'string' ? fields.chair : null;
}

/** An item that was taken off, or that was not admitted, goes through no further step. */
export function hostOfMeeting(
  meeting: Meeting,
  procedure: Procedure | null,
  directory: Roster['directory'] | null = null,
): StepHost {
  return {
    done: meeting.steps,
    flags: flagsOfMeeting(meeting, procedure),
    parts: new Map([
      ['agenda-item', itemParts(meeting, procedure)],
      ['minutes', minutesParts(meeting)],
      ['leave', leaveParts(meeting, directory)],
    ]),
  };
}

/** Why an item is not asked any more, if a step said so: 不上会. */
export function notAdmitted(item: string, meeting: Meeting, procedure: Procedure | null): string | null {
  return procedure && droppedAs('agenda-item', item, procedure, { done: meeting.steps });
}

function itemParts(meeting: Meeting, procedure: Procedure | null): HostPart[] {
  const standing = meeting.agenda.filter(
    ({ id, withdrawn }) => withdrawn === null && notAdmitted(id, meeting, procedure) === null,
  );
  return standing.map((item) => ({
    id: item.id,
    title: saidTitle(item),
    unit: item.unit,
    flags: flagsOfItem(item),
  }));
}

const REVIEWED: ReadonlySet<string> = new Set(['legality', 'normative', 'major']);

/** Major decisions and normative documents go through the review of legality as well (art. 24, 27). */
function flagsOfItem({ tags = [], outcome }: HeldAgendaItem): Set<string> {
  return new Set([
    ...tags,
    ...(tags.some((tag) => REVIEWED.has(tag)) ? ['legality'] : []),
    ...(outcome === null ? [] : [`outcome=${outcome.is}`]),
  ]);
}

/** One set of papers, but minutes for each kind of a joint session (套开). */
function minutesParts(meeting: Meeting): HostPart[] {
  return kindsOf(meeting).map((kind) => ({
    id: kind,
    title: `${meetingTitle(kind)}纪要`,
    unit: organiserOf(meeting),
    flags: new Set([`minutes=${kind}`]),
  }));
}

/** A leader asks the mayor, everybody else whom the steps name (art. 56); posts of leaders bear no dot. */
function leaveParts({ leaves }: Meeting, directory: Roster['directory'] | null): HostPart[] {
  return leaves.map(({ post }) => ({
    id: post,
    title: directory?.posts.get(post)?.title ?? post,
    unit: (directory && unitOfPost(post, directory)?.id) ?? post.split('.')[0] ?? post,
    flags: new Set([isLeader(post) ? 'leader' : 'member']),
  }));
}

function isLeader(post: string): boolean {
  return /^(mayor|executive-vice-mayor|vice-mayor-\d+)$/.test(post);
}

function flagsOfMeeting(meeting: Meeting, procedure: Procedure | null): Set<string> {
  const placed = meeting.agenda.filter(
    ({ id, placed: on, withdrawn }) =>
      on && withdrawn === null && notAdmitted(id, meeting, procedure) === null,
  );
  // What was decided and is no secret is to be made public; what is not recorded yet may have been decided.
  const open = placed.filter(
    ({ tags, outcome }) =>
      !tags?.includes('secret-work') && (outcome === null || ['通过', '原则通过'].includes(outcome.is)),
  );
  return new Set([
    ...flagsOfFields(meeting.fields),
    ...kindsOf(meeting).map((kind) => `kind=${kind}`),
    ...(meeting.state === 'begun' ? ['begun'] : []),
    ...(meeting.plannedAhead ? ['ahead'] : []),
    ...(meeting.agendaFixed ? ['fixed'] : []),
    ...(placed.length > 0 ? ['has-papers'] : []),
    ...(open.length > 0 ? ['to-publish'] : []),
    ...(meeting.leaves.some(({ post }) => !isLeader(post)) ? ['member-leave'] : []),
  ]);
}

/** Why items may not go onto the agenda: the first of the steps before the gate that has not passed, with its clause. */
export function agendaGateShut(
  meeting: Meeting,
  items: readonly string[],
  ground: MeetingGround,
): string | null {
  const { procedure } = ground;
  const gate = procedure?.steps.find(({ gateOf }) => gateOf === 'meeting.schedule');
  if (!procedure || !gate) return null;
  const whole = hostOfMeeting(meeting, procedure, ground.roster.directory);
  const asked = (whole.parts.get('agenda-item') ?? []).filter(({ id }) => items.includes(id));
  const host = { ...whole, parts: new Map([...whole.parts, ['agenda-item', asked]]) };
  if (!applies(gate, null, host)) return null;
  const missing = missingBefore(gate, null, procedure, host);
  const [first] = missing;
  if (!first) return null;
  const named = missing.map(({ step, part }) => (part ? `${step.title}（${part.title}）` : step.title));
  return `“${gate.title}”须在“${named.join('、')}”完成之后办理：${cite(deepest(first.step, first.part, procedure, host).clause, ground)}`;
}

/** The step that really stands in the way is the earliest of those that the missing one itself waits for. */
function deepest(step: StepRule, part: HostPart | null, procedure: Procedure, host: StepHost): StepRule {
  const [before] = missingBefore(step, part, procedure, host);
  return before ? deepest(before.step, before.part, procedure, host) : step;
}

/** Whether leave from the meeting was asked for and approved; refused and undecided leave is none. */
export function leaveApproved(meeting: Meeting, post: string, procedure: Procedure | null): boolean {
  const steps = procedure?.steps.filter(({ per, outcomes }) => per === 'leave' && outcomes.length > 0) ?? [];
  return steps.some((step) => passingAct(step, post, { done: meeting.steps }) !== null);
}

export function cite(
  clause: string,
  { clauses, shortTitle }: Pick<MeetingGround, 'clauses' | 'shortTitle'>,
): string {
  const found = clauses.get(clause);
  return found ? citeClause(found, shortTitle) : clause;
}
