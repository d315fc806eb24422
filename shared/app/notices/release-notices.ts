/** Drafts that somebody lets go first: 督办单 and 通报 by their approver, and with `leader.confirm` whatever goes to leaders. */
import type { Notice, NoticeFacts, Release } from '../../domain/notices/notice.ts';
import { titleOf } from '../../domain/routing/absences.ts';
import { actsForPost } from '../../domain/routing/hands.ts';
import { isLeader } from '../../domain/routing/resolve.ts';
import { OFFICE_DIRECTOR } from '../../domain/routing/roles.ts';
import { flagSetting } from '../../domain/rules/settings.ts';
import { isInShadow } from '../../domain/switching-on/rule-states.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Change, Row } from '../../ports/store.ts';
import type { CommandEnvelope, ReleaseCommand } from '../commands.ts';
import { type Attempt, commitWith } from '../commit-command.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import { outboxPut } from '../outbox.ts';
import { dutyOf, entriesFor, keyOf, matterOf, noticeContent, noticeOf, VIEWS } from '../rows.ts';

/** Whether a notice waits for somebody to let it go. */
export function awaitsRelease({ facts, state }: Notice, district: District): boolean {
  // In shadow it reaches the office alone, whatever the post.
  if (isInShadow(facts.rule, district.ruleStates)) return false;
  return approverOf(facts, district) !== null && state.status === 'waiting' && !state.released;
}

/** The post that lets a notice go; `null` where it goes by itself. */
export function approverOf(
  { approval, post }: Pick<NoticeFacts, 'approval' | 'post'>,
  { settings, directory }: Pick<District, 'settings' | 'directory'>,
): string | null {
  if (approval !== undefined) return approval;
  return flagSetting(settings, 'leader.confirm') && isLeader(post, directory) ? OFFICE_DIRECTOR : null;
}

/** A store takes at most a hundred parts in one change; each notice is a row and an entry. */
const MOST_AT_ONCE = 40;

type Given = CommandEnvelope & { readonly command: ReleaseCommand };

/**
 * Lets the waiting notices of a duty go. Refuses when none waits, when another post is to approve, when the leader in
 * charge was not told of a 督办单 before, and when whoever keyed it for somebody else confirms it himself (practice §4).
 */
export async function releaseNotices(
  engine: Engine,
  district: District,
  envelope: Given,
  now: Instant,
): Promise<Attempt> {
  const { command } = envelope;
  const rows = await engine.store.view({ district: district.id, name: VIEWS.waiting, limit: 1000 });
  const waiting = rows
    .filter((row) => noticeOf(row).facts.duty === command.duty && awaitsRelease(noticeOf(row), district))
    .slice(0, MOST_AT_ONCE);
  if (waiting.length === 0) return { outcome: 'refused', reason: '该事项没有待签发的呈阅消息' };
  const due = command.do === 'notice.confirm' ? waiting.filter(isKeyed) : waiting;
  const wrong = await refusal(engine, district, command, due, now);
  if (wrong !== null) return { outcome: 'refused', reason: wrong };
  const released = due.map((row) => step(row, command, envelope.actor, now));
  const slips = await slipRecords(engine, envelope, due, now);
  return commitWith(engine, envelope, now, {
    district: district.id,
    puts: [...released.flatMap(({ puts }) => puts), ...slips],
    entries: released.flatMap(({ entries }) => entries),
  });
}

/** What every slip says of the ways against it. */
const OBJECTION = ['异议', '复核'] as const;

function keyedOf(row: Row): Release | null {
  const { state } = noticeOf(row);
  return state.status === 'waiting' ? (state.keyed ?? null) : null;
}

function isKeyed(row: Row): boolean {
  return keyedOf(row) !== null;
}

async function refusal(
  engine: Engine,
  district: District,
  command: ReleaseCommand,
  due: readonly Row[],
  now: Instant,
): Promise<string | null> {
  if (command.do === 'notice.confirm') return notConfirmable(command.by, due);
  if (command.for !== null && command.source === null) return '代为录入须注明来源（口头、电话、纸质）';
  const hand = command.for ?? command.by;
  for (const row of due) {
    const { facts } = noticeOf(row);
    const approver = approverOf(facts, district) ?? OFFICE_DIRECTOR;
    // Letting messages to leaders go is the office's own housekeeping; a slip is signed for.
    if (facts.approval !== undefined && !actsForPost(hand, approver, now, district.roster))
      return `该件由${titleOf(approver, district.directory)}签发`;
  }
  return slipRefused(
    engine,
    district,
    command,
    due.filter((row) => isSlip(noticeOf(row), district)),
  );
}

