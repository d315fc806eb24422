/** Notices that reached nobody (dead letters): looked at, tried again, or given up with a reason. */
import { NOT_TRIED, type Notice } from '../../domain/notices/notice.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { LedgerEntry, StoreReader } from '../../ports/store.ts';
import type { CommandEnvelope } from '../commands.ts';
import { type Attempt, commitWith } from '../commit-command.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import { entriesFor, keyOf, noticeContent, noticeOf } from '../rows.ts';
import type { DeadLetterCommand } from './notice-commands.ts';

/**
 * `notice.retry`: from the beginning, to the post as it is held now, at once. `notice.drop`: never again. Refused for
 * anything that has not failed.
 */
export async function actOnDeadLetter(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope & { readonly command: DeadLetterCommand },
  now: Instant,
): Promise<Attempt> {
  const { command } = envelope;
  const letter = await deadLetter(engine.store, district.id, command.notice);
  if (letter === null) return { outcome: 'refused', reason: `没有编号为“${command.notice}”的消息` };
  const { notice, ledger, row } = letter;
  if (notice.state.status !== 'failed')
    return { outcome: 'refused', reason: '该消息不在未送达之列，无须重发或作废' };
  const again = command.do === 'notice.retry';
  const { facts } = notice;
  const base = {
    district: district.id,
    matter: facts.matter,
    stream: `notice/${facts.id}`,
    actor: envelope.actor,
    recordedAt: now,
  };
  const about = { duty: facts.duty, rung: facts.rung, post: facts.post, by: command.by };
  const event = again
    ? { type: 'notice.retried', ...about }
    : { type: 'notice.dropped', ...about, reason: command.why };
  const next = again ? fromTheBeginning(notice, ledger) : given(notice, command.why, now);
  return commitWith(engine, envelope, now, {
    district: district.id,
    puts: [{ key: row, content: noticeContent(next, again ? now : null), expected: row.version }],
    entries: entriesFor(base, ledger.length, [event]),
  });
}

/** Nothing that was tried counts; a draft that had been let go stays so. */
function fromTheBeginning({ facts }: Notice, ledger: readonly LedgerEntry[]): Notice {
  const released = ledger.some(({ type }) => type === 'notice.released');
  return { facts, state: { status: 'waiting', ...NOT_TRIED, released, seq: ledger.length + 1 } };
}

function given({ facts }: Notice, reason: string, at: Instant): Notice {
  return { facts, state: { status: 'dropped', at, reason } };
}

/** A notice with what the ledger says of it; `null` when there is none of that id. */
export async function deadLetter(reader: StoreReader, district: string, id: string) {
  const row = await reader.get(keyOf(district, 'notice', id));
  if (row === null) return null;
  const notice = noticeOf(row);
  const { matter } = notice.facts;
  return { row, notice, ledger: await reader.ledger({ district, matter, stream: `notice/${id}` }) };
}
