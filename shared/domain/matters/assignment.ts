/** An assignment (交办事项) as a matter: who it was given to, from which sources, how far it has come. */
import type { Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { MatterCore } from './matter.ts';

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
/** What a vice-mayor answers for in his portfolio besides the work itself (一岗双责, art. 15(四)). */
export type Responsibility = '安全生产' | '信访工作' | '廉政建设' | '应急管理';
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
  /** Left out in what was stored before there was any. */
  readonly responsibility?: Responsibility | null;
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

/** Said of a clock that stands still. */
export const OBJECTED = '异议办理中，停止计时';
export const SUSPENDED = '因客观原因中止，停止计时';

/** Why its clock stands still for everybody; `null` while it runs. */
export function restingBecause({ rests }: Pick<Assignment, 'rests'>): string | null {
  return rests.find(({ until }) => until === null)?.why ?? null;
}

/** The key of a unit's next part: the unit, numbered from the second part on. */
export function nextKey(unit: string, parties: readonly Party[]): string {
  const before = parties.filter((party) => party.unit === unit).length;
  return before === 0 ? unit : `${unit}-${before + 1}`;
}