function notConfirmable(by: string, due: readonly Row[]): string | null {
  if (due.length === 0) return '该事项没有待复核的代签';
  return due.some((row) => keyedOf(row)?.by === by) ? '代录须由另一人复核' : null;
}

/** 督办单: what 办公室主任 signs for a unit; what goes up to a leader (超时呈报) is a paper of another kind. */
function isSlip({ facts }: Notice, { directory }: District): boolean {
  return facts.approval === OFFICE_DIRECTOR && !isLeader(facts.post, directory);
}

/**
 * A slip is let go after the vice-mayor in charge was told, by a rung or as recorded here; not while an objection is open;
 * and in no wording that leaves out that the unit may object (practice §4).
 */
async function slipRefused(
  engine: Engine,
  district: District,
  { duty: id, ...command }: Extract<ReleaseCommand, { do: 'notice.release' }>,
  due: readonly Row[],
): Promise<string | null> {
  if (due.length === 0) return null;
  const duty = dutyOf(await engine.store.get(keyOf(district.id, 'duty', id)));
  if (duty.status === 'resting') return '该事项有异议或者中止尚未办结，督办单暂不签发';
  if (command.text !== null && !OBJECTION.every((word) => command.text?.includes(word)))
    return '督办单须写明对本件有异议的可以提出，30日内可申请复核';
  if (command.told !== null) return null;
  const told = duty.status !== 'none' && duty.progress.told.includes('leader-in-charge');
  return told ? null : '督办单须在告知分管副区长后签发，请注明告知情况';
}

/** Let go, keyed for somebody else, or confirmed by a second person; each stands in the ledger. */
function step(
  row: Row,
  command: ReleaseCommand,
  actor: string,
  now: Instant,
): Pick<Change, 'puts' | 'entries'> {
  const { facts, state } = noticeOf(row);
  if (state.status !== 'waiting') return { puts: [], entries: [] };
  const release = command.do === 'notice.confirm' ? (state.keyed ?? null) : releaseOf(command);
  if (release === null) return { puts: [], entries: [] };
  const waits = command.do === 'notice.release' && command.for !== null && facts.approval !== undefined;
  const { keyed: _keyed, ...tries } = state;
  const next: Notice = {
    facts: waits ? facts : worded(facts, release),
    state: { ...tries, released: !waits, seq: state.seq + 1, ...(waits ? { keyed: release } : {}) },
  };
  const stream = `notice/${facts.id}`;
  const base = { district: row.district, matter: facts.matter, stream, actor, recordedAt: now };
  const { duty, rung, post } = facts;
  const type = waits ? 'notice.release-keyed' : 'notice.released';
  const confirmedBy = command.do === 'notice.confirm' ? command.by : null;
  const event = { type, duty, rung, post, ...release, confirmedBy };
  return {
    puts: [{ key: row, content: noticeContent(next, now), expected: row.version }],
    entries: entriesFor(base, state.seq, [event]),
  };
}

function releaseOf(command: Extract<ReleaseCommand, { do: 'notice.release' }>): Release {
  const { by, for: whose, source, number, told, text } = command;
  return { by, for: whose, source, number, told, text };
}

/** The document number the office gave, and the wording as the approver has it. */
function worded(facts: NoticeFacts, { number, text }: Release): NoticeFacts {
  const words = {
    ...facts.words,
    ...(number === null ? {} : { number }),
    ...(text === null ? {} : { wording: text }),
  };
  return { ...facts, words };
}

/** The assignment keeps the slips that were issued for it: against them the unit may object (复核 within 30 days). */
async function slipRecords(
  engine: Engine,
  { district, command, commandId }: Given,
  due: readonly Row[],
  now: Instant,
): Promise<Change['puts']> {
  const draft = due.map(noticeOf).find(({ facts }) => facts.approval !== undefined);
  if (!draft) return [];
  const release = command.do === 'notice.confirm' ? keyedIn(due) : releaseOf(command);
  if (release === null || (command.do === 'notice.release' && release.for !== null)) return [];
  const { matter: id } = draft.facts;
  const matter = matterOf(await engine.store.get(keyOf(district, 'matter', id)));
  if (matter?.kind !== 'assignment') return [];
  const { number, text } = release;
  const slip = { kind: '督办单', number, by: release.for ?? release.by, at: now, text } as const;
  return outboxPut(district, `${command.duty}~slip~${commandId}`, 1, 'normal', now, {
    matter: id,
    plan: null,
    notices: [],
    announcements: [],
    facts: [],
    commands: [{ key: 'slip', command: { do: 'assignment.record-slip', id, ...slip } }],
  });
}

function keyedIn(due: readonly Row[]): Release | null {
  return due.map(keyedOf).find((release) => release !== null) ?? null;
}
