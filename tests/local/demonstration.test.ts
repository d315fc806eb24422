/** The demonstration fits any day: deterministic, with something done, something coming, and nothing on fire. */
import { describe, expect, it } from 'vitest';
import { layDemonstration, startOfShow } from '../../local/demonstration.ts';
import { embeddedInstallation } from '../../local/installation.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { boardOf, noticeList } from '../../shared/app/views.ts';
import { addSeconds, type Instant, parseInstant } from '../../shared/domain/time/instant.ts';

const shipped = embeddedInstallation(openSqliteStore({ file: ':memory:' }));

async function laidAt(now: Instant, meetingIn?: 1 | 3): Promise<Engine> {
  const engine = createEngine({ ...shipped, store: openSqliteStore({ file: ':memory:' }) });
  await layDemonstration(engine, now, ...(meetingIn === undefined ? [] : [{ meetingIn }]));
  await beatUntilQuiet(engine, now);
  return engine;
}

const days: [string, string][] = [
  ['a Monday before work', '2026-11-23T07:00:00+08:00'],
  ['a Tuesday', '2026-11-24T11:00:00+08:00'],
  ['a Wednesday evening', '2026-11-25T20:00:00+08:00'],
  ['a Thursday', '2026-11-26T10:30:00+08:00'],
  ['a Friday at noon', '2026-11-27T12:30:00+08:00'],
  ['a Saturday', '2026-11-28T09:00:00+08:00'],
  ['a Sunday at midnight', '2026-11-29T00:00:00+08:00'],
  ['a make-up Saturday', '2026-10-10T10:00:00+08:00'],
  ['National Day', '2026-10-03T10:00:00+08:00'],
  ['the first day after it', '2026-10-08T08:00:00+08:00'],
  ['the middle of Spring Festival', '2026-02-18T15:00:00+08:00'],
  ['the last day of an announced year', '2026-12-31T17:30:00+08:00'],
  ['a year that is not announced', '2027-01-05T10:00:00+08:00'],
  ['its National Day', '2027-10-02T10:00:00+08:00'],
  ['a leap day', '2028-02-29T09:30:00+08:00'],
];

describe('on', () => {
  it.each(days)('%s', async (_caption, text) => {
    const now = parseInstant(text);
    const engine = await laidAt(now);
    const board = await boardOf(engine.store, await engine.districts.open('demo'), now);
    expect(board.overdue.map(({ plan }) => plan.id)).toEqual([]);
    const ahead = [...board.today, ...board.upcoming].map(({ plan }) => plan.id);
    expect(ahead).toEqual(expect.arrayContaining(['cw-16/D52-07/1', 'cw-16/D52-07/2', 'cw-16/D52-07/3']));
    const { entries } = await noticeList(engine.store, 'demo', 'sent');
    expect(entries.length).toBeGreaterThan(10);
    const settled = await engine.store.get({ district: 'demo', kind: 'duty', id: 'cw-15/D52-07/2' });
    expect(settled?.body).toMatchObject({
      status: 'settled',
      judgement: { verdict: 'late', lateBySeconds: 3000 },
    });
  });
});

describe('the demonstration', () => {
  it('is the same whenever it is laid for the same moment', async () => {
    const now = parseInstant('2026-11-25T10:00:00+08:00');
    const dump = async () => {
      const rows: string[] = [];
      for await (const row of (await laidAt(now)).store.scanRows({ index: 0, of: 1 }))
        rows.push(JSON.stringify(row));
      return rows.sort();
    };
    expect(await dump()).toEqual(await dump());
  });

  it.each(days)(
    'as a show begun on %s, escalates within a minute at 600 times the speed',
    async (_caption, text) => {
      const begin = startOfShow(createEngine(shipped), parseInstant(text));
      const engine = await laidAt(begin, 1);
      const end = addSeconds(begin, 60 * 600);
      for (
        let due = await engine.store.nextDue();
        due !== null && due <= end;
        due = await engine.store.nextDue()
      )
        await beatUntilQuiet(engine, due);
      const { entries } = await noticeList(engine.store, 'demo', 'sent');
      expect(
        entries.filter(({ facts }) => facts.matter === 'cw-16').map(({ facts }) => facts.kind),
      ).toContain('escalate');
    },
  );
});
