/** Finds the one message that a receipt speaks of: by its notice, or by the provider's own id of it. */
import type { Notice, SentCopy } from '../../domain/notices/notice.ts';
import { outcomeOwed, type SentState } from '../../domain/notices/receipt.ts';
import type { Change, Row, StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { keyOf, noticeOf, VIEWS } from '../rows.ts';
import type { ReceiptCommand } from './notice-commands.ts';

/** A message that went out, in the notice that carries it. */
export interface Message {
  readonly row: Row;
  readonly notice: Notice;
  readonly state: SentState;
  readonly copy: SentCopy;
  /** Ledger entries of the notice so far. */
  readonly seq: number;
}

type Found = Message | { readonly refused: string };

const UNKNOWN = '没有这条消息';
const GONE_ON = '该消息尚未发出、已改送他人或已不再发送，不能登记';
const DRAFTED = '拟发件未对外发出，无须登记';

/** Refuses a notice that is not sent or no longer, a copy that is not there, and what only the office has read. */
export async function findMessage(
  reader: StoreReader,
  district: District,
  command: ReceiptCommand,
): Promise<Found> {
  const id = command.notice ?? (await byReference(reader, district.id, command));
  if (id === null) return { refused: UNKNOWN };
  const row = await reader.get(keyOf(district.id, 'notice', id));
  if (row === null) return { refused: UNKNOWN };
  const notice = noticeOf(row);
  const { state } = notice;
  if (state.status !== 'sent') return { refused: GONE_ON };
  const copy = copyIn(state, command);
  if (copy === undefined) return { refused: UNKNOWN };
  if (copy.shadow) return { refused: DRAFTED };
  return { row, notice, state, copy, seq: state.seq ?? (await entriesOf(reader, notice)) };
}

/** The copy named; else the call or slip that is owed, else the first. */
function copyIn({ copies }: SentState, command: ReceiptCommand): SentCopy | undefined {
  if (command.do === 'notice.report' && command.reference !== null)
    return copies.find(({ reference }) => reference === command.reference);
  if (command.to !== null) return copies.find(({ to }) => to === command.to);
  return copies.find(outcomeOwed) ?? copies[0];
}

/** The ledger entries of a notice, for what was stored before the notice itself counted them. */
export async function entriesOf(
  reader: Pick<StoreReader, 'ledger'>,
  { facts: { district, matter, id } }: Pick<Notice, 'facts'>,
): Promise<number> {
  return (await reader.ledger({ district, matter, stream: `notice/${id}` })).length;
}

function referenceKey(district: string, channel: string, reference: string) {
  return keyOf(district, 'meta', `reference/${channel}/${reference}`);
}

/** Where a provider's own id leads to; written with the sending, for providers that report by that id alone. */
export function referencePut(
  district: string,
  channel: string,
  reference: string,
  notice: string,
): Change['puts'][number] {
  const key = referenceKey(district, channel, reference);
  return { key, content: { body: { notice }, due: null, view: null }, expected: 0 };
}

/** A provider reports within minutes; among so many of the latest messages. */
const LATEST = 300;

async function byReference(
  reader: StoreReader,
  district: string,
  command: ReceiptCommand,
): Promise<string | null> {
  if (command.do !== 'notice.report' || command.channel === null || command.reference === null) return null;
  const { channel, reference } = command;
  const known = await reader.get(referenceKey(district, channel, reference));
  if (known !== null) return (known.body as { readonly notice: string }).notice;
  const rows = await reader.view({ district, name: VIEWS.sent, descending: true, limit: LATEST });
  const carries = ({ state }: Notice) =>
    state.status === 'sent' &&
    state.copies.some((copy) => copy.channel === channel && copy.reference === reference);
  return rows.find((row) => carries(noticeOf(row)))?.id ?? null;
}
