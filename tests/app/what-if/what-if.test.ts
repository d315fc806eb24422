/** The same fortnight under other settings, against the fortnight as the engine plays it under those settings. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { type DistrictSettings, KEYS } from '../../../shared/app/district.ts';
import type { Engine } from '../../../shared/app/engine.ts';
import type { ReportScope } from '../../../shared/app/reports/compliance-report.ts';
import { noticeOf } from '../../../shared/app/rows.ts';
import type { ComparedDuty } from '../../../shared/app/what-if/compare-matter.ts';
import { withOtherSettings } from '../../../shared/app/what-if/other-settings.ts';
import { sayWhatIf } from '../../../shared/app/what-if/say-what-if.ts';
import { NothingToCompare, type WhatIf, whatIf } from '../../../shared/app/what-if/what-if.ts';
import type { ExistingDuty } from '../../../shared/domain/duties/duty.ts';
import type { NoticeKind } from '../../../shared/domain/notices/notice.ts';
import { InvalidSetting } from '../../../shared/domain/rules/settings.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import type { Row, Store } from '../../../shared/ports/store.ts';
import { chinaTime, DISTRICT, engineOn, ledgerOf, rowsOf, said } from '../../support/office.ts';
import { AS_OF, FORTNIGHT, layFortnight, PARTY, SECRET } from '../../support/what-if-story.ts';

const days = { first: FORTNIGHT.first as LocalDate, last: FORTNIGHT.last as LocalDate };
const WHOLE: ReportScope = { ...days, rulebook: null, unit: null, kind: null, version: 'whole' };

let played: Engine;

beforeAll(async () => {
  played = await layFortnight(openSqliteStore({ file: ':memory:' }));
}, 120_000);

interface Compared {
  readonly result: WhatIf;
  readonly duties: ReadonlyMap<string, ComparedDuty>;
}

async function under(
  overrides: Readonly<Record<string, string>>,
  scope: Partial<ReportScope> = {},
): Promise<Compared> {
  return compared(withOtherSettings(boundReads(played.store), overrides), scope);
}

function compared(store: Store, scope: Partial<ReportScope>): Promise<Compared> {
  return between(played, engineOn({ store }), scope);
}

async function between(before: Engine, after: Engine, scope: Partial<ReportScope>): Promise<Compared> {
  const duties = new Map<string, ComparedDuty>();
  const asked = { scope: { ...WHOLE, ...scope }, districts: [DISTRICT], asOf: AS_OF };
  const result = await whatIf(before, after, asked, { duty: (duty) => void duties.set(duty.id, duty) });
  return { result, duties };
}

/** A store that refuses to write, as the command gives it. */
function boundReads(store: Store): Store {
  const refuse = () => Promise.reject(new Error('nothing may be written'));
  return {
    get: (key) => store.get(key),
    getMany: (keys) => store.getMany(keys),
    list: (query) => store.list(query),
    view: (query) => store.view(query),
    ledger: (query) => store.ledger(query),
    receipt: (district, id) => store.receipt(district, id),
    scanRows: (segment) => store.scanRows(segment),
    scanLedger: () => store.scanLedger(),
    due: refuse,
    nextDue: refuse,
    commit: refuse,
    close: () => Promise.resolve(),
  };
}

const verdicts = (duty: ComparedDuty | undefined) => [duty?.before?.outcome, duty?.after?.outcome];

