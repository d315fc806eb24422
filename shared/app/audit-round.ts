/** The auditor's round: one segment after another, where it is, and whether the dead-man's switch may be pinged. */
import { limits } from '../contract/metrics.ts';
import { type Instant, secondsBetween } from '../domain/time/instant.ts';
import type { Row, StoreReader } from '../ports/store.ts';
import type { AuditedSegment } from './audit-store.ts';
import { auditSegment } from './audit-store.ts';
import type { Engine } from './engine.ts';
import { keyOf } from './rows.ts';

/** Where the round stands, kept in the store itself. */
export interface AuditProgress {
  /** The segment to look at next. */
  readonly next: number;
  readonly of: number;
  /** When the very first round began; until one is complete its age is counted from here. */
  readonly firstAt: Instant;
  readonly lastFullPassAt: Instant | null;
}

const PROGRESS = keyOf('_audit', 'meta', 'progress');

export interface AuditedRound extends AuditedSegment {
  readonly segment: number;
  readonly progress: AuditProgress;
}

/**
 * Audits the next of `of` segments and moves on. A round cut into another number of segments begins anew. When
 * another auditor has moved on meanwhile, its position stays.
 */
export async function auditNextSegment(engine: Engine, of: number, now: Instant): Promise<AuditedRound> {
  const row = await engine.store.get(PROGRESS);
  const stored = progressOf(row);
  const segment = stored?.of === of ? stored.next : 0;
  const audited = await auditSegment(engine, { index: segment, of }, now);
  const isLast = segment === of - 1;
  const progress: AuditProgress = {
    next: isLast ? 0 : segment + 1,
    of,
    firstAt: stored?.firstAt ?? now,
    lastFullPassAt: isLast ? now : (stored?.lastFullPassAt ?? null),
  };
  const put = {
    key: PROGRESS,
    content: { body: progress, due: null, view: null },
    expected: row?.version ?? 0,
  };
  await engine.store.commit([{ district: PROGRESS.district, puts: [put], entries: [] }]);
  return { ...audited, segment, progress };
}

function progressOf(row: Row | null): AuditProgress | null {
  return row === null ? null : (row.body as AuditProgress);
}

/** How the installation is, as the alarms see it. */
export interface VitalSigns {
  /** Age of the oldest head of any due shard; 0 when nothing is due. */
  readonly dueLagSeconds: number;
  /** Age of the last full audit, or of the first round while none is complete; `null` before the first. */
  readonly auditAgeSeconds: number | null;
  /** Heads are clean and the audit is recent: the dead-man's switch may be pinged. */
  readonly isWell: boolean;
}

/** The work is the same however much is stored: one look at the head of each shard, and one row. */
export async function vitalSigns(
  store: Pick<StoreReader, 'get'> & { nextDue(): Promise<Instant | null> },
  now: Instant,
): Promise<VitalSigns> {
  const [head, row] = await Promise.all([store.nextDue(), store.get(PROGRESS)]);
  const progress = progressOf(row);
  const dueLagSeconds = head === null ? 0 : Math.max(0, secondsBetween(head, now));
  const since = progress === null ? null : (progress.lastFullPassAt ?? progress.firstAt);
  const auditAgeSeconds = since === null ? null : Math.max(0, secondsBetween(since, now));
  const isRecent = auditAgeSeconds !== null && auditAgeSeconds <= limits.auditAgeSeconds;
  return { dueLagSeconds, auditAgeSeconds, isWell: dueLagSeconds <= limits.dueLagSeconds && isRecent };
}
