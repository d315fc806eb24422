/** What stands behind a kept report: its duties as the ledger knew them at its moment, and the extract for one unit. */
import type { Instant } from '../../domain/time/instant.ts';
import type { RowKind, StoreReader } from '../../ports/store.ts';
import type { Engine } from '../engine.ts';
import { dutyOf, matterOf } from '../rows.ts';
import type { ComplianceReport } from './compliance-report.ts';
import { type DutySource, ledgerSource } from './duty-source.ts';
import { buildReport, type ReportListener } from './report.ts';

const PAGE = 500;

/** The ledger of the report's districts as it was at the moment of the report. */
export async function sourceOf(
  store: Pick<StoreReader, 'list' | 'ledger'>,
  { asOf, districts }: Pick<ComplianceReport, 'asOf' | 'districts'>,
): Promise<DutySource> {
  const matters = new Map<string, ReadonlySet<string>>();
  for (const { district } of districts) matters.set(district, await mattersWithDuties(store, district, asOf));
  return ledgerSource(store, { asOf, matters });
}

/** What was opened later was in no figure; everything else is folded again from its entries. */
async function mattersWithDuties(
  store: Pick<StoreReader, 'list'>,
  district: string,
  asOf: Instant,
): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const row of rowsOf(store, district, 'duty')) {
    const duty = dutyOf(row);
    if (duty.status !== 'none' && duty.progress.openedAt <= asOf) found.add(duty.plan.matter);
  }
  // Cases have steps, whose times are measured, also where they owe nothing.
  for await (const row of rowsOf(store, district, 'matter')) {
    const matter = matterOf(row);
    if (matter && matter.openedAt <= asOf) found.add(matter.id);
  }
  return found;
}

async function* rowsOf(store: Pick<StoreReader, 'list'>, district: string, kind: RowKind) {
  let after: string | undefined;
  for (;;) {
    const page = await store.list({
      ...{ district, kind, limit: PAGE },
      ...(after === undefined ? {} : { after }),
    });
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

/**
 * The extract of a kept report for one unit: only its own lines and figures, as they were at the moment of the report and
 * judged by what it was judged by. Refuses a report that is another unit's.
 */
export async function extractOf(
  engine: Engine,
  { scope, asOf, districts }: Pick<ComplianceReport, 'scope' | 'asOf' | 'districts'>,
  unit: string,
  listener: ReportListener = {},
): Promise<ComplianceReport> {
  if (scope.unit !== null && scope.unit !== unit) throw new Error(`the report is that of '${scope.unit}'`);
  const asked = {
    scope: { ...scope, unit, version: 'extract' as const },
    districts: districts.map(({ district }) => district),
    asOf,
    ranking: false,
    source: await sourceOf(engine.store, { asOf, districts }),
    judgedUnder: districts,
  };
  return buildReport(engine, asked, listener);
}
