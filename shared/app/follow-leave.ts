/** What follows from a leave: it opens as a matter once approved, so that telling, filing and return have their times. */
import { exactly } from '../domain/compliance/verdict.ts';
import type { Submission } from '../domain/duties/duty.ts';
import type { Consequence, MatterCommand } from '../domain/matters/kinds.ts';
import { titleOf } from '../domain/routing/absences.ts';
import type { Absence } from '../domain/routing/directory.ts';
import { headsUnit } from '../domain/routing/leave.ts';
import { unitOfPost } from '../domain/routing/units.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change } from '../ports/store.ts';
import type { District } from './district.ts';
import type { DistrictAct } from './district-change.ts';
import { outboxPut } from './outbox.ts';

/** The procedure of a rulebook that a leave goes through after its approval (art. 72). */
const LEAVE = 'leave';

/**
 * The outbox row of a change of a leave: the approval opens the matter, the filing number and the return are handed in
 * there. Nothing where the district has no rule about leave, or for somebody who neither leads nor heads a unit.
 */
export function leaveFollows(
  before: Absence,
  after: Absence,
  { district, envelope, now }: DistrictAct,
): Change['puts'] {
  if (!district.rulebook.rules.some(({ matter }) => matter === LEAVE)) return [];
  const commands = commandsFor(before, after, district, now).map(
    (command): Consequence => ({
      key: command.do === 'step.do' ? `${command.do}/${command.step}` : command.do,
      command,
    }),
  );
  const body = { matter: matterId(after), plan: null, notices: [], announcements: [], facts: [], commands };
  return outboxPut(district.id, envelope.commandId, 1, 'normal', now, body);
}

function matterId({ id }: Absence): string {
  return `${id}-leave`;
}

function commandsFor(before: Absence, after: Absence, district: District, now: Instant): MatterCommand[] {
  const id = matterId(after);
  if (after.status !== 'approved') return [];
  if (before.status !== 'approved') return opening(id, after, district, now);
  if (after.filing && !before.filing) return [done(id, 'file', after.filing.by, now)];
  if (after.returnedAt === undefined || before.returnedAt !== undefined) return [];
  const amended = { do: 'case.amend', id, fields: { until: after.to }, by: 'office', why: '销假' } as const;
  return [...(after.to === before.to ? [] : [amended]), done(id, 'back', after.post, after.returnedAt)];
}

function opening(id: string, { post, to }: Absence, { directory }: District, now: Instant): MatterCommand[] {
  const isLeader = directory.leaders.includes(post);
  if (!isLeader && !headsUnit(post, directory)) return [];
  return [
    {
      do: 'case.open',
      id,
      procedure: LEAVE,
      title: `${titleOf(post, directory)}外出`,
      unit: isLeader ? 'office' : (unitOfPost(post, directory)?.id ?? 'office'),
      leader: isLeader ? post : null,
      fields: { approved: now, until: to, ...(isLeader ? { 'of-leader': true } : { 'of-head': true }) },
      parts: [],
      startedAt: null,
    },
  ];
}

function done(id: string, step: string, by: string, at: Instant): MatterCommand {
  const submission: Submission = {
    done: exactly(at),
    recordedAt: at,
    by,
    for: null,
    source: null,
    channel: null,
    evidence: null,
  };
  return { do: 'step.do', id, step, part: null, submission, outcome: null, opinion: null, checks: [] };
}
