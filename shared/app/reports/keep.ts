/** Makes, approves and withdraws kept reports; what has been numbered is never changed. */
import { actsForPost, actsForUnit } from '../../domain/routing/hands.ts';
import { OFFICE_DIRECTOR } from '../../domain/routing/roles.ts';
import { unitNamed } from '../../domain/routing/units.ts';
import { dateOf, type Instant, instantAt, parseLocalTime } from '../../domain/time/instant.ts';
import { yearOf } from '../../domain/time/local-date.ts';
import { type PeriodId, sayPeriod, spanOf } from '../../domain/time/period.ts';
import type { Change } from '../../ports/store.ts';
import type { CommandEnvelope } from '../commands.ts';
import { type Attempt, commitWith } from '../commit-command.ts';
import type { District } from '../district.ts';
import { type DistrictOutcome, districtChange } from '../district-change.ts';
import type { Engine } from '../engine.ts';
import { keyOf } from '../rows.ts';
import type { ComplianceReport } from './compliance-report.ts';
import { contentOf, type KeptReport, keptOf, keptReports, type ReportApproval } from './kept-report.ts';
import { draftNote } from './monthly-report.ts';
import { buildReport } from './report.ts';
import type { ReportCommand } from './report-commands.ts';

type Of<Verb extends ReportCommand['do']> = CommandEnvelope & {
  readonly command: Extract<ReportCommand, { do: Verb }>;
};

/**
 * Refuses a period that has not begun, an unknown unit, an approval that is not 办公室主任's, one keyed for somebody
 * else and confirmed by the same hand, and whatever would change a report that has been approved or withdrawn.
 */
export async function actOnReport(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope & { readonly command: ReportCommand },
  now: Instant,
): Promise<Attempt> {
  return commitWith(engine, envelope, now, await change(engine, district, envelope, now));
}

function change(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope & { readonly command: ReportCommand },
  now: Instant,
): Promise<DistrictOutcome> {
  const { command } = envelope;
  switch (command.do) {
    case 'report.make':
      return make(engine, district, { ...envelope, command }, now);
    case 'report.approve':
      return approve(engine, district, { ...envelope, command }, now);
    case 'report.withdraw':
      return withdraw(engine, district, { ...envelope, command }, now);
    default:
      return command satisfies never;
  }
}

async function make(
  engine: Engine,
  district: District,
  envelope: Of<'report.make'>,
  now: Instant,
): Promise<DistrictOutcome> {
  const { id: period, unit, kind, ranking, by } = envelope.command;
  const wrong = notReportable(period, unit, district, now);
  if (wrong !== null) return { refused: wrong };
  const report = await reportOf(engine, district, envelope.command, now);
  const year = yearOf(dateOf(now, district.zone));
  const serial = 1 + ((await keptReports(engine.store, district.id, year)).at(-1)?.serial ?? 0);
  const kept: KeptReport = {
    id: `${year}-${String(serial).padStart(4, '0')}`,
    year,
    serial,
    madeAt: now,
    madeBy: by,
    hash: engine.installation.hashOf(contentOf(report)),
    report,
    status: 'draft',
    approval: null,
    withdrawal: null,
  };
  const due = report.figures.overall.due;
  const event = { id: kept.id, year, serial, period, unit, kind, ranking, due, hash: kept.hash, by };
  return told(
    districtChange({ district, envelope, now }, 'report.made', event, [put(district, kept, 0)]),
    () => draftNote(kept, district, now),
  );
}

/** A draft that the schedule made is told to the supervision office; whoever asked for one has it before him. */
function told(made: Change, note: () => Change): Change {
  const [entry] = made.entries;
  return entry?.actor === 'system' ? { ...made, puts: [...made.puts, ...note().puts] } : made;
}

