/** Mutes as the office keys them: with reason and end, visible, and taken back. */
import { expect, test } from 'vitest';
import { RunningOffice, refusalOf } from '../../support/messages.ts';
import { chinaTime, DISTRICT, freshOffice, ledgerOf } from '../../support/office.ts';

const BEGIN = chinaTime('2026-03-11 14:00');
const mute = {
  id: 'j1',
  post: 'housing.liaison',
  until: '2026-03-20T18:00:00+08:00',
  by: 'office.liaison',
  why: '集中迎检',
};

async function opened(): Promise<RunningOffice> {
  return new RunningOffice(await freshOffice(BEGIN), BEGIN);
}

test('a mute is kept with its reason and end, and can be taken back', async () => {
  const office = await opened();
  await office.act('notice.mute', mute);
  const { mutes } = await office.engine.districts.open(DISTRICT);
  expect(mutes).toMatchObject([{ id: 'j1', post: 'housing.liaison', why: '集中迎检', by: 'office.liaison' }]);
  await office.act('notice.unmute', { id: 'j1', by: 'office' });
  expect((await office.engine.districts.open(DISTRICT)).mutes).toEqual([]);
  const types = (await ledgerOf(office.engine.store)).map(({ type }) => type);
  expect(types.filter((type) => type.endsWith('muted'))).toEqual(['notice.muted', 'notice.unmuted']);
});

test.each([
  ['a post that is not there', { ...mute, post: 'nobody' }, '通讯录中没有职务“nobody”'],
  ['more than sixty days', { ...mute, until: '2026-06-01T00:00:00+08:00' }, '静音最长60天，请另定截止时间'],
  ['an end that is past', { ...mute, until: '2026-03-11T09:00:00+08:00' }, '静音截止时间已过，请核对'],
])('%s is refused', async (_what, fields, reason) => {
  expect(refusalOf(await (await opened()).act('notice.mute', fields))).toBe(reason);
});

test('an id is used once, and what is over is forgotten', async () => {
  const office = await opened();
  await office.act('notice.mute', mute);
  expect(refusalOf(await office.act('notice.mute', mute))).toBe('编号“j1”已用于另一静音申请');
  await office.until('2026-03-21 09:00');
  await office.act('notice.mute', { ...mute, id: 'j2', until: '2026-03-25T18:00:00+08:00' });
  const { mutes } = await office.engine.districts.open(DISTRICT);
  expect(mutes.map(({ id }) => id)).toEqual(['j2']);
});