/** Counted from a store that the engine has played under the settings, by no code of the comparison. */
async function countedIn({ store }: Engine, limits: Engine): Promise<Map<NoticeKind, number>> {
  const duties = await rowsOf(limits.store, 'duty');
  const [from, to] = [chinaTime(`${FORTNIGHT.first} 00:00`), AS_OF];
  const ofPeriod = new Set(
    duties.flatMap(({ id, body }) => {
      const { plan } = body as ExistingDuty;
      return plan.dueAt >= from && plan.dueAt < to && !plan.matter.startsWith('p') ? [id] : [];
    }),
  );
  const rungs = new Set(
    (await ledgerOf(store))
      .filter(({ type }) => type === 'rung.reached')
      .map((entry) => `${entry.stream} ${said(entry).rung}`),
  );
  const counts = new Map<NoticeKind, number>();
  for (const row of await rowsOf(store, 'notice')) {
    const { duty, rung, kind } = noticeOf(row).facts;
    const known = rungs.has(`${duty} ${rung.replace(/-approval$/, '')}`);
    if (known && ofPeriod.has(duty)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** Messages of rungs that went out on their own, but of the Party group. */
async function messagesIn({ store }: Engine): Promise<number> {
  const ledger = await ledgerOf(store);
  const rungs = new Set(
    ledger
      .filter(({ type }) => type === 'rung.reached')
      .map((entry) => `${entry.stream} ${said(entry).rung}`),
  );
  const sent = ledger.filter((entry) => {
    const { duty, rung } = said(entry);
    if (entry.type !== 'notice.sent' || String(duty).startsWith('p1/')) return false;
    return rungs.has(`${duty} ${String(rung).replace(/-approval$/, '')}`);
  });
  return new Set(sent.map(({ stream }) => stream)).size;
}

/** Slips that nobody has signed: taken to be let go at once, each a message of its own. */
async function draftsIn({ store }: Engine): Promise<number> {
  const notices = (await rowsOf(store, 'notice')).map(noticeOf);
  return notices.filter(({ facts, state }) => facts.approval !== undefined && state.status === 'waiting')
    .length;
}

function counted(result: WhatIf, side: 'before' | 'after' | 'sent') {
  return new Map(result.figures.notices.flatMap((one) => (one[side] > 0 ? [[one.kind, one[side]]] : [])));
}

describe('materials.mode from C to D', () => {
  test('papers handed in on the eve would have been late; what was early stays on time, what was late stays late', async () => {
    const { result, duties } = await under({ 'materials.mode': 'D' });
    expect(verdicts(duties.get('k1/D52-07/eve'))).toEqual(['on-time', 'late']);
    expect(verdicts(duties.get('k1/D52-07/early'))).toEqual(['on-time', 'on-time']);
    expect(verdicts(duties.get('k1/D52-07/late'))).toEqual(['late', 'late']);
    expect(verdicts(duties.get('k1/D52-07/bounds'))).toEqual(['undetermined', 'late']);
    expect(result.figures.before.outcomes).toMatchObject({ late: 1, undetermined: 1 });
    expect(result.figures.after.outcomes).toMatchObject({ late: 4, undetermined: 0 });
    expect(result.figures.changed.duties.map(({ id }) => id)).toEqual([
      'k1/D52-07/bounds',
      'k1/D52-07/eve',
      'k1/D52-07/secret',
    ]);
    expect(result.districts[0]?.settings).toEqual([
      { name: 'materials.mode', say: '“会前1天”的理解方式', from: 'C', to: 'D' },
    ]);
  });

  test('limits are those of the engine under D, and each says how it was counted', async () => {
    const { duties } = await under({ 'materials.mode': 'D' });
    const other = await layFortnight(openSqliteStore({ file: ':memory:' }), { 'materials.mode': 'D' });
    for (const row of await rowsOf(other.store, 'duty')) {
      const { plan } = row.body as ExistingDuty;
      const after = duties.get(row.id)?.after;
      if (after) expect([row.id, after.line.dueAt]).toEqual([row.id, plan.dueAt]);
    }
    const { before, after } = duties.get('k1/D52-07/eve') ?? {};
    expect(before?.line.dueAt).toBe(chinaTime('2026-03-10 17:00'));
    expect(after?.line.dueAt).toBe(chinaTime('2026-03-09 17:00'));
    expect(after?.derivation.join()).toContain('中间隔一个完整工作日');
  });
});

describe('notices are those of the engine under the same settings', () => {
  test.each([
    { caption: 'a day more', settings: { 'materials.offset': '2' } },
    { caption: 'a full working day between', settings: { 'materials.mode': 'D' } },
    { caption: 'the check asks longer', settings: { 'check.window': '90' } },
    { caption: 'nothing is said to be missing unless confirmed', settings: { 'check.required': 'true' } },
    { caption: 'the first release sooner', settings: { 'opinion.first_h': '2' } },
    { caption: 'the table of the week later in the day', settings: { 'weekly.issue_time': '11:00' } },
    { caption: 'other quiet hours', settings: { quiet_hours: '17:00-09:30' } },
  ])('$caption', async ({ settings }) => {
    const { result } = await under(settings);
    const other = await layFortnight(openSqliteStore({ file: ':memory:' }), settings);
    expect(counted(result, 'before')).toEqual(await countedIn(played, played));
    expect(counted(result, 'after')).toEqual(await countedIn(other, played));
  });
});

describe('a setting that moves no limit', () => {
  test('check.window changes no verdict of what was done', async () => {
    const { result, duties } = await under({ 'check.window': '90' });
    expect(result.figures.changed.count).toBe(0);
    expect(result.figures.limitsMoved).toBe(0);
    for (const { before, after } of duties.values()) expect(before?.outcome).toBe(after?.outcome);
  });

  test('quiet hours and caps change messages, and no verdict', async () => {
    const { figures } = (await under({ 'notice.cap_per_hour': '1' })).result;
    expect(figures.noticesInAll.after).toBe(figures.noticesInAll.before);
    expect(figures.messages.after).toBeLessThan(figures.messages.before);
    expect(figures.changed.count).toBe(0);
  });
});

describe('messages are as many as the engine sends under the same settings', () => {
  // Over a whole year nothing is merged with what lies outside the period.
  const year = { first: '2026-01-01' as LocalDate, last: '2026-12-31' as LocalDate };

  test.each([
    { caption: 'one an hour', settings: { 'notice.cap_per_hour': '1' } },
    { caption: 'other quiet hours', settings: { quiet_hours: '17:00-09:30' } },
    { caption: 'no digest', settings: { 'digest.liaisons': '无', 'digest.towns': '无' } },
    { caption: 'a full working day between', settings: { 'materials.mode': 'D' } },
  ])('$caption', async ({ settings }) => {
    const { figures } = (await under(settings, year)).result;
    const other = await layFortnight(openSqliteStore({ file: ':memory:' }), settings);
    const [sent, drafts] = [await messagesIn(played), await draftsIn(played)];
    const otherwise = (await messagesIn(other)) + (await draftsIn(other));
    expect(figures.messages).toEqual({ before: sent + drafts, after: otherwise, sent });
  });
});

describe('counted again under the settings in force', () => {
  test('limits and verdicts are those of the ledger, notices those that were sent', async () => {
    const { result } = await under({ 'materials.mode': 'D' });
    const { figures } = result;
    expect(figures.unlikeRecord).toEqual({ count: 0, duties: [] });
    expect(figures.noticesInAll.before).toBeGreaterThanOrEqual(figures.noticesInAll.sent);
  });
});

/** The same store with other rules chosen. */
function withRules(rules: readonly string[]): Store {
  const reads = boundReads(played.store);
  const { id, kind } = KEYS.settings(DISTRICT);
  const changed = (row: Row | null) =>
    row?.id === id && row.kind === kind
      ? { ...row, body: { ...(row.body as DistrictSettings), rules } }
      : row;
  return { ...reads, getMany: async (keys) => (await reads.getMany(keys)).map(changed) };
}

describe('what there would be more or less', () => {
  test('a rule that is not there any more', async () => {
    const { result, duties } = await compared(withRules(['D52-*', 'D76-*', 'D60-*']), {});
    const gone = [...duties.values()].filter(({ after }) => after === null);
    expect(gone.map(({ id }) => id.split('/')[1]).every((rule) => rule?.startsWith('D36-'))).toBe(true);
    expect(result.figures.gone.count).toBe(gone.length);
    expect(gone.length).toBeGreaterThan(0);
    expect(result.districts[0]?.rules.every((rule) => rule.startsWith('D36-'))).toBe(true);
    expect(sayWhatIf(result)).toContain('将不再产生');
  });

  test('a rule that is new: nobody is late for what was never asked, and what was done all the same counts', async () => {
    const without = engineOn({ store: withRules(['D52-*', 'D76-*', 'D60-*']) });
    const { result, duties } = await between(without, engineOn({ store: boundReads(played.store) }), {});
    const added = [...duties.values()].filter(({ before }) => before === null);
    const outcomes = new Map(added.map(({ id, after }) => [id, after?.outcome]));
    expect(outcomes.get('e1/D36-2')).toBe('on-time');
    expect(outcomes.get('e1/D36-3')).toBe('no-record');
    for (const never of ['late', 'overdue']) expect([...outcomes.values()]).not.toContain(never);
    expect(result.figures.added.count).toBe(added.length);
    expect(result.figures.noticesOfAdded).toBeGreaterThan(0);
    expect(sayWhatIf(result)).toContain('无办理记录');
  });

  test('the sums agree', async () => {
    const { figures } = (await under({ 'materials.mode': 'D', 'opinion.first_h': '2' })).result;
    const all = (side: typeof figures.before) => side.due + side.outcomes.internal;
    expect(all(figures.after)).toBe(all(figures.before) - figures.gone.count + figures.added.count);
    const rules = figures.byRule.reduce((sum, { after }) => sum + after.due, 0);
    expect(rules).toBe(figures.after.due);
  });
});

describe('what is kept back', () => {
  test('a secret is its number, the Party group is nowhere, one unit sees its own', async () => {
    const { result, duties } = await under({ 'materials.mode': 'D' });
    const told = `${JSON.stringify(result)}${JSON.stringify([...duties.values()])}${sayWhatIf(result)}`;
    expect(told.includes(SECRET)).toBe(false);
    expect(told.includes(PARTY)).toBe(false);
    expect([...duties.keys()].some((id) => id.startsWith('p1/'))).toBe(false);
    expect(duties.get('k1/D52-07/secret')?.after).toMatchObject({ outcome: 'late', derivation: [] });
    const own = await under({ 'materials.mode': 'D' }, { unit: 'education' });
    expect([...own.duties.keys()]).toEqual(['k1/D52-07/eve']);
  });
});

describe('refuses', () => {
  test.each([
    { caption: 'a setting that there is not', settings: { 'materials.moed': 'D' }, fault: InvalidSetting },
    { caption: 'a value that it cannot have', settings: { 'materials.mode': 'E' }, fault: InvalidSetting },
    { caption: 'the value in force', settings: { 'materials.mode': 'C' }, fault: NothingToCompare },
  ])('$caption', async ({ settings, fault }) => {
    await expect(under(settings)).rejects.toThrow(fault);
  });

  test('a period in which nothing falls due', async () => {
    const empty = { first: '2025-01-01' as LocalDate, last: '2025-01-31' as LocalDate };
    await expect(under({ 'materials.mode': 'D' }, empty)).rejects.toThrow(/no duty falls due/);
  });
});
