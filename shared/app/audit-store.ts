/** The auditor: proves, segment by segment, that what is stored agrees with the ledger and that nothing open rests. */
import { owedOf } from '../domain/notices/receipt.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Row, RowContent, RowKey } from '../ports/store.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';
import { BrokenLedger, replayDuty, replayMatter } from './replay.ts';
import { isUnchanged, keptOf } from './reports/kept-report.ts';
import { dutyContent, dutyOf, keyOf, matterContent, matterOf, noticeContent, noticeOf } from './rows.ts';
import { isSameData } from './same-data.ts';
import { startSeries } from './series.ts';

/** One row that is not as it must be, and why. */
export interface Finding {
  readonly district: string;
  readonly kind: Row['kind'];
  readonly id: string;
  readonly reason: string;
}

/** Sentences that findings, logs and tests share. */
export const FINDINGS = {
  restless: 'it is open, but waits for no instant: nothing would ever remind of it',
  ledgerShort: 'the ledger has fewer entries than the state was folded from',
  stateDiffers: 'the state is not the fold of the ledger',
  dueDiffers: 'its place in the due index is not the one its state asks for',
  viewDiffers: 'its place in the views is not the one its state asks for',
  noTrace: 'it came to an end of which the ledger knows nothing',
  rowMissing: 'the ledger knows this duty, but there is no row of it',
  reportChanged: 'the content of the report is not what was numbered',
  noSeries: 'the district has weekly rules, but no series that opens its weeks',
} as const;

export interface AuditedSegment {
  readonly rows: number;
  readonly findings: readonly Finding[];
}

/** Goes through one of `of` segments of the table, beginning with 0. Changes nothing. */
export async function auditSegment(
  engine: Engine,
  segment: { readonly index: number; readonly of: number },
  now: Instant,
): Promise<AuditedSegment> {
  const audit: Audit = { engine, now, districts: new Map() };
  const findings: Finding[] = [];
  let rows = 0;
  for await (const row of engine.store.scanRows(segment)) {
    rows++;
    findings.push(...(await auditRow(row, audit)));
  }
  return { rows, findings };
}

interface Audit {
  readonly engine: Engine;
  readonly now: Instant;
  /** Each district is opened once for a segment. */
  readonly districts: Map<string, Promise<District>>;
}

/** A row that was changed while it was looked at is looked at again. */
async function auditRow(row: Row, audit: Audit): Promise<Finding[]> {
  const found = await findingsOf(row, audit);
  if (found.length === 0) return [];
  const again = await audit.engine.store.get(row);
  if (again === null) return [];
  return again.version === row.version ? found : findingsOf(again, audit);
}

function findingsOf(row: Row, audit: Audit): Promise<Finding[]> | Finding[] {
  switch (row.kind) {
    case 'duty':
      return auditDuty(row, audit);
    case 'matter':
      return auditMatter(row, audit);
    case 'notice':
      return auditNotice(row, audit);
    case 'outbox':
    case 'series':
      return row.due === null ? [finding(row, FINDINGS.restless)] : [];
    case 'report':
      return auditReport(row, audit);
    case 'settings':
      return row.id === 'district' ? auditSeries(row, audit) : [];
    default:
      return [];
  }
}

function finding({ district, kind, id }: RowKey, reason: string): Finding {
  return { district, kind, id, reason };
}

async function auditDuty(row: Row, { engine }: Audit): Promise<Finding[]> {
  const state = dutyOf(row);
  if (state.status === 'none') return [];
  const { matter } = state.plan;
  const entries = await engine.store.ledger({ district: row.district, matter, stream: row.id });
  // Entries written after the row was read belong to a later state.
  const upToNow = entries.filter(({ seq }) => seq <= state.progress.seq);
  const restless = state.status === 'open' && row.due === null ? [finding(row, FINDINGS.restless)] : [];
  return [
    ...restless,
    ...compareFold(row, upToNow.length, state.progress.seq, () => replayDuty(upToNow)),
    ...comparePlace(row, dutyContent(state)),
  ];
}

async function auditMatter(row: Row, audit: Audit): Promise<Finding[]> {
  const matter = matterOf(row);
  if (matter === null) return [];
  const { store } = audit.engine;
  const entries = await store.ledger({ district: row.district, matter: row.id });
  const own = entries.filter(({ stream, seq }) => stream === row.id && seq <= matter.seq);
  const duties = [...new Set(entries.map(({ stream }) => stream))].filter((id) =>
    id.startsWith(`${row.id}/`),
  );
  const keys = duties.map((id) => keyOf(row.district, 'duty', id));
  const rows = await store.getMany(keys);
  const missing = keys.filter((_, index) => !rows[index]).map((key) => finding(key, FINDINGS.rowMissing));
  return [
    ...missing,
    ...compareFold(row, own.length, matter.seq, () => replayMatter(own)),
    ...comparePlace(row, matterContent(matter, await districtOf(row.district, audit))),
  ];
}

async function auditNotice(row: Row, { engine }: Audit): Promise<Finding[]> {
  const notice = noticeOf(row);
  const { status } = notice.state;
  if (status === 'waiting' || status === 'claimed') {
    if (row.due === null) return [finding(row, FINDINGS.restless)];
    return comparePlace(row, noticeContent(notice, row.due.at));
  }
  const { matter } = notice.facts;
  const entries = await engine.store.ledger({ district: row.district, matter, stream: `notice/${row.id}` });
  const trace = entries.length === 0 ? [finding(row, FINDINGS.noTrace)] : [];
  // A call or a slip whose outcome is owed is looked at again.
  const again = status === 'sent' && owedOf(notice) !== null ? (row.due?.at ?? null) : null;
  return [...trace, ...comparePlace(row, noticeContent(notice, again))];
}

/** What has been numbered is never changed; only its approval and withdrawal are added. */
function auditReport(row: Row, { engine }: Audit): Finding[] {
  const unchanged = isUnchanged(keptOf(row), engine.installation.hashOf);
  return unchanged ? [] : [finding(row, FINDINGS.reportChanged)];
}

async function auditSeries(row: Row, audit: Audit): Promise<Finding[]> {
  const series = startSeries(await districtOf(row.district, audit), audit.now);
  const keys = series.puts.map(({ key }) => key);
  const rows = await audit.engine.store.getMany(keys);
  return keys.flatMap((key, index) => (rows[index] ? [] : [finding(key, FINDINGS.noSeries)]));
}

function compareFold(row: Row, entries: number, needed: number, fold: () => unknown): Finding[] {
  if (entries < needed) return [finding(row, FINDINGS.ledgerShort)];
  try {
    return isSameData(fold(), row.body) ? [] : [finding(row, FINDINGS.stateDiffers)];
  } catch (fault) {
    if (fault instanceof BrokenLedger) return [finding(row, fault.message)];
    throw fault;
  }
}

function comparePlace(row: Row, { due, view }: RowContent): Finding[] {
  return [
    ...(isSameData(due, row.due) ? [] : [finding(row, FINDINGS.dueDiffers)]),
    ...(isSameData(view, row.view) ? [] : [finding(row, FINDINGS.viewDiffers)]),
  ];
}

function districtOf(id: string, { engine, districts }: Audit): Promise<District> {
  const known = districts.get(id) ?? engine.districts.open(id);
  districts.set(id, known);
  return known;
}
