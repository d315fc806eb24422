/** Carries out what a provider reports: what became of messages, and what people answered. */
import type { CommandEnvelope } from '../../shared/app/commands.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { InvalidCommand, readCommand } from '../../shared/app/read-command.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import type { CallbackContents, DeliveryReport, ReceivedReply } from '../../shared/ports/callback.ts';

interface Callback {
  readonly channel: string;
  readonly district: string;
  readonly contents: CallbackContents;
}

/**
 * Each report and reply once, however often it is told: command ids are derived from the provider's. What the domain
 * refuses, such as a report of a message that went on its way again, is an answer to nobody; a fault of the store is thrown,
 * so that the provider tells it again.
 */
export async function takeCallback(engine: Engine, callback: Callback, now: Instant): Promise<void> {
  const { reports, replies } = callback.contents;
  for (const report of reports) await carryOut(engine, callback, reported(report, callback), now);
  for (const reply of replies) await carryOut(engine, callback, replied(reply, callback), now);
}

interface Told {
  readonly id: string;
  readonly verb: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function reported({ reference, key, state, note, happenedAt }: DeliveryReport, { channel }: Callback): Told {
  // One message may first be delivered and then be found not to have been.
  const id = `${key ?? reference ?? ''}/${state}`;
  const which = key === null ? { channel, reference: reference ?? undefined } : { channel, notice: key };
  return {
    id,
    verb: 'notice.report',
    fields: present({ ...which, state, note: shortened(note), happenedAt: happenedAt ?? undefined }),
  };
}

function replied({ id, phone, text, happenedAt }: ReceivedReply, { channel }: Callback): Told {
  const fields = { channel, phone, text: text.slice(0, MOST_TEXT), id, happenedAt: happenedAt ?? undefined };
  return { id, verb: 'reply.take', fields: present(fields) };
}

const MOST_TEXT = 2000;
const MOST_NOTE = 200;

function shortened(note: string | null): string | undefined {
  const short = note?.trim().slice(0, MOST_NOTE);
  return short === '' ? undefined : short;
}

function present(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function carryOut(
  engine: Engine,
  { channel, district }: Callback,
  { id, verb, fields }: Told,
  now: Instant,
): Promise<void> {
  const about = { district, commandId: `callback/${channel}/${id}`, actor: `channel:${channel}` };
  try {
    const envelope: CommandEnvelope = { ...about, command: readCommand(verb, fields, now) };
    await execute(engine, envelope, now);
  } catch (fault) {
    // A provider that writes what no field takes would send the same again; nothing of it can be kept.
    if (!(fault instanceof InvalidCommand)) throw fault;
  }
}
