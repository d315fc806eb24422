/** From what somebody says of a message to its receipt, and to what follows for the duties it spoke of. */

import { exactly } from '../../domain/compliance/verdict.ts';
import type { Notice, Receipt, SentCopy } from '../../domain/notices/notice.ts';
import { CALL, SLIP } from '../../domain/notices/receipt.ts';
import { titleOf } from '../../domain/routing/absences.ts';
import { actsForPost, actsForUnit } from '../../domain/routing/hands.ts';
import { unitOfPost } from '../../domain/routing/units.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import type { District } from '../district.ts';
import type { OutboxBody } from '../outbox.ts';
import type { Message } from './find-message.ts';
import type { ReceiptCommand } from './notice-commands.ts';

/** A receipt with whatever else belongs into the ledger, and the commands that follow. */
export interface Told {
  readonly receipt: Receipt;
  readonly more: Readonly<Record<string, unknown>>;
  readonly commands: OutboxBody['commands'];
}

interface Situation {
  readonly district: District;
  readonly actor: string;
  readonly now: Instant;
}

type Answer = Told | { readonly refused: string };

const NOTHING = { for: null, source: null, scan: null, note: null } as const;

/** Refuses a signature of somebody to whom the message was not sent, and an outcome of another channel. */
export function receiptFrom(command: ReceiptCommand, message: Message, situation: Situation): Answer {
  switch (command.do) {
    case 'notice.sign':
      return signed(command, message.copy, situation);
    case 'notice.report':
      return reported(command, message.copy, situation);
    case 'call.record':
      return called(command, message, situation);
    case 'paper.serve':
      return served(command, message.copy, situation);
    default:
      return command satisfies never;
  }
}

function signed(
  command: Extract<ReceiptCommand, { do: 'notice.sign' }>,
  copy: SentCopy,
  situation: Situation,
): Answer {
  const { by, for: whose, source, scan, note } = command;
  if (whose === by) return { refused: '本人签收的，无须填写代为登记' };
  const hand = whose ?? by;
  if (!mayRegister(hand, copy, situation)) {
    const { directory } = situation.district;
    return { refused: `该消息发给${titleOf(copy.to, directory)}，请由本人签收，或注明代谁登记` };
  }
  const at = momentOf(command, situation.now);
  const receipt: Receipt = { state: 'signed', at, by, for: whose, source, scan, note };
  return { receipt, more: {}, commands: acknowledgements(copy, by, source) };
}

/** A clock that is a little ahead of ours says “now”. */
function momentOf({ at }: Pick<ReceiptCommand, 'at'>, now: Instant): Instant {
  return at === null || at > now ? now : at;
}

/** Whose signature counts: the person written to, the post, whoever acts in it, and the unit's own people. */
function mayRegister(hand: string, copy: SentCopy, { district, now }: Situation): boolean {
  const { directory, roster, zone } = district;
  if (hand === copy.person || hand === copy.to || hand === copy.for) return true;
  if (actsForPost(hand, copy.to, now, roster)) return true;
  const unit = unitOfPost(copy.to, directory);
  return unit !== null && actsForUnit(hand, unit.id, directory, dateOf(now, zone));
}

/** A provider speaks of its own channel only. */
function reported(
  command: Extract<ReceiptCommand, { do: 'notice.report' }>,
  copy: SentCopy,
  { actor, now }: Situation,
): Answer {
  const channel = actor.startsWith('channel:') ? actor.slice('channel:'.length) : command.channel;
  if (channel !== null && channel !== copy.channel) return { refused: '该消息不是由此渠道发出' };
  const { state, note } = command;
  return {
    receipt: { ...NOTHING, state, at: momentOf(command, now), by: actor, note },
    more: {},
    commands: [],
  };
}

const NOT_ANSWERED = '电话未接';

