/** 交接清单: what a post has open, for whoever takes it over. */
import { expect, it } from 'vitest';
import { execute } from '../../shared/app/execute.ts';
import { handoverList } from '../../shared/app/handover-list.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { sayHandover } from '../../shared/app/say-handover.ts';
import { chinaTime, DISTRICT, freshOffice } from '../support/office.ts';

const now = chinaTime('2026-03-10 09:00');
const engine = await freshOffice(now);

async function act(commandId: string, verb: string, fields: object) {
  const command = readCommand(verb, fields, now);
  await execute(engine, { district: DISTRICT, commandId, actor: 'office', command }, now);
}

await act('c1', 'meeting.schedule', {
  id: 'm5',
  kind: 'executive',
  title: '第5次常务会议',
  start: '2026-03-18T09:00:00+08:00',
  items: [
    { id: 'i3', unit: 'housing', title: '老旧小区改造实施方案' },
    { id: 'i4', unit: 'finance', title: '预算调整方案' },
  ],
});
await act('c2', 'absence.request', {
  id: 'a1',
  post: 'housing.principal',
  from: '2026-03-12T08:00:00+08:00',
  to: '2026-03-13T18:00:00+08:00',
  reason: '出差',
});

async function listOf(post: string, at = now) {
  return handoverList(engine.store, await engine.districts.open(DISTRICT), post, at);
}

it.each(['housing.liaison', 'housing.principal', 'housing.deputy'])(
  '%s has what the unit owes',
  async (post) => {
    const list = await listOf(post);
    expect(list?.entries).toHaveLength(1);
    expect(list?.entries[0]).toMatchObject({
      duty: 'm5/D52-07/i3',
      part: 'owes',
      owedBy: '区住建局',
      basis: 'clause',
      dueAt: '2026-03-17T09:00:00Z',
      state: 'upcoming',
    });
  },
);

it('the desk that receives has what it is to receive, and what its own unit owes', async () => {
  const parts = new Map((await listOf('office.liaison'))?.entries.map(({ duty, part }) => [duty, part]));
  expect(parts.get('m5/D52-07/i3')).toBe('receives');
  expect(parts.get('m5/D52-08')).toBe('owes');
});

it('nobody else has anything; an unknown post has no list', async () => {
  expect((await listOf('audit.liaison'))?.entries).toEqual([]);
  expect(await listOf('moon.liaison')).toBeNull();
});

it('is printed with limit, clause, evidence, absences and places to sign', async () => {
  const district = await engine.districts.open(DISTRICT);
  const list = await listOf('housing.principal');
  const text = list ? sayHandover(list, district.directory, district.zone) : '';
  expect(text).toMatch(
    /^示例区应办事项交接清单\n职务：区住建局局长（区住房和城乡建设局）\n现任：岳示正，电话000-00001029\n/,
  );
  expect(text).toContain('清单时间：2026年3月10日09:00\n未办结事项：1项\n');
  expect(text).toMatch(/1\. .*老旧小区改造实施方案（m5\/D52-07\/i3）/);
  expect(text).toContain('承办；承办单位：区住建局；时限：3月17日17:00；状态：办理中');
  expect(text).toMatch(/依据：《.*第五十二条.*条文明定；办结凭据：/);
  expect(text).toContain('外出：3月12日至13日，出差（待批准），由区住建局副局长代行');
  expect(text).toContain('补位或主持工作：区住建局副局长');
  expect(text).toMatch(/移交人：.*接收人：.*监交人：/);
  expect(text).not.toMatch(/undefined|null|[,;]/);
});

it('a leader has what the office does for him and what his units owe', async () => {
  const friday = chinaTime('2026-03-13 10:00');
  await beatUntilQuiet(engine, friday);
  const list = await listOf('mayor', friday);
  expect(list?.entries.map(({ part }) => part)).toContain('serves');
  const liaison = await listOf('mayor.liaison', friday);
  expect(liaison?.entries.length).toBeGreaterThan(0);
  expect(liaison?.entries.every(({ part }) => part === 'serves')).toBe(true);
});