function notReportable(
  period: PeriodId,
  unit: string | null,
  { zone, directory }: District,
  now: Instant,
): string | null {
  if (instantAt(spanOf(period).first, parseLocalTime('00:00'), zone) > now)
    return `${sayPeriod(period)}尚未开始，不能生成报告`;
  return unit === null || unitNamed(unit, directory) ? null : `通讯录中没有单位“${unit}”`;
}

function reportOf(
  engine: Engine,
  district: District,
  { id, unit, kind, ranking }: Of<'report.make'>['command'],
  now: Instant,
): Promise<ComplianceReport> {
  const { first, last } = spanOf(id);
  const named = unit === null ? null : (unitNamed(unit, district.directory)?.id ?? unit);
  const scope = { first, last, rulebook: null, unit: named, kind, version: 'whole' } as const;
  return buildReport(engine, { scope, districts: [district.id], asOf: now, ranking });
}

function put(district: District, kept: KeptReport, expected: number): Change['puts'][number] {
  return {
    key: keyOf(district.id, 'report', kept.id),
    content: { body: kept, due: null, view: null },
    expected,
  };
}

async function approve(
  engine: Engine,
  district: District,
  envelope: Of<'report.approve'>,
  now: Instant,
): Promise<DistrictOutcome> {
  const { id, by, for: whose, source } = envelope.command;
  const row = await engine.store.get(keyOf(district.id, 'report', id));
  if (!row) return { refused: `没有编号为“${id}”的报告` };
  const kept = keptOf(row);
  if (kept.status !== 'draft')
    return { refused: kept.status === 'approved' ? '该报告已批准' : '该报告已撤回' };
  const answer = approvalOf(kept, { by, for: whose, source }, district, now);
  if ('refused' in answer) return answer;
  const waits = answer.for !== null && answer.confirmedBy === null;
  const next: KeptReport = { ...kept, status: waits ? 'draft' : 'approved', approval: answer };
  const type = waits ? 'report.approval-keyed' : 'report.approved';
  const { at: _at, ...said } = answer;
  return districtChange({ district, envelope, now }, type, { id, ...said }, [
    put(district, next, row.version),
  ]);
}

/** Given by 办公室主任 or whoever acts for him; keyed on his behalf it counts once a second person confirms it (practice §4). */
function approvalOf(
  { approval: keyed }: KeptReport,
  given: Pick<ReportApproval, 'by' | 'for' | 'source'>,
  district: District,
  now: Instant,
): ReportApproval | { readonly refused: string } {
  if (given.for !== null && given.source === null)
    return { refused: '代为录入须注明来源（口头、电话、纸质）' };
  const hand = given.for ?? given.by;
  const isHis = actsForPost(hand, OFFICE_DIRECTOR, now, district.roster);
  if (isHis) return { ...given, at: now, confirmedBy: null };
  if (given.for !== null || keyed === null) return { refused: '时限执行情况报告由办公室主任批准' };
  if (keyed.by === given.by) return { refused: '代录须由另一人复核' };
  const isOffice = ['office', 'supervision'].some((unit) =>
    actsForUnit(given.by, unit, district.directory, dateOf(now, district.zone)),
  );
  return isOffice ? { ...keyed, confirmedBy: given.by } : { refused: '代录由区政府办公室的另一人复核' };
}

async function withdraw(
  engine: Engine,
  district: District,
  envelope: Of<'report.withdraw'>,
  now: Instant,
): Promise<DistrictOutcome> {
  const { id, by, why } = envelope.command;
  const row = await engine.store.get(keyOf(district.id, 'report', id));
  if (!row) return { refused: `没有编号为“${id}”的报告` };
  const kept = keptOf(row);
  if (kept.status === 'withdrawn') return { refused: '该报告已撤回' };
  const next: KeptReport = { ...kept, status: 'withdrawn', withdrawal: { by, why, at: now } };
  return districtChange({ district, envelope, now }, 'report.withdrawn', { id, by, why }, [
    put(district, next, row.version),
  ]);
}
