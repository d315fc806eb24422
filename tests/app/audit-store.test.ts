/** The auditor finds nothing in an office that lives, and each kind of damage in one that was tampered with. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { auditNextSegment, vitalSigns } from '../../shared/app/audit-round.ts';
import { auditSegment, FINDINGS } from '../../shared/app/audit-store.ts';
import { keyOf } from '../../shared/app/rows.ts';
import { limits } from '../../shared/contract/metrics.ts';
import { addSeconds } from '../../shared/domain/time/instant.ts';
import type { Row, RowContent, RowKey } from '../../shared/ports/store.ts';
import { DISTRICT, Office } from '../scenarios/both-homes/office.ts';
import { executiveMeeting } from '../scenarios/both-homes/rule.stories.ts';

const WHOLE = { index: 0, of: 1 };

/** A fortnight with everything in it: papers that are late, replaced and postponed, an emergency, a week. */
async function livedOffice(): Promise<Office> {
  const office = await Office.open(openSqliteStore({ file: ':memory:' }), { from: '2026-03-10 08:00' });
  await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
  await office.at('2026-03-11 11:00', 'meeting.schedule', { ...executiveMeeting, id: 'm6', start: '待定' });
  await office.at('2026-03-12 22:50', 'event.report', {
    id: 'e1',
    severity: '重大',
    occurredAt: { earliest: '2026-03-12T22:20:00+08:00', latest: '2026-03-12T22:40:00+08:00' },
    lead: 'emergency',
  });
  await office.at('2026-03-12 22:55', 'event.confirm', { id: 'e1', by: 'duty-officer' });
  await office.at('2026-03-13 03:00', 'duty.submit', { duty: 'e1/D36-2', by: 'emergency' });
  await office.at('2026-03-13 10:00', 'week.answer', { week: '2026-W12', leader: 'mayor', entries: 'none' });
  await office.at('2026-03-16 08:50', 'week.compile', { week: '2026-W12' });
  await office.at('2026-03-17 18:30', 'duty.submit', {
    duty: 'm5/D52-07/i3',
    by: 'housing',
    happenedAt: '2026-03-17T16:30:00+08:00',
  });
  await office.at('2026-03-17 18:40', 'duty.return', { duty: 'm5/D52-07/i3', by: 'office', why: '份数不足' });
  await office.at('2026-03-17 20:00', 'meeting.reschedule', { id: 'm5', start: '2026-03-20T09:00:00+08:00' });
  await office.at('2026-03-18 09:30', 'agenda.add', {
    id: 'm5',
    item: { id: 'i4', unit: 'finance', title: '年度预算调整方案' },
  });
  await office.goesOnUntil('2026-03-19 12:00');
  return office;
}

describe('an office that lives', () => {
  it.each([1, 7])('has no findings, in %i segments that together cover every row', async (of) => {
    const office = await livedOffice();
    const { rows: all } = await auditSegment(office.engine, WHOLE, office.now);
    let rows = 0;
    for (let index = 0; index < of; index++) {
      const audited = await auditSegment(office.engine, { index, of }, office.now);
      expect(audited.findings).toEqual([]);
      rows += audited.rows;
    }
    expect(rows).toBe(all);
    expect(rows).toBeGreaterThan(100);
  });
});

