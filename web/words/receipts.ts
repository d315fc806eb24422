/** How a message stands, in words: still to be called or served, sent, delivered, read, signed for; late, perhaps repeated. */
import type { ReceiptState, SentCopy } from '../../shared/domain/notices/notice.ts';
import { CALL, outcomeOwed } from '../../shared/domain/notices/receipt.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { sayDuration } from '../../shared/domain/time/wording.ts';
import { sayMoment, whoIs } from './labels.ts';

/** What is true of a message, never more: a call that nobody has made yet is not delivered. */
export function sayState(copy: SentCopy): string {
  if (copy.shadow) return '拟发';
  if (outcomeOwed(copy)) return copy.channel === CALL ? '待拨打' : '待送达';
  if (copy.needless) return '事项已办结或已报送，无须再送';
  return copy.receipt === undefined ? '已发出' : sayReceiptState(copy.receipt.state, copy.channel);
}

function sayReceiptState(state: ReceiptState, channel: string): string {
  switch (state) {
    case 'delivered':
      return '已送达';
    case 'read':
      return '已读';
    case 'signed':
      return '已签收';
    case 'unreached':
      return channel === CALL ? '未接通' : '未送达';
    default:
      return state satisfies never;
  }
}

/** What else has to be known of how it went. */
export function sayOddities({ lateSeconds, mayRepeat }: SentCopy): string[] {
  return [
    ...(lateSeconds === undefined ? [] : [`迟发${sayDuration(lateSeconds)}`]),
    ...(mayRepeat ? ['可能重复'] : []),
  ];
}

/** Who said so, how and when; `null` while nothing is known. */
export function sayReceipt(
  { receipt }: SentCopy,
  directory: Directory,
  zone: string,
  now: Instant,
): string | null {
  if (receipt === undefined) return null;
  const whose = receipt.for === null ? whoIs(receipt.by, directory) : whoIs(receipt.for, directory);
  const keyed = receipt.for === null ? '' : `，${whoIs(receipt.by, directory)}代为登记`;
  const parts = [sayMoment(receipt.at, zone, now), receipt.source, `${whose}${keyed}`, receipt.note];
  return parts.filter((part) => part !== null && part !== '').join('，');
}
