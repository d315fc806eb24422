/** Calls that nobody makes: the office is told once, and what was done meanwhile leaves the list. */
import { expect, test } from 'vitest';
import { remindOfCall } from '../../../shared/app/notices/remind-of-call.ts';
import { noticeOf } from '../../../shared/app/rows.ts';
import { callList } from '../../../shared/app/views.ts';
import type { Row } from '../../../shared/ports/store.ts';
import { RunningOffice } from '../../support/messages.ts';
import { chinaTime, DISTRICT, freshOffice, rowsOf } from '../../support/office.ts';

const BEGIN = chinaTime('2026-03-11 14:00');
const DUTY = 'm1/D52-07/i1';

/** town-3, which has a telephone and nothing else, is to be called. */
async function toCall(): Promise<RunningOffice> {
  const office = new RunningOffice(await freshOffice(BEGIN), BEGIN);
  const items = [{ id: 'i1', unit: 'town-3', title: '人居环境整治' }];
  await office.act('meeting.schedule', {
    id: 'm1',
    kind: 'executive',
    start: '2026-03-18T09:00:00+08:00',
    items,
  });
  await office.until('2026-03-11 14:10');
  return office;
}

async function look(office: RunningOffice): Promise<void> {
  const { store, districts } = office.engine;
  const district = await districts.open(DISTRICT);
  const [call] = await calls(office);
  if (call) await store.commit(remindOfCall(call, await office.duty(DUTY), null, district, office.now));
}

async function calls({ engine }: RunningOffice): Promise<Row[]> {
  const listed = await callList(engine.store, DISTRICT);
  const rows = await rowsOf(engine.store, 'notice');
  return rows.filter((row) => listed.some(({ facts }) => facts.id === row.id));
}

async function reminders({ engine }: RunningOffice): Promise<string[]> {
  const notices = (await rowsOf(engine.store, 'notice')).map(noticeOf);
  return notices.filter(({ facts }) => facts.template === 'call.overdue').map(({ facts }) => facts.post);
}

test('the office is told once of a call without outcome', async () => {
  const office = await toCall();
  await look(office);
  await look(office);
  expect(await reminders(office)).toEqual(['office.liaison']);
  expect(await calls(office)).toHaveLength(1);
});

test('a call about what was handed in meanwhile need not be made, and nobody is told', async () => {
  const office = await toCall();
  await office.act('duty.submit', { duty: DUTY, by: 'office' });
  await look(office);
  expect([await reminders(office), await calls(office)]).toEqual([[], []]);
  expect((await office.message(DUTY, 'town-3.liaison', 'start')).copy.needless).toBe(true);
});
