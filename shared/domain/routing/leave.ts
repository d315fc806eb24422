/** Leave with approval (art. 56, 72): who has to consent, what stands against it, and how consents add up. */
import type { Instant } from '../time/instant.ts';
import { isInForce, overlap, standInOf, titleOf } from './absences.ts';
import type { Absence, Directory, LeaveApproval } from './directory.ts';
import { type Roster, resolve } from './resolve.ts';
import { EXECUTIVE_VICE_MAYOR, headOf, leaderInCharge, MAYOR, OFFICE_DIRECTOR } from './roles.ts';

export type Decided<Value> = Value | { readonly refused: string };

/** A decision on a leave: the record as it is then. */
export type LeaveDecision = Decided<{ readonly absence: Absence }>;

/**
 * The posts whose consent a leave needs. A vice-mayor's: the mayor (D72-2). The head of a department, town or office:
 * the mayor and the leader in charge (D72-5). Anybody else in a unit: its head; a leader's liaison officer: the office
 * director. The mayor's own leave is decided above the district and only recorded here.
 */
export function consentsFor(post: string, directory: Directory): readonly string[] {
  if (post === MAYOR) return [];
  if (directory.leaders.includes(post)) return [MAYOR];
  const unit = [...directory.units.values()].find((one) => headOf(one) === post);
  if (unit) return [...new Set([MAYOR, leaderInCharge(unit.id, directory)])];
  const own = directory.units.get(post.split('.')[0] ?? '');
  return [own ? headOf(own) : OFFICE_DIRECTOR];
}

/** Whether the post heads a unit, so that its leave names the deputy in charge (主持工作的副职) and is filed (备案). */
export function headsUnit(post: string, directory: Directory): boolean {
  return (
    !directory.leaders.includes(post) && [...directory.units.values()].some((one) => headOf(one) === post)
  );
}

/**
 * Asks for a leave. Refuses the mayor's (decided above), one that has begun (事先请假, art. 72), one whose head of unit
 * names no deputy of the same unit, and one whose stand-in is away as well, unless the executive vice-mayor or the
 * mayor has said why (D15-5).
 */
export function requestLeave(
  asked: Absence,
  known: readonly Absence[],
  directory: Directory,
  now: Instant,
): LeaveDecision {
  if (asked.post === MAYOR) return { refused: '区长外出按规定向上级报批，批准后请直接登记外出。' };
  if (asked.from <= now)
    return { refused: '外出应事先请假（规则第七十二条）；已经外出的，请由办公室直接登记外出。' };
  const absence = withDeputy(asked, directory);
  if (headsUnit(asked.post, directory)) {
    const named = absence.standIn;
    const own = directory.posts.get(asked.post)?.unit;
    if (named === undefined || directory.posts.get(named)?.unit !== own)
      return { refused: '单位主要负责人外出，请写明本单位主持工作的副职。' };
  }
  const conflict = conflictOf(absence, known, directory);
  return conflict === null
    ? { absence: { ...absence, status: 'requested', requestedAt: now, approvals: [] } }
    : { refused: conflict };
}

function withDeputy(absence: Absence, directory: Directory): Absence {
  const deputy = directory.posts.get(absence.post)?.deputy;
  if (absence.standIn !== undefined || deputy === undefined) return absence;
  return headsUnit(absence.post, directory) ? { ...absence, standIn: deputy } : absence;
}

/** What the stand-in's own absence has against a leave; `null` for nothing, or where it was overridden. */
function conflictOf(absence: Absence, known: readonly Absence[], directory: Directory): string | null {
  const { override, post } = absence;
  const standIn = standInOf(absence, directory);
  const both = [standIn, post === EXECUTIVE_VICE_MAYOR ? MAYOR : null].filter((one) => one !== null);
  const away = known.find(
    (other) =>
      other.id !== absence.id && isInForce(other) && both.includes(other.post) && overlap(other, absence),
  );
  if (!away) return null;
  if (override === undefined) {
    const [own, other] = [titleOf(post, directory), titleOf(away.post, directory)];
    return `${own}外出期间应由${other}补位或主持工作，${other}同期外出（规则第十四条、第十五条第五项）；确需同期外出的，须由常务副区长同意并写明理由。`;
  }
  const mayOverride = [EXECUTIVE_VICE_MAYOR, MAYOR].includes(override.by) && override.by !== post;
  return mayOverride ? null : '同期外出须由常务副区长同意（本人外出的，由区长同意）。';
}

/** A consent as it comes in: `by` whose act it is; `keyed` where somebody else keyed it. */
export interface Consent {
  readonly by: string;
  readonly keyed: { readonly by: string; readonly source: string } | null;
  /** The mayor has said that the stand-in signs as well. */
  readonly signing: boolean;
}

/**
 * Adds a consent. Refuses whoever is not asked for one and does not act for somebody who is, the applicant himself, a
 * second consent of the same post, signing given by anybody but the mayor, and a stand-in who has left meanwhile. The
 * leave is approved when every consent is there and those keyed on behalf are confirmed.
 */
