/** The series of leaders' digests: begun by the first wish also in an office set up long ago, and gone with the last. */
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { auditSegment } from '../../../shared/app/audit-store.ts';
import { execute } from '../../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../../shared/app/heartbeat.ts';
import { LEADER_DIGESTS } from '../../../shared/app/notices/digest-requests.ts';
import { readCommand } from '../../../shared/app/read-command.ts';
import { noticeOf } from '../../../shared/app/rows.ts';
import { chinaTime, DISTRICT, engineOn, rowsOf, setUpDemo } from '../../support/office.ts';

const START = chinaTime('2026-03-16 08:00');

async function office() {
  const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }) });
  await setUpDemo(engine, START, { rules: ['D45-1'] });
  const act = (time: string, verb: string, fields: object) => {
    const now = chinaTime(time);
    const command = readCommand(verb, fields, now);
    const envelope = { district: DISTRICT, commandId: `${verb}@${time}`, actor: 'office', command };
    return execute(engine, envelope, now);
  };
  const wish = (time: string, on = true) =>
    act(time, 'digest.request', { leader: 'vice-mayor-1', on, by: 'vice-mayor-1' });
  await act('2026-03-16 08:10', 'assignment.open', {
    ...{ id: 'k1', title: '老旧小区改造方案', short: '老旧小区改造', source: 'instruction', lead: 'housing' },
    ...{ until: '2026-03-19', assign: true },
    sources: [{ kind: 'instruction', reference: '区长3月16日批示' }],
  });
  const series = async () => (await rowsOf(engine.store, 'series')).find(({ id }) => id === LEADER_DIGESTS);
  const digests = async () =>
    (await rowsOf(engine.store, 'notice')).map(noticeOf).filter(({ facts }) => facts.rung === 'digest');
  return { engine, wish, series, digests };
}

test('there is no series until somebody asks, and the audit misses none', async () => {
  const { engine, wish, series } = await office();
  await beatUntilQuiet(engine, chinaTime('2026-03-16 09:30'));
  expect(await series()).toBeUndefined();
  expect((await auditSegment(engine, { index: 0, of: 1 }, START)).findings).toEqual([]);
  expect(await wish('2026-03-16 10:00')).toEqual({ outcome: 'done' });
  expect((await series())?.due?.at).toBe(chinaTime('2026-03-17 09:00'));
  expect((await auditSegment(engine, { index: 0, of: 1 }, START)).findings).toEqual([]);
});

test('a day missed in an outage is not made up for; on a late morning it is today’s', async () => {
  const { engine, wish, digests } = await office();
  await wish('2026-03-16 10:00');
  await beatUntilQuiet(engine, chinaTime('2026-03-18 10:30'));
  expect((await digests()).map(({ facts }) => facts.intendedAt)).toEqual([chinaTime('2026-03-18 09:00')]);
  await beatUntilQuiet(engine, chinaTime('2026-03-19 20:00'));
  await beatUntilQuiet(engine, chinaTime('2026-03-20 08:59'));
  expect(await digests()).toHaveLength(1);
});

test('the same morning twice is one digest', async () => {
  const { engine, wish, digests } = await office();
  await wish('2026-03-16 10:00');
  await beatUntilQuiet(engine, chinaTime('2026-03-17 09:00'));
  await wish('2026-03-17 09:01', false);
  await wish('2026-03-17 09:02');
  await beatUntilQuiet(engine, chinaTime('2026-03-17 10:00'));
  expect(await digests()).toHaveLength(1);
});

test('the series ends when nobody wants one any more', async () => {
  const { engine, wish, series } = await office();
  await wish('2026-03-16 10:00');
  await wish('2026-03-16 11:00', false);
  await beatUntilQuiet(engine, chinaTime('2026-03-17 09:00'));
  expect(await series()).toBeUndefined();
});