function called(
  command: Extract<ReceiptCommand, { do: 'call.record' }>,
  { notice, copy }: Message,
  { now }: Situation,
): Answer {
  if (copy.channel !== CALL) return { refused: '该消息不在电话清单中' };
  const { by, answered, spokeWith, said, note, scan } = command;
  const at = momentOf(command, now);
  const common = { at, by, source: '电话', scan };
  if (!answered) {
    const why = note === null ? NOT_ANSWERED : `${NOT_ANSWERED}，${note}`;
    const commands = onTheEvent(command, notice, copy, at);
    return { receipt: { ...common, state: 'unreached', for: null, note: why }, more: {}, commands };
  }
  const words = [
    said === null || said === '收到' ? null : `称${said === '申请延期' ? '需延期' : said}`,
    note,
  ];
  const heard = words.filter((word) => word !== null).join('，');
  const receipt: Receipt = {
    ...common,
    state: 'signed',
    for: spokeWith ?? copy.person,
    note: heard === '' ? null : heard,
  };
  const follow = [...onTheEvent(command, notice, copy, at), ...whatWasSaid(command, copy, at)];
  return { receipt, more: { said }, commands: [...acknowledgements(copy, by, '电话'), ...follow] };
}

/** The record of an emergency holds every call, whichever list it was made from. */
function onTheEvent(
  { answered, note }: Extract<ReceiptCommand, { do: 'call.record' }>,
  { facts }: Notice,
  { to }: SentCopy,
  happened: Instant,
): OutboxBody['commands'] {
  if (facts.clock !== 'E') return [];
  const said = { post: to, answered, note: note ?? '—', instruction: null, happened };
  return [{ key: 'call', command: { do: 'event.call', id: facts.matter, ...said } }];
}

/** Handed in, as they say, of all that the message spoke of; more time only where it is clear for what. */
function whatWasSaid(
  { said, until, note, by }: Extract<ReceiptCommand, { do: 'call.record' }>,
  copy: SentCopy,
  at: Instant,
): OutboxBody['commands'] {
  const [duty, ...others] = copy.duties;
  if (said === '已报送') return submissions(copy, by, at, '电话');
  if (said !== '申请延期' || duty === undefined || others.length > 0) return [];
  if (until === null)
    return [{ key: 'wish', command: { do: 'duty.wish-extension', duty, by: copy.person, source: '电话' } }];
  const why = note ?? '电话申请延期';
  return [{ key: 'extension', command: { do: 'duty.ask-extension', duty, until, by: copy.to, why } }];
}

function served(
  command: Extract<ReceiptCommand, { do: 'paper.serve' }>,
  copy: SentCopy,
  { now }: Situation,
): Answer {
  if (copy.channel !== SLIP) return { refused: '该消息不是纸质送达件' };
  const { by, receivedBy, why, scan } = command;
  const common = { at: momentOf(command, now), by, source: '纸质', scan };
  if (receivedBy === null) {
    const note = `未能送达${why === null ? '' : `，${why}`}`;
    return { receipt: { ...common, state: 'unreached', for: null, note }, more: {}, commands: [] };
  }
  const receipt: Receipt = { ...common, state: 'signed', for: receivedBy, note: null };
  return { receipt, more: {}, commands: acknowledgements(copy, by, '纸质') };
}

/** Every duty the message spoke of is signed for by the person it was sent to; nothing is done by that. */
function acknowledgements(copy: SentCopy, by: string, source: string | null): OutboxBody['commands'] {
  const whose = by === copy.person ? null : copy.person;
  return copy.duties.map((duty) => ({
    key: `sign/${duty}`,
    command: { do: 'duty.acknowledge', duty, by, for: whose, source },
  }));
}

/** What is said to be handed in goes to 待核对. */
function submissions(copy: SentCopy, by: string, at: Instant, source: string): OutboxBody['commands'] {
  return copy.duties.map((duty) => ({
    key: `said/${duty}`,
    command: {
      do: 'duty.submit',
      duty,
      by,
      for: copy.to,
      source,
      channel: null,
      evidence: null,
      happened: exactly(at),
      said: true,
    },
  }));
}