export function approveLeave(
  absence: Absence,
  { by, keyed, signing }: Consent,
  known: readonly Absence[],
  roster: Roster,
  now: Instant,
): LeaveDecision {
  if (absence.status !== 'requested') return { refused: notWaiting(absence) };
  if (by === absence.post) return { refused: '本人的外出不能由本人批准。' };
  const entitled = consentsFor(absence.post, roster.directory).filter((of) =>
    mayConsent(of, by, now, roster),
  );
  if (entitled.length === 0) return { refused: notEntitled(absence, by, roster) };
  const given = absence.approvals ?? [];
  const missing = entitled.filter((of) => !given.some((one) => one.of === of));
  if (missing.length === 0) return { refused: `${titleOf(by, roster.directory)}已经批准，无须重复登记。` };
  if (signing && !missing.includes(MAYOR)) return { refused: '外出期间的签发权由区长明确。' };
  const conflict = conflictOf(absence, known, roster.directory);
  if (conflict !== null) return { refused: conflict };
  const added = missing.map((of) => ({ of, by, at: now, ...(keyed === null ? {} : { keyed }) }));
  const next: Absence = {
    ...absence,
    approvals: [...given, ...added],
    ...(signing ? { signing: true } : {}),
  };
  return { absence: settled(next, roster.directory, now) };
}

/** The post itself, or whoever acts for it now: an absent mayor's consents are the executive vice-mayor's to give. */
function mayConsent(of: string, by: string, now: Instant, roster: Roster): boolean {
  if (of === by) return true;
  const acting = resolve(of, now, roster);
  return acting.reached && acting.post === by;
}

function settled(absence: Absence, directory: Directory, now: Instant): Absence {
  const there = (of: string) => (absence.approvals ?? []).some((one) => one.of === of && isConfirmed(one));
  const complete = consentsFor(absence.post, directory).every(there);
  return complete ? { ...absence, status: 'approved', approvedAt: now } : absence;
}

/** Given in person, or keyed on behalf and confirmed by a second person. */
export function isConfirmed({ keyed }: LeaveApproval): boolean {
  return keyed === undefined || keyed.confirmedBy !== undefined;
}

/**
 * A second person confirms what was keyed on behalf. Refuses the one who keyed it, and where nothing waits for
 * confirmation.
 */
export function confirmConsent(
  absence: Absence,
  by: string,
  directory: Directory,
  now: Instant,
): LeaveDecision {
  if (absence.status !== 'requested') return { refused: notWaiting(absence) };
  const waiting = (absence.approvals ?? []).filter((one) => !isConfirmed(one));
  if (waiting.length === 0) return { refused: '没有需要核对的代为登记的批准。' };
  if (waiting.every(({ keyed }) => keyed?.by === by))
    return { refused: '代为登记的批准须由登记人以外的人核对。' };
  const approvals = (absence.approvals ?? []).map((one) =>
    one.keyed === undefined || isConfirmed(one) || one.keyed.by === by
      ? one
      : { ...one, keyed: { ...one.keyed, confirmedBy: by } },
  );
  return { absence: settled({ ...absence, approvals }, directory, now) };
}

/** Somebody whose consent is asked for, or who acts for him, says no. */
export function refuseLeave(
  absence: Absence,
  refusal: { readonly by: string; readonly why: string },
  roster: Roster,
  now: Instant,
): LeaveDecision {
  if (absence.status !== 'requested') return { refused: notWaiting(absence) };
  const { by } = refusal;
  const mayRefuse = consentsFor(absence.post, roster.directory).some((of) => mayConsent(of, by, now, roster));
  if (!mayRefuse || by === absence.post) return { refused: notEntitled(absence, by, roster) };
  return { absence: { ...absence, status: 'refused', refusal: { ...refusal, at: now } } };
}

/** Files an approved leave (备案). Refuses one that is not approved, filed already, or a number in use. */
export function fileLeave(
  absence: Absence,
  filing: { readonly number: string; readonly by: string },
  known: readonly Absence[],
  now: Instant,
): LeaveDecision {
  if (absence.status !== 'approved') return { refused: '外出经批准后方可备案。' };
  if (absence.filing) return { refused: `该外出已备案，备案号${absence.filing.number}。` };
  if (known.some((one) => one.filing?.number === filing.number))
    return { refused: `备案号${filing.number}已使用，请核对。` };
  return { absence: { ...absence, filing: { ...filing, at: now } } };
}

/**
 * The return is reported (销假), or a request taken back. An absence that runs ends now; one that is over keeps its
 * end and notes the return. Refuses what was recorded directly and is over, and what has ended before.
 */
export function endLeave(absence: Absence, now: Instant): LeaveDecision {
  if (absence.status === 'requested') return { absence: { ...absence, status: 'withdrawn' } };
  if (absence.status === 'refused' || absence.status === 'withdrawn') return { refused: notWaiting(absence) };
  const isOver = absence.to <= now;
  if (absence.returnedAt !== undefined || (isOver && absence.status === undefined))
    return { refused: '该外出已结束' };
  return { absence: { ...absence, to: isOver ? absence.to : now, returnedAt: now } };
}

function notEntitled(absence: Absence, by: string, { directory }: Roster): string {
  const consents = consentsFor(absence.post, directory).map((of) => titleOf(of, directory));
  const clause = directory.leaders.includes(absence.post) || headsUnit(absence.post, directory);
  return `${titleOf(absence.post, directory)}外出应由${consents.join('、')}批准${clause ? '（规则第七十二条）' : ''}，${titleOf(by, directory)}不在其列。`;
}

function notWaiting({ status }: Absence): string {
  if (status === 'refused') return '该外出申请未获批准。';
  if (status === 'withdrawn') return '该外出申请已撤回。';
  return '该外出已经批准。';
}
