/** What may follow what is known of a message, and what of it is still owed by hand. */
import { describe, expect, test } from 'vitest';
import type { Notice, Receipt, ReceiptState, SentCopy } from '../../../shared/domain/notices/notice.ts';
import { callOverdueAt, mayFollow, owedOf } from '../../../shared/domain/notices/receipt.ts';
import { settingsOf } from '../../../shared/domain/rules/settings.ts';
import type { Instant } from '../../../shared/domain/time/instant.ts';
import { shuangyang } from '../../support/shuangyang.ts';

const at = '2026-03-16T01:00:00Z' as Instant;
const receipt = (state: ReceiptState): Receipt => ({
  state,
  at,
  by: 'office',
  for: null,
  source: null,
  scan: null,
  note: null,
});
const copy = (channel: string, more: Partial<SentCopy> = {}): SentCopy => ({
  to: 'housing.liaison',
  person: 'p-housing-liaison',
  for: null,
  path: [],
  channel,
  text: '请按时报送。',
  reason: '工作时段，按时发送',
  duties: ['m1/D52-07/i1'],
  ...more,
});

function sent(clock: 'E' | 'F', copies: readonly SentCopy[], seq: number | null = 1): Notice {
  const facts = { clock } as Notice['facts'];
  return { facts, state: { status: 'sent', at, copies, ...(seq === null ? {} : { seq }) } };
}

describe('a receipt', () => {
  test.each([
    [undefined, ['delivered', 'read', 'signed', 'unreached']],
    ['delivered', ['read', 'signed', 'unreached']],
    ['read', ['signed']],
    ['signed', []],
    ['unreached', ['delivered', 'read', 'signed']],
  ] as const)('after %s may be %j', (known, possible) => {
    const before = known === undefined ? copy('sms') : copy('sms', { receipt: receipt(known) });
    const states: readonly ReceiptState[] = ['delivered', 'read', 'signed', 'unreached'];
    expect(states.filter((state) => mayFollow(state, before))).toEqual(possible);
  });
});

describe('what is owed by hand', () => {
  test.each([
    ['a call nobody has made', sent('F', [copy('phone-record')]), 'phone-record'],
    ['a slip nobody has served', sent('F', [copy('paper')]), 'paper'],
    ['nothing of a message in the inbox', sent('F', [copy('inbox')]), undefined],
    [
      'nothing once the outcome is keyed',
      sent('F', [copy('paper', { receipt: receipt('signed') })]),
      undefined,
    ],
    ['nothing of a draft', sent('F', [copy('phone-record', { shadow: true })]), undefined],
    ['nothing of what was done meanwhile', sent('F', [copy('phone-record', { needless: true })]), undefined],
    [
      'nothing of what was sent before there were receipts',
      sent('F', [copy('phone-record')], null),
      undefined,
    ],
  ])('%s', (_what, notice, channel) => {
    expect(owedOf(notice)?.channel).toBe(channel);
  });

  test.each([
    ['an ordinary call: two hours', sent('F', [copy('phone-record')]), '2026-03-16T03:00:00Z'],
    ['an emergency’s: ten minutes', sent('E', [copy('phone-record')]), '2026-03-16T01:10:00Z'],
    ['a slip: a day', sent('F', [copy('paper')]), '2026-03-17T01:00:00Z'],
    ['nothing', sent('F', [copy('inbox')]), null],
  ])('is looked at again: %s', (_what, notice, due) => {
    expect(callOverdueAt(notice, settingsOf(shuangyang))).toBe(due);
  });
});
