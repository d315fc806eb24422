import { expect, it } from 'vitest';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { chinaTime, freshOffice, ledgerOf, said } from '../support/office.ts';
import { perform } from '../support/random-history.ts';
import { limitsPassed, rungsTaken, twice } from '../support/rungs.ts';
import { sink } from '../support/sink.ts';

it('after two hours without a heartbeat everybody is told once, by the latest rung, and that it is late', async () => {
  const sent = sink();
  const reported = chinaTime('2026-03-10 10:00');
  const engine = await freshOffice(chinaTime('2026-03-10 08:30'), { channels: sent.channels });
  const fields = { id: 'e1', severity: '重大', lead: 'emergency' };
  await perform(engine, { at: reported, verb: 'event.report', fields }, 1);
  for (const time of ['10:00', '10:05', '12:00', '13:40'])
    await beatUntilQuiet(engine, chinaTime(`2026-03-10 ${time}`));
  const before = sent.messages.length;

  // The limit is 15:00. Warnings at 14:00 and 14:30, the limit and its rungs, the first repeat: all missed.
  await beatUntilQuiet(engine, chinaTime('2026-03-10 15:40'));

  const ledger = (await ledgerOf(engine.store)).filter(({ stream }) => stream === 'e1/D36-2');
  expect(limitsPassed(ledger)).toEqual(['e1/D36-2 2026-03-10T07:00:00Z']);
  const rungs = rungsTaken(ledger).map((rung) => rung.split(' ').slice(1).join(' '));
  expect(rungs).toEqual(
    expect.arrayContaining([
      'warn 2026-03-10T06:00:00Z',
      'warn-mayor 2026-03-10T06:30:00Z',
      'breach 2026-03-10T07:00:00Z',
      'breach-leaders 2026-03-10T07:00:00Z',
      'repeat@2026-03-10T07:30:00Z 2026-03-10T07:30:00Z',
    ]),
  );
  const missed = ledger.filter(({ recordedAt }) => recordedAt === chinaTime('2026-03-10 15:40'));
  expect(missed.filter(({ type }) => type === 'rung.reached').every((entry) => said(entry).late)).toBe(true);

  // That a draft waits for a decision is another matter than what everybody is told.
  const told = sent.messages
    .slice(before)
    .filter(
      ({ idempotencyKey }) => idempotencyKey.includes('e1/D36-2') && !idempotencyKey.includes('-approval'),
    );
  expect(twice(told.map(({ person }) => person))).toEqual([]);
  expect(
    told.map(({ person, idempotencyKey }) => `${person} ${idempotencyKey.split('~')[3]}`).sort(),
  ).toEqual([
    'p-emergency-liaison breach>emergency.liaison',
    'p-emergency-principal repeat@2026-03-10T07:30:00Z>emergency.principal',
    'p-executive-vice-mayor breach-leaders>executive-vice-mayor',
    'p-mayor breach-leaders>mayor',
    'p-office-director breach-leaders>office-director',
    'p-vice-mayor-5 breach-leaders>vice-mayor-5',
  ]);
  for (const { long } of told) expect(long).toMatch(/（本条应于3月10日15:[03]0发出，现补发）/);
});
