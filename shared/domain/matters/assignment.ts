/** An assignment (交办事项) as a matter: who it was given to, from which sources, how far it has come; and its fold. */
import type { Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Announcement, MatterCore } from './matter.ts';

export type SourceKind =
  | 'minutes'
  | 'instruction'
  | 'document'
  | 'inspection'
  | 'audit'
  | 'media'
  | 'proposal'
  | 'suggestion'
  | 'work-report'
  | 'party-committee';

/** Where it comes from: 纪要, 批示, 文件 … and the number or date by which that is found. */
export interface Source {
  readonly kind: SourceKind;
  readonly reference: string;
}

export type Urgency = '特急' | '加急' | '普通';
/** `请示` is a request that waits for an answer; `疑难复杂` has the longer of the limits. */
export type Category = '一般' | '请示' | '疑难复杂';
export type Secrecy = '公开' | '内部' | '工作秘密';
export type SupervisionForm = '跟踪督查' | '定期督查' | '联合督查' | '催办督查' | '暗访督查';
export type ProgressState = '已办结' | '阶段性完成' | '序时推进' | '滞后' | '因客观原因中止' | '长期坚持';
export type SlipKind = '交办单' | '督办单' | '通报';

/** A stretch in which the clock stands still; open while `until` is `null`. */
export interface Rest {
  readonly from: Instant;
  readonly until: Instant | null;
  readonly why: string;
}

export interface Objection {
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
  /** The assignment itself, within two working days; or a slip, within thirty days (practice §4, §8). */
  readonly against: '交办' | '督办单';
}

/** One unit's part in it, from the day it was told until it hands over. */
export interface Party {
  /** The unit, with a number where it had a part before: stands in duty ids. */
  readonly key: string;
  readonly unit: string;
  readonly role: 'lead' | 'supporting';
  readonly since: Instant;
  /** Its limit counts from then, not from the source: it came by transfer. */
  readonly fresh: boolean;
  readonly until: Fact | null;
  readonly left: { readonly at: Instant; readonly why: string } | null;
  readonly objection: Objection | null;
  readonly rests: readonly Rest[];
  /** The lead has recorded that it did not answer. */
  readonly noAnswer: { readonly by: string; readonly why: string; readonly at: Instant } | null;
}

export interface Approval {
  readonly by: string;
  readonly for: string | null;
  readonly source: string | null;
  readonly at: Instant;
  /** Keyed for somebody else and not yet looked at by a second person. */
  readonly awaits: boolean;
}

export interface Report {
  readonly party: string;
  readonly state: ProgressState;
  readonly text: string;
  readonly submission: Submission;
}

export interface Slip {
  readonly kind: SlipKind;
  /** The office's own document number; `null` while it is blank. */
  readonly number: string | null;
  readonly by: string;
  readonly at: Instant;
}

export interface Assignment extends MatterCore {
  readonly kind: 'assignment';
  readonly title: string;
  /** At most ten characters, for messages. */
  readonly short: string;
  readonly source: SourceKind;
  readonly sources: readonly Source[];
  readonly urgency: Urgency | null;
  readonly category: Category;
  readonly secrecy: Secrecy;
  readonly form: SupervisionForm;
  /** Issue of the minutes, date of the instruction, delivery of the findings. */
  readonly startedAt: Instant;
  /** The limit that a paper names for finishing. */
  readonly until: Fact | null;
  /** The default limits were adopted at 立项. */
  readonly adopted: boolean;
  readonly approval: Approval | null;
  readonly assignedAt: Instant | null;
  readonly parties: readonly Party[];
  readonly rests: readonly Rest[];
  readonly reports: readonly Report[];
  readonly closing: { readonly party: string; readonly submission: Submission } | null;
  readonly returned: { readonly by: string; readonly why: string; readonly at: Instant } | null;
  readonly closed: { readonly by: string; readonly at: Instant } | null;
  /** The leader in charge when it was closed, to whom the result is reported (D15-3). */
  readonly leader: string | null;
  readonly slips: readonly Slip[];
  /** 存量: taken over when the district was switched on. */
  readonly legacy: boolean;
  /** No rung before this day is ever sent. */
  readonly noRungsBefore: LocalDate | null;
  readonly renewed: boolean;
  /** The decision (a case of D44-1) that it checks on. */
  readonly decision: string | null;
  /** What it was split or merged from, and into what. */
  readonly links: { readonly from: readonly string[]; readonly into: readonly string[] };
  readonly ended: { readonly how: '销号' | '拆分' | '合并'; readonly why: string } | null;
}

/** What is given when it is opened. */
export interface Opening {
  readonly title: string;
  readonly short: string | null;
  readonly source: SourceKind;
  readonly sources: readonly Source[];
  readonly lead: string;
  readonly supporting: readonly string[];
  readonly until: Fact | null;
  readonly urgency: Urgency | null;
  readonly category: Category;
  readonly secrecy: string;
  readonly form: SupervisionForm;
  readonly startedAt: Instant | null;
  readonly decision: string | null;
  /** 交办 in the same act; minutes (纪要印发即交办) and what is taken over are assigned in any case. */
  readonly assign: boolean;
  readonly legacy: boolean;
  readonly noRungsBefore: LocalDate | null;
  readonly by: string;
  /** Split from another, which was approved already. */
  readonly splitFrom: string | null;
}

