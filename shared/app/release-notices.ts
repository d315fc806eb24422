/** Where `leader.confirm` is on, 办公室主任 lets each notice to a leader go first (practice: leaders are served). */
import type { Notice } from '../domain/notices/notice.ts';
import { isLeader } from '../domain/routing/resolve.ts';
import { flagSetting } from '../domain/rules/settings.ts';
import { isInShadow } from '../domain/switching-on/rule-states.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change, Row } from '../ports/store.ts';
import type { CommandEnvelope, NoticeCommand } from './commands.ts';
import { type Attempt, commitWith } from './commit-command.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';
import { entriesFor, noticeContent, noticeOf, VIEWS } from './rows.ts';

/** Whether a notice waits for 办公室主任. */
export function awaitsRelease(
  { facts, state }: Notice,
  { settings, directory, ruleStates }: District,
): boolean {
  // In shadow it reaches the office alone, whatever the post.
  if (isInShadow(facts.rule, ruleStates)) return false;
  if (!flagSetting(settings, 'leader.confirm') || !isLeader(facts.post, directory)) return false;
  return state.status === 'waiting' && !state.released;
}

/** A store takes at most a hundred parts in one change; each notice is a row and an entry. */
const MOST_AT_ONCE = 40;

/** Lets the waiting notices of a duty go to the leaders they are for. Refuses when none waits. */
export async function releaseNotices(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope & { readonly command: NoticeCommand },
  now: Instant,
): Promise<Attempt> {
  const { duty, by } = envelope.command;
  const rows = await engine.store.view({ district: district.id, name: VIEWS.waiting, limit: 1000 });
  const waiting = rows
    .filter((row) => noticeOf(row).facts.duty === duty && awaitsRelease(noticeOf(row), district))
    .slice(0, MOST_AT_ONCE);
  if (waiting.length === 0) return { outcome: 'refused', reason: '该事项没有待签发的呈阅消息' };
  const released = waiting.map((row) => release(row, by, envelope.actor, now));
  return commitWith(engine, envelope, now, {
    district: district.id,
    puts: released.flatMap(({ puts }) => puts),
    entries: released.flatMap(({ entries }) => entries),
  });
}

function release(row: Row, by: string, actor: string, now: Instant): Pick<Change, 'puts' | 'entries'> {
  const { facts, state } = noticeOf(row);
  if (state.status !== 'waiting') return { puts: [], entries: [] };
  const next: Notice = { facts, state: { ...state, released: true, seq: state.seq + 1 } };
  const stream = `notice/${facts.id}`;
  const base = { district: row.district, matter: facts.matter, stream, actor, recordedAt: now };
  const { duty, rung, post } = facts;
  const event = { type: 'notice.released', duty, rung, post, by };
  return {
    puts: [{ key: row, content: noticeContent(next, now), expected: row.version }],
    entries: entriesFor(base, state.seq, [event]),
  };
}
