/** What became of a message: signed for, reported by a provider, called, served; or reached nobody and goes on its way again. */
import type { Notice, Receipt, SentCopy } from '../../domain/notices/notice.ts';
import { mayFollow, owedOf, type SentState, withReceipt } from '../../domain/notices/receipt.ts';
import { type Instant, secondsBetween } from '../../domain/time/instant.ts';
import type { Change, Row } from '../../ports/store.ts';
import type { CommandEnvelope } from '../commands.ts';
import { type Attempt, commitWith } from '../commit-command.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import { outboxPut } from '../outbox.ts';
import { entriesFor, noticeContent } from '../rows.ts';
import { findMessage, type Message } from './find-message.ts';
import type { ReceiptCommand } from './notice-commands.ts';
import { receiptFrom, type Told } from './read-receipt.ts';
import { reopen } from './reopen-notice.ts';

type Given = CommandEnvelope & { readonly command: ReceiptCommand };

/** Another clock may be a little ahead of ours; what is said to be later than that has not happened. */
const AHEAD_SECONDS = 300;

/**
 * Records a receipt, and lets a message that reached nobody go on. Refuses a message that is not there, was only drafted
 * (拟发) or has gone on its way again, a moment to come, and what would say less than is known already.
 */
export async function recordReceipt(
  engine: Engine,
  district: District,
  envelope: Given,
  now: Instant,
): Promise<Attempt> {
  const { command } = envelope;
  const message = await findMessage(engine.store, district, command);
  if ('refused' in message) return refused(message.refused);
  if (command.at !== null && secondsBetween(now, command.at) > AHEAD_SECONDS)
    return refused('登记的时间尚未到来，请核对');
  const told = receiptFrom(command, message, { district, actor: envelope.actor, now });
  if ('refused' in told) return refused(told.refused);
  if (!mayFollow(told.receipt.state, message.copy)) return refused(sayKnown(message.copy));
  if (told.receipt.state === 'unreached') return unreached(engine, district, envelope, message, told, now);
  return commitWith(engine, envelope, now, arrived(envelope, message, told, now));
}

function refused(reason: string): Attempt {
  return { outcome: 'refused', reason };
}

const KNOWN: Readonly<Record<Receipt['state'], string>> = {
  delivered: '该消息已登记送达',
  read: '该消息已登记已读',
  signed: '该消息已签收，无须重复登记',
  unreached: '该消息已登记未联系到，无须重复登记',
};

function sayKnown({ receipt }: SentCopy): string {
  return receipt === undefined ? '该消息不能这样登记' : KNOWN[receipt.state];
}

/** The receipt on its copy, and what a signature means for the duties. */
function arrived(envelope: Given, message: Message, told: Told, now: Instant): Change {
  const { row, notice, copy, seq } = message;
  const state: SentState = { ...withReceipt(message.state, copy, told.receipt), seq: seq + 1 };
  const next: Notice = { facts: notice.facts, state };
  return {
    district: row.district,
    puts: [
      { key: row, content: noticeContent(next, stillLookedAt(next, row)), expected: row.version },
      ...following(message, told, now),
    ],
    entries: entryOf(envelope, message, told, now),
  };
}

/** What a signature or a call means for the duties and the event, carried out once. */
function following({ notice: { facts }, seq }: Message, { commands }: Told, now: Instant): Change['puts'] {
  const lane = facts.clock === 'E' ? 'emergency' : 'normal';
  const nothing = { plan: null, notices: [], announcements: [], facts: [] };
  const body = { matter: facts.matter, ...nothing, commands };
  return outboxPut(facts.district, `notice/${facts.id}`, seq + 1, lane, now, body);
}

/** Another call of the same notice may still be owed. */
function stillLookedAt(notice: Notice, row: Row): Instant | null {
  return owedOf(notice) === null ? null : (row.due?.at ?? null);
}

function entryOf(envelope: Given, message: Message, told: Told, now: Instant): Change['entries'] {
  const { row, notice, copy, seq } = message;
  const { facts } = notice;
  const { at, ...receipt } = told.receipt;
  const base = {
    district: row.district,
    matter: facts.matter,
    stream: `notice/${facts.id}`,
    actor: envelope.actor,
    recordedAt: now,
  };
  const about = { duty: facts.duty, rung: facts.rung, post: facts.post, to: copy.to, person: copy.person };
  const event = { type: TYPES[receipt.state], ...about, channel: copy.channel, ...receipt, ...told.more };
  return entriesFor(base, seq, [{ ...event, happenedAt: at } as { type: string }]);
}

const TYPES: Readonly<Record<Receipt['state'], string>> = {
  delivered: 'notice.delivered',
  read: 'notice.read',
  signed: 'notice.signed',
  unreached: 'notice.unreached',
};

/** Goes on its way again once none of its copies has arrived; one that did arrive is enough. */
async function unreached(
  engine: Engine,
  district: District,
  envelope: Given,
  message: Message,
  told: Told,
  now: Instant,
): Promise<Attempt> {
  const state = withReceipt(message.state, message.copy, told.receipt);
  if (state.copies.some(({ receipt }) => receipt?.state !== 'unreached'))
    return commitWith(engine, envelope, now, arrived(envelope, message, told, now));
  const change = await reopen(engine.store, district, message, now);
  if (change.before.length > 0) await engine.store.commit(change.before);
  return commitWith(engine, envelope, now, {
    district: district.id,
    puts: [...change.puts, ...following(message, told, now)],
    entries: [...entryOf(envelope, message, told, now), ...change.entries],
  });
}
