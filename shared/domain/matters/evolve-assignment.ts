/** Folds what happened to an assignment into what it is now. */
import type { Instant } from '../time/instant.ts';
import {
  type Assignment,
  leadOf,
  OBJECTED,
  type Objection,
  type Party,
  type Report,
  type Rest,
  type Slip,
  SUSPENDED,
} from './assignment.ts';
import type { AssignmentEvent } from './assignment-events.ts';

/** Folds one event; `at` is when it was recorded. */
export function evolveAssignment(
  found: Assignment | null,
  event: AssignmentEvent,
  at: Instant,
  id: string,
): Assignment {
  if (event.type === 'assignment.opened') return opened(event, at, id);
  if (!found) throw new Error(`'${event.type}' on an assignment that was never opened`);
  return evolved({ ...found, seq: found.seq + 1, planVersion: found.planVersion + 1 }, event, at);
}

function opened(
  {
    type: _type,
    lead,
    supporting,
    splitFrom,
    by: _by,
    ...rest
  }: Extract<AssignmentEvent, { type: 'assignment.opened' }>,
  at: Instant,
  id: string,
): Assignment {
  return {
    kind: 'assignment',
    id,
    seq: 1,
    planVersion: 1,
    openedAt: at,
    ...rest,
    adopted: false,
    approval: null,
    assignedAt: null,
    parties: [party(lead, 'lead', at), ...supporting.map((unit) => party(unit, 'supporting', at))],
    rests: [],
    reports: [],
    closing: null,
    returned: null,
    closed: null,
    leader: null,
    slips: [],
    renewed: false,
    links: { from: splitFrom === null ? [] : [splitFrom], into: [] },
    ended: null,
  };
}

function party(unit: string, role: Party['role'], since: Instant): Party {
  const none = { until: null, left: null, objection: null, rests: [], noAnswer: null };
  return { key: unit, unit, role, since, fresh: false, ...none };
}

function evolved(
  found: Assignment,
  event: Exclude<AssignmentEvent, { type: 'assignment.opened' }>,
  at: Instant,
): Assignment {
  switch (event.type) {
    case 'assignment.approved':
      return {
        ...found,
        approval: event.approval,
        until: event.until ?? found.until,
        adopted: found.adopted || event.adopted,
      };
    case 'assignment.approval-confirmed':
      return { ...found, approval: found.approval && { ...found.approval, awaits: false } };
    case 'assignment.assigned':
      return assigned(found, event, at);
    case 'assignment.objected':
      return objected(found, event.party, event.objection);
    case 'assignment.upheld':
      return goesOn(found, event.party, at);
    case 'assignment.transferred':
      return transferred(found, event, at);
    case 'assignment.reported':
      return reported(found, event.report, at);
    case 'assignment.closing-asked': {
      const next = reported(found, event.report, at);
      const { party: by, submission } = event.report;
      return { ...next, closing: { party: by, submission }, returned: null };
    }
    case 'assignment.closing-returned':
      return { ...found, closing: null, returned: { by: event.by, why: event.why, at } };
    case 'assignment.closed': {
      const closing = found.closing ?? { party: leadOf(found).key, submission: event.submission };
      return { ...found, closing, closed: { by: event.by, at }, leader: event.leader };
    }
    case 'assignment.source-added':
      return {
        ...found,
        sources: [...found.sources, event.source],
        until: event.until ?? found.until,
      };
    case 'assignment.split': {
      const into = event.into.map(({ id }) => id);
      return ended(found, '拆分', `已拆分为${into.join('、')}`, into);
    }
    case 'assignment.absorbed':
      return {
        ...found,
        sources: [...found.sources, ...event.sources],
        links: { ...found.links, from: [...found.links.from, event.from] },
      };
    case 'assignment.merged':
      return ended(found, '合并', `已并入${event.into}`, [event.into]);
    case 'assignment.not-answered': {
      const { by, why } = event;
      return withParty(found, event.party, (one) => ({ ...one, noAnswer: { by, why, at } }));
    }
    case 'assignment.slip-issued': {
      const { kind, number, by, at: issuedAt } = event;
      return { ...found, slips: [...found.slips, { kind, number, by, at: issuedAt }] };
    }
    case 'assignment.circular-approved': {
      const { number, approval } = event;
      const slip: Slip = { kind: '通报', number, by: approval.for ?? approval.by, at };
      return { ...found, slips: [...found.slips, slip] };
    }
    case 'assignment.renewed':
      return { ...found, until: event.until, renewed: true, adopted: true };
    case 'assignment.struck':
      return ended(found, '销号', event.why, []);
    default:
      return event satisfies never;
  }
}