describe('damage', () => {
  let office: Office;
  beforeEach(async () => {
    office = await livedOffice();
  });

  async function rewrite(key: RowKey, change: (row: Row) => Partial<RowContent>): Promise<void> {
    const row = await office.engine.store.get(key);
    if (!row) throw new Error(`there is no ${key.kind} '${key.id}'`);
    const { body, due, view } = row;
    const put = { key, content: { body, due, view, ...change(row) }, expected: row.version };
    await office.engine.store.commit([{ district: DISTRICT, puts: [put], entries: [] }]);
  }

  async function remove(key: RowKey): Promise<void> {
    const row = await office.engine.store.get(key);
    const deletes = [{ key, expected: row?.version ?? 0 }];
    await office.engine.store.commit([{ district: DISTRICT, puts: [], deletes, entries: [] }]);
  }

  async function findings(): Promise<string[]> {
    const audited = await auditSegment(office.engine, WHOLE, office.now);
    return audited.findings.map(({ kind, id, reason }) => `${kind} ${id}: ${reason}`);
  }

  const duty = keyOf(DISTRICT, 'duty', 'm5/D52-07/i4');
  const series = keyOf(DISTRICT, 'series', 'weeks');
  const cases: [string, () => Promise<void>, string][] = [
    [
      'an open duty without an instant',
      () => rewrite(duty, () => ({ due: null })),
      `duty ${duty.id}: ${FINDINGS.restless}`,
    ],
    [
      'a duty that waits for another instant than its next rung',
      () => rewrite(duty, ({ due }) => ({ due: due && { ...due, at: addSeconds(due.at, 3600) } })),
      `duty ${duty.id}: ${FINDINGS.dueDiffers}`,
    ],
    [
      'a duty that no list shows',
      () => rewrite(duty, () => ({ view: null })),
      `duty ${duty.id}: ${FINDINGS.viewDiffers}`,
    ],
    [
      'a duty whose state was changed beside the ledger',
      () => rewrite(duty, ({ body }) => ({ body: withOwner(body, 'health') })),
      `duty ${duty.id}: ${FINDINGS.stateDiffers}`,
    ],
    ['a duty whose row is gone', () => remove(duty), `duty ${duty.id}: ${FINDINGS.rowMissing}`],
    [
      'a meeting that would not begin',
      () => rewrite(keyOf(DISTRICT, 'matter', 'm5'), () => ({ due: null })),
      `matter m5: ${FINDINGS.dueDiffers}`,
    ],
    ['a district whose weeks would not open', () => remove(series), `series weeks: ${FINDINGS.noSeries}`],
    [
      'a series that waits for nothing',
      () => rewrite(series, () => ({ due: null })),
      `series weeks: ${FINDINGS.restless}`,
    ],
    ['a notice that would never go out', strandNotice, `notice housing.liaison~x: ${FINDINGS.restless}`],
    ['a notice that ended without a trace', forgeNotice, `notice housing.liaison~x: ${FINDINGS.noTrace}`],
  ];
  it.each(cases)('%s', async (_caption, damage, expected) => {
    await damage();
    expect(await findings()).toContain(expected);
  });

  async function strandNotice(): Promise<void> {
    await copyNotice(() => ({ status: 'waiting', attempts: 0 }));
  }

  async function forgeNotice(): Promise<void> {
    await copyNotice((state) => state);
  }

  /** A second row with the content of a notice that was sent. */
  async function copyNotice(change: (state: unknown) => unknown): Promise<void> {
    const { store } = office.engine;
    const [sent] = await store.list({
      district: DISTRICT,
      kind: 'notice',
      prefix: 'housing.liaison~',
      limit: 1,
    });
    if (!sent) throw new Error('nothing was sent');
    const { facts, state } = sent.body as { facts: unknown; state: unknown };
    const content = { body: { facts, state: change(state) }, due: null, view: sent.view };
    const put = { key: keyOf(DISTRICT, 'notice', 'housing.liaison~x'), content, expected: 0 };
    await store.commit([{ district: DISTRICT, puts: [put], entries: [] }]);
  }
});

function withOwner(body: unknown, owedBy: string): unknown {
  const state = body as { plan: object };
  return { ...state, plan: { ...state.plan, owedBy } };
}

describe('the round', () => {
  it('goes from segment to segment, begins anew, and remembers when it was last complete', async () => {
    const office = await livedOffice();
    const { engine, now } = office;
    const seen: [number, string | null][] = [];
    for (let run = 0; run < 4; run++) {
      const { segment, progress } = await auditNextSegment(engine, 3, addSeconds(now, run * 900));
      seen.push([segment, progress.lastFullPassAt]);
    }
    const complete = addSeconds(now, 1800);
    expect(seen).toEqual([
      [0, null],
      [1, null],
      [2, complete],
      [0, complete],
    ]);
    const { segment } = await auditNextSegment(engine, 5, now);
    expect(segment).toBe(0);
  });

  const audited = '2026-03-19T04:00:00Z';
  const cases: [string, number, boolean][] = [
    ['just audited', 0, true],
    ['audited 26 hours ago', limits.auditAgeSeconds, true],
    ['audited 26 hours and a second ago', limits.auditAgeSeconds + 1, false],
  ];
  it.each(cases)('%s', async (_caption, seconds, isWell) => {
    const office = await Office.open(openSqliteStore({ file: ':memory:' }), {
      from: '2026-03-19 12:00',
      rules: ['D52-06', 'D52-07', 'D52-08'],
    });
    expect(office.now).toBe(audited);
    await auditNextSegment(office.engine, 1, office.now);
    const signs = await vitalSigns(office.engine.store, addSeconds(office.now, seconds));
    expect(signs).toEqual({ dueLagSeconds: 0, auditAgeSeconds: seconds, isWell });
  });

  it('is not well before the first audit', async () => {
    const office = await Office.open(openSqliteStore({ file: ':memory:' }), { from: '2026-03-19 12:00' });
    expect(await vitalSigns(office.engine.store, office.now)).toMatchObject({
      auditAgeSeconds: null,
      isWell: false,
    });
  });

  const heads: [string, number, boolean][] = [
    ['a head two minutes old', limits.dueLagSeconds, true],
    ['a head older than two minutes', limits.dueLagSeconds + 1, false],
  ];
  it.each(heads)('%s', async (_caption, seconds, isWell) => {
    const office = await Office.open(openSqliteStore({ file: ':memory:' }), {
      from: '2026-03-19 12:00',
      rules: ['D52-07'],
    });
    await office.does('meeting.schedule', { ...executiveMeeting, start: '2026-03-27T09:00:00+08:00' });
    await auditNextSegment(office.engine, 1, office.now);
    const signs = await vitalSigns(office.engine.store, addSeconds(office.now, seconds));
    expect(signs).toMatchObject({ dueLagSeconds: seconds, isWell });
  });
});
