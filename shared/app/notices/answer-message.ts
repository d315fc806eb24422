/** Carries out what somebody answered to a message, by reply or by link: 签收, said to be handed in, more time wished for. */
import { exactly } from '../../domain/compliance/verdict.ts';
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import type { Answer } from '../../domain/notices/reply.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Command, CommandEnvelope, CommandOutcome } from '../commands.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import { execute } from '../execute.ts';
import type { AskingMessage } from './asking-message.ts';

/** Who answered, how, and when; `words` are what was written. */
interface Answering {
  readonly answer: Answer;
  readonly message: AskingMessage;
  readonly source: string;
  readonly words: string | null;
  readonly at: Instant;
}

/**
 * What came of it. `call`: the office has to telephone, because one number cannot say which of several things is meant,
 * or because what is owed is handed in by an act of its own.
 */
export type AnswerResult =
  | { readonly result: 'signed' | 'to-check' | 'known' }
  | { readonly result: 'call'; readonly why: string; readonly duties: readonly ExistingDuty[] };

/**
 * Each act is a command of its own under an id derived from the answer's, so that an answer told twice, or broken off in
 * between, is carried out once. Whatever the answer, whoever gives it has received the message: it is signed for, and so
 * is every duty it speaks of.
 */
export async function carryOutAnswer(
  engine: Engine,
  district: District,
  envelope: Pick<CommandEnvelope, 'commandId' | 'actor'>,
  answering: Answering,
  now: Instant,
): Promise<AnswerResult> {
  const { message, answer, source, words, at } = answering;
  const { notice, copy, duties } = message;
  const acts = { engine, district: district.id, ...envelope, now };
  const { person, to } = copy;
  const own = { for: null, source };
  const note = words === null || words === '' ? null : words;
  await act(acts, 'sign', {
    do: 'notice.sign',
    notice: notice.facts.id,
    to,
    by: person,
    ...own,
    scan: null,
    note,
    at,
  });
  if (answer === 'received') return { result: 'signed' };
  const open = duties.filter(({ status }) => status === 'open');
  const [only] = open;
  if (!only) return duties.some(handedIn) ? { result: 'known' } : call('该事项未在办理中', duties);
  if (open.length > 1) return call(`涉及${open.length}项未办结事项`, open);
  if (answer === 'handed-in') return saidToBeHandedIn(acts, only, to, own.source, at);
  await act(acts, 'wish', { do: 'duty.wish-extension', duty: only.plan.id, by: person, source });
  return call('须商定新的时限', [only]);
}

interface Acts {
  readonly engine: Engine;
  readonly district: string;
  readonly commandId: string;
  readonly actor: string;
  readonly now: Instant;
}

/** 待核对, never straight to done: the receiving side looks first. */
async function saidToBeHandedIn(
  acts: Acts,
  duty: ExistingDuty,
  by: string,
  source: string,
  at: Instant,
): Promise<AnswerResult> {
  const none = { for: null, channel: null, evidence: null };
  const outcome = await act(acts, 'handed-in', {
    do: 'duty.submit',
    duty: duty.plan.id,
    by,
    ...none,
    source,
    happened: exactly(at),
    said: true,
  });
  if (outcome.outcome !== 'refused') return { result: 'to-check' };
  return call('须按环节登记', [duty]);
}

function handedIn({ status }: ExistingDuty): boolean {
  return status === 'submitted';
}

function call(why: string, duties: readonly ExistingDuty[]): AnswerResult {
  return { result: 'call', why, duties };
}

function act(
  { engine, district, commandId, actor, now }: Acts,
  step: string,
  command: Command,
): Promise<CommandOutcome> {
  return execute(engine, { district, commandId: `${commandId}/${step}`, actor, command }, now);
}