export type AssignmentEvent =
  | ({ readonly type: 'assignment.opened' } & Omit<Opening, 'assign' | 'short' | 'startedAt' | 'secrecy'> & {
        readonly short: string;
        readonly startedAt: Instant;
        readonly secrecy: Secrecy;
      })
  | {
      readonly type: 'assignment.approved';
      readonly approval: Approval;
      readonly until: Fact | null;
      readonly adopted: boolean;
      /** The others of the list. */
      readonly also: readonly string[];
    }
  | { readonly type: 'assignment.approval-confirmed'; readonly by: string }
  | { readonly type: 'assignment.assigned'; readonly by: string; readonly number: string | null }
  | { readonly type: 'assignment.objected'; readonly party: string; readonly objection: Objection }
  | {
      readonly type: 'assignment.upheld';
      readonly party: string;
      readonly by: string;
      readonly why: string;
      readonly announce: Announcement | null;
    }
  | {
      readonly type: 'assignment.transferred';
      readonly party: string;
      readonly to: string;
      readonly key: string;
      readonly by: string;
      readonly until: Fact | null;
    }
  | { readonly type: 'assignment.reported'; readonly report: Report }
  | { readonly type: 'assignment.closing-asked'; readonly report: Report }
  | { readonly type: 'assignment.closing-returned'; readonly by: string; readonly why: string }
  | {
      readonly type: 'assignment.closed';
      readonly by: string;
      readonly submission: Submission;
      readonly leader: string | null;
    }
  | {
      readonly type: 'assignment.source-added';
      readonly source: Source;
      readonly until: Fact | null;
    }
  | {
      readonly type: 'assignment.split';
      readonly into: readonly { readonly id: string; readonly unit: string; readonly title: string }[];
      readonly by: string;
    }
  | { readonly type: 'assignment.absorbed'; readonly from: string; readonly sources: readonly Source[] }
  | { readonly type: 'assignment.merged'; readonly into: string; readonly by: string }
  | {
      readonly type: 'assignment.not-answered';
      readonly party: string;
      readonly by: string;
      readonly why: string;
    }
  | ({ readonly type: 'assignment.slip-issued' } & Slip & { readonly text: string | null })
  | {
      readonly type: 'assignment.circular-approved';
      readonly approval: Approval;
      readonly number: string | null;
      readonly text: string;
      readonly announce: Announcement;
    }
  | { readonly type: 'assignment.renewed'; readonly until: Fact; readonly by: string; readonly why: string | null }
  | { readonly type: 'assignment.struck'; readonly by: string; readonly why: string };

/** Sources that are the 立项 themselves: nobody has to approve again what the meeting or the leader has decided. */
const APPROVED_BY_SOURCE: ReadonlySet<SourceKind> = new Set(['minutes', 'instruction', 'document']);

/** Whether 立项 has taken place. */
export function isApproved({ source, legacy, approval, links }: Assignment): boolean {
  if (APPROVED_BY_SOURCE.has(source) || legacy || links.from.length > 0) return true;
  return approval !== null && !approval.awaits;
}

/** Whether the source stands for the approval. */
export function approvedBySource({ source, legacy }: Pick<Assignment, 'source' | 'legacy'>): boolean {
  return APPROVED_BY_SOURCE.has(source) || legacy;
}

export type Stage = '拟立项' | '已立项' | '办理中' | '待销号' | '已办结' | '已销号' | '已拆分' | '已合并';

/** How far it has come, in the words of the ledger. */
export function stageOf(found: Assignment): Stage {
  if (found.ended) return `已${found.ended.how}`;
  if (found.closed) return '已办结';
  if (found.closing) return '待销号';
  if (found.assignedAt) return '办理中';
  return isApproved(found) ? '已立项' : '拟立项';
}

/** Those who have a part in it now. */
export function presentParties({ parties }: Assignment): readonly Party[] {
  return parties.filter(({ left }) => left === null);
}

export function leadOf(found: Assignment): Party {
  const lead = presentParties(found).find(({ role }) => role === 'lead');
  if (!lead) throw new Error(`assignment '${found.id}' has no lead`);
  return lead;
}

/** Why its clock stands still for everybody; `null` while it runs. */
export function restingBecause({ rests }: Pick<Assignment, 'rests'>): string | null {
  return rests.find(({ until }) => until === null)?.why ?? null;
}

/** The key of a unit's next part: the unit, numbered from the second part on. */
export function nextKey(unit: string, parties: readonly Party[]): string {
  const before = parties.filter((party) => party.unit === unit).length;
  return before === 0 ? unit : `${unit}-${before + 1}`;
}

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
  { type: _type, lead, supporting, splitFrom, by: _by, ...rest }: Extract<
    AssignmentEvent,
    { type: 'assignment.opened' }
  >,
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

/** Said of a clock that stands still. */
export const OBJECTED = '异议办理中，停止计时';
export const SUSPENDED = '因客观原因中止，停止计时';

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
