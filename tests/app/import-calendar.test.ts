/** A year is announced after deadlines were already counted with it: what moves is shown, then moved. */
import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../shared/adapters/rules/load-calendars.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { importCalendar, previewCalendar } from '../../shared/app/import-calendar.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { formatInstant } from '../../shared/domain/time/instant.ts';
import { chinaTime, DISTRICT, engineOn, rowsOf, setUpDemo } from '../support/office.ts';

const NOW = chinaTime('2026-11-25 10:00');
const ANNOUNCED = readCalendar(
  'cn-2027.yaml',
  `year: 2027
country: cn
notices: ["https://www.gov.cn/zhengce/example-for-tests"]
verified: 2026-11-25
off: { 元旦: 2027-01-01 to 2027-01-03 }
work: {}
`,
);

async function officeWithMeeting(start: string): Promise<Engine> {
  const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }) });
  await setUpDemo(engine, NOW, { rules: ['D52-06', 'D52-07', 'D52-08'] });
  const agenda = [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }];
  const command = readCommand('meeting.schedule', { id: 'm1', kind: 'executive', start, items: agenda }, NOW);
  await execute(engine, { district: DISTRICT, commandId: 'schedule', actor: 'test', command }, NOW);
  await beatUntilQuiet(engine, NOW);
  return engine;
}

async function papersOf(engine: Engine): Promise<ExistingDuty> {
  const duties = (await rowsOf(engine.store, 'duty')).map((row) => row.body as ExistingDuty);
  const papers = duties.find(({ plan }) => plan.id === 'm1/D52-07/i1');
  if (!papers) throw new Error('no papers');
  return papers;
}

function local(duty: ExistingDuty): string {
  return formatInstant(duty.plan.dueAt, 'Asia/Shanghai');
}

describe('a year that is announced later', () => {
  it('before: New Year counts by its weekday, and the limit is provisional', async () => {
    const papers = await papersOf(await officeWithMeeting('2027-01-04T09:00:00+08:00'));
    expect([local(papers), papers.plan.provisional]).toEqual(['2027-01-01T17:00:00+08:00', true]);
  });

  it('the preview names each open duty that moves, and writes nothing', async () => {
    const engine = await officeWithMeeting('2027-01-04T09:00:00+08:00');
    const moved = await previewCalendar(engine, ANNOUNCED, NOW);
    expect(moved.map(({ duty, wasProvisional }) => [duty, wasProvisional])).toEqual([
      ['m1/D52-06', true],
      ['m1/D52-07/i1', true],
      ['m1/D52-08', true],
    ]);
    expect(local(await papersOf(engine))).toBe('2027-01-01T17:00:00+08:00');
  });

  it('after the import everything is counted again, once', async () => {
    const engine = await officeWithMeeting('2027-01-04T09:00:00+08:00');
    expect(await importCalendar(engine, ANNOUNCED, NOW)).toBe('imported');
    await beatUntilQuiet(engine, NOW);
    const papers = await papersOf(engine);
    expect([local(papers), papers.plan.provisional]).toEqual(['2026-12-31T17:00:00+08:00', false]);
    expect(await importCalendar(engine, ANNOUNCED, NOW)).toBe('unchanged');
    expect(await previewCalendar(engine, ANNOUNCED, NOW)).toEqual([]);
  });

  it('a deadline of the known year does not move', async () => {
    const engine = await officeWithMeeting('2026-12-08T09:00:00+08:00');
    expect(await previewCalendar(engine, ANNOUNCED, NOW)).toEqual([]);
  });
});
