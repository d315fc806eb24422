/** Takes what somebody without an account answers: by SMS or telephone key, or by the one-time link in a message. */
import {
  ANSWER_NAMES,
  type Answer,
  maskedPhone,
  personWithPhone,
  quoted,
  readAnswer,
} from '../../domain/notices/reply.ts';
import type { Person } from '../../domain/routing/directory.ts';
import { earliest, type Instant } from '../../domain/time/instant.ts';
import type { Change } from '../../ports/store.ts';
import type { CommandEnvelope } from '../commands.ts';
import { type Attempt, commitWith } from '../commit-command.ts';
import type { District } from '../district.ts';
import { districtChange } from '../district-change.ts';
import type { Engine } from '../engine.ts';
import { keyOf, noticeOf } from '../rows.ts';
import { type AnswerResult, carryOutAnswer } from './answer-message.ts';
import { type AskingMessage, answeredFor, copyTo, lastAsking } from './asking-message.ts';
import { linkHours } from './one-time-links.ts';
import type { ReplyCommand } from './reply-commands.ts';
import { callBack, unclear } from './tell-office-of-reply.ts';

type Given = CommandEnvelope & { readonly command: ReplyCommand };

/** How it became known, as the ledger says it. */
const SOURCES: Readonly<Record<string, string>> = { sms: '短信', voice: '电话', link: '链接' };

/**
 * Never refuses a reply: what cannot be understood, or comes from a number that is not exactly one person's, or answers
 * nothing that is open, is put before the office word for word. A link is refused where the office does not use links,
 * and to whoever does not hold the post any more.
 */
export function takeReply(
  engine: Engine,
  district: District,
  envelope: Given,
  now: Instant,
): Promise<Attempt> {
  const { command } = envelope;
  return command.do === 'reply.take'
    ? replied(engine, district, { ...envelope, command }, now)
    : linked(engine, district, { ...envelope, command }, now);
}

async function replied(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope & { readonly command: Extract<ReplyCommand, { do: 'reply.take' }> },
  now: Instant,
): Promise<Attempt> {
  const { channel, phone, text, at } = envelope.command;
  const sender = personWithPhone(phone, channel, district.directory);
  const repliedAt = earliest(at ?? now, now);
  const words = quoted(text);
  const answer = readAnswer(text);
  const message =
    sender && answer
      ? await lastAsking(engine.store, district, { person: sender.id, channel, repliedAt })
      : null;
  if (!sender || !answer || !message) {
    const told = unclear({ district, envelope, now }, { sender, phone, words });
    const known = sender ? { person: sender.id } : { phone: maskedPhone(phone) };
    return taken(engine, district, envelope, { channel, ...known, words, result: 'unclear' }, told, now);
  }
  const source = SOURCES[channel] ?? channel;
  const answering = { answer, message, source, words, at: repliedAt };
  const result = await carryOutAnswer(engine, district, envelope, answering, now);
  return answered(engine, district, envelope, { channel, sender, message, answer, words, result }, now);
}

async function linked(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope & { readonly command: Extract<ReplyCommand, { do: 'link.use' }> },
  now: Instant,
): Promise<Attempt> {
  const { notice: id, person, answer } = envelope.command;
  if (linkHours(district.settings) === null) return { outcome: 'refused', reason: '未启用一次性链接' };
  const message = await messageOf(engine, district, id, person, now);
  const sender = district.directory.people.get(person);
  if (!message || !sender) return { outcome: 'refused', reason: '链接与现任人员不符' };
  const channel = 'link';
  const answering = { answer, message, source: SOURCES[channel] ?? channel, words: null, at: now };
  const result = await carryOutAnswer(engine, district, envelope, answering, now);
  return answered(engine, district, envelope, { channel, sender, message, answer, words: '', result }, now);
}

/** The message a link stands in, if it went to that person in a post the person still holds. */
export async function messageOf(
  { store }: Pick<Engine, 'store'>,
  district: District,
  notice: string,
  person: string,
  now: Instant,
): Promise<AskingMessage | null> {
  const row = await store.get(keyOf(district.id, 'notice', notice));
  const found = row && noticeOf(row);
  const copy = found && copyTo(found, person, district);
  if (!found || !copy) return null;
  return { notice: found, copy, duties: await answeredFor(store, district, copy, now) };
}

interface Answered {
  readonly channel: string;
  readonly sender: Person;
  readonly message: AskingMessage;
  readonly answer: Answer;
  readonly words: string;
  readonly result: AnswerResult;
}

function answered(
  engine: Engine,
  district: District,
  envelope: Given,
  { channel, sender, message, answer, words, result }: Answered,
  now: Instant,
): Promise<Attempt> {
  const told =
    result.result === 'call'
      ? callBack({ district, envelope, now }, { sender, wish: ANSWER_NAMES[answer], ...result })
      : [];
  const { copy, duties } = message;
  const body = {
    channel,
    person: sender.id,
    post: copy.to,
    answer,
    duties: duties.map(({ plan }) => plan.id),
    result: result.result,
    ...(words === '' ? {} : { words }),
  };
  return taken(engine, district, envelope, body, told, now);
}

/** What was answered and what came of it, together with what the office is told of it. */
function taken(
  engine: Engine,
  district: District,
  envelope: Given,
  body: Readonly<Record<string, unknown>>,
  told: Change['puts'],
  now: Instant,
): Promise<Attempt> {
  return commitWith(
    engine,
    envelope,
    now,
    districtChange({ district, envelope, now }, 'reply.taken', body, told),
  );
}