function ended(
  found: Assignment,
  how: NonNullable<Assignment['ended']>['how'],
  why: string,
  into: readonly string[],
): Assignment {
  return { ...found, ended: { how, why }, links: { ...found.links, into: [...found.links.into, ...into] } };
}

function withParty(found: Assignment, key: string, change: (party: Party) => Party): Assignment {
  return { ...found, parties: found.parties.map((one) => (one.key === key ? change(one) : one)) };
}

function assigned(
  found: Assignment,
  { by, number }: Extract<AssignmentEvent, { type: 'assignment.assigned' }>,
  at: Instant,
): Assignment {
  const slip: Slip = { kind: '交办单', number, by, at };
  return {
    ...found,
    assignedAt: at,
    parties: found.parties.map((one) => ({ ...one, since: at })),
    slips: [...found.slips, slip],
  };
}

function objected(found: Assignment, key: string, objection: Objection): Assignment {
  const rest: Rest = { from: objection.at, until: null, why: OBJECTED };
  const next = withParty(found, key, (one) => ({
    ...one,
    objection,
    rests: one.role === 'lead' ? one.rests : [...one.rests, rest],
  }));
  const leads = found.parties.some((one) => one.key === key && one.role === 'lead');
  return leads ? { ...next, rests: [...found.rests, rest] } : next;
}

/** The objection is over: what it stopped runs again. */
function goesOn(found: Assignment, key: string, at: Instant): Assignment {
  const next = withParty(found, key, (one) => ({
    ...one,
    objection: null,
    rests: one.rests.map((rest) => over(rest, OBJECTED, at)),
  }));
  const leads = found.parties.some((one) => one.key === key && one.role === 'lead');
  return leads ? { ...next, rests: found.rests.map((rest) => over(rest, OBJECTED, at)) } : next;
}

function over(rest: Rest, why: string, at: Instant): Rest {
  return rest.until === null && rest.why === why ? { ...rest, until: at } : rest;
}

function transferred(
  found: Assignment,
  { party: key, to, key: nextPart, until }: Extract<AssignmentEvent, { type: 'assignment.transferred' }>,
  at: Instant,
): Assignment {
  const role = found.parties.find((one) => one.key === key)?.role ?? 'lead';
  const running = goesOn(found, key, at);
  const leaves = (one: Party) => one.key === key || (one.left === null && one.unit === to);
  const stays = running.parties.map((one) =>
    leaves(one) ? { ...one, left: one.left ?? { at, why: '转办' } } : one,
  );
  const fresh: Party = { ...party(to, role, at), key: nextPart, fresh: true, until };
  return { ...running, parties: [...stays, fresh] };
}

/** A report of progress; 因客观原因中止 stops the clock, any other state lets it run again. */
function reported(found: Assignment, report: Report, at: Instant): Assignment {
  const reports = [...found.reports, report];
  if (report.state !== '因客观原因中止') {
    return { ...found, reports, rests: found.rests.map((rest) => over(rest, SUSPENDED, at)) };
  }
  if (found.rests.some(({ until, why }) => until === null && why === SUSPENDED)) return { ...found, reports };
  return { ...found, reports, rests: [...found.rests, { from: at, until: null, why: SUSPENDED }] };
}
