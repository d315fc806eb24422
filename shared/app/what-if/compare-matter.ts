/** One matter under two choices of settings: its duties and notices side by side, with what was recorded. */
import { type DutyLine, NO_HISTORY } from '../../domain/compliance/duty-line.ts';
import type { Outcome } from '../../domain/compliance/outcome.ts';
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import type { Matter } from '../../domain/matters/kinds.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import type { LedgerEntry } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { collectLines, type DistrictScope, fitsMatter, isOfPartyGroup, scopeIn } from '../reports/collect.ts';
import type { ReportScope } from '../reports/compliance-report.ts';
import type { DutySource } from '../reports/duty-source.ts';
import { recordedMatter, type SentNotice } from './recorded-acts.ts';
import { type AskedNotice, type Replayed, replayUnder } from './replay-under.ts';

/** `no-record`: newly asked for, and nobody knows whether it would have been done. */
export type ComparedOutcome = Outcome | 'no-record';

export interface Side {
  readonly line: DutyLine;
  readonly outcome: ComparedOutcome;
  /** How the limit was counted, in the words of the rule; empty for a work secret. */
  readonly derivation: readonly string[];
}

/** A duty that a report may speak of; `null` on the side where it does not exist. */
export interface ComparedDuty {
  readonly id: string;
  readonly before: Side | null;
  readonly after: Side | null;
  /** Counting again under the settings of today gives another limit or outcome than the ledger. */
  readonly unlikeRecord: boolean;
}

export interface ComparedMatter {
  readonly duties: readonly ComparedDuty[];
  /** In the ledger, due in the period, and not there when counted again under the settings of today. */
  readonly lost: readonly string[];
  /** Due outside the period, and inside it under the other settings. */
  readonly movedIn: number;
  readonly askedBefore: readonly AskedNotice[];
  readonly askedAfter: readonly AskedNotice[];
  /** Of those, what belongs to duties that are newly asked for. */
  readonly askedOfNew: readonly AskedNotice[];
  readonly sent: readonly SentNotice[];
}

/** Both sides of a district, and what of it is compared. */
export interface Comparison {
  readonly before: District;
  readonly after: District;
  readonly scope: ReportScope;
  readonly period: Pick<DistrictScope, 'from' | 'to'>;
  readonly asOf: Instant;
}

/** What is older than this before the period is left alone unless something of it was due in the period. */
export const REACH_BACK_SECONDS = 400 * 86_400;

/**
 * The duties whose limit lies in the period under the settings of today, and those that there are only under the others.
 * Pure. `entries` are those of the matter with all its streams.
 */
export async function compareMatter(
  id: string,
  entries: readonly LedgerEntry[],
  comparison: Comparison,
): Promise<ComparedMatter> {
  const { before, after, period, asOf } = comparison;
  const recorded = recordedMatter(id, entries, asOf);
  const span = { until: period.to < asOf ? period.to : asOf, asOf };
  const [was, would] = [replayUnder(before, id, recorded, span), replayUnder(after, id, recorded, span)];
  const matter = was.matter ?? would.matter;
  const inLedger = new Map(recorded.duties.map((duty) => [duty.plan.id, duty]));
  const [linesWas, linesWould, linesRecorded] = [
    await linesOf(before, was.duties, matter, comparison),
    await linesOf(after, would.duties, matter, comparison),
    await linesOf(before, inLedger, matter, comparison),
  ];
  const within = ({ dueAt }: Pick<DutyLine, 'dueAt'>) => dueAt >= period.from && dueAt < period.to;
  const duties: ComparedDuty[] = [];
  let movedIn = 0;
  for (const one of new Set([...linesWas.keys(), ...linesWould.keys()])) {
    const [old, other] = [linesWas.get(one) ?? null, linesWould.get(one) ?? null];
    const counted = old ?? other;
    if (!counted) continue;
    if (!within(counted)) {
      if (other && within(other)) movedIn++;
      continue;
    }
    duties.push({
      id: one,
      before: old && sideOf(old, was, old.outcome),
      after: other && sideOf(other, would, old ? other.outcome : outcomeOfNew(other)),
      unlikeRecord: old !== null && !isLikeRecord(old, linesRecorded.get(one)),
    });
  }
  const lost = [...linesRecorded].filter(([one, line]) => within(line) && !linesWas.has(one));
  return {
    duties,
    lost: lost.map(([one]) => one),
    movedIn,
    ...noticesOf(was, would, matter, recorded.sent, comparison),
  };
}

/** Of what was never asked for there is no record of being done: nobody is called late for it. */
function outcomeOfNew({ outcome, done }: DutyLine): ComparedOutcome {
  return done === null && MISSED.has(outcome) ? 'no-record' : outcome;
}

const MISSED: ReadonlySet<Outcome> = new Set([
  'late',
  'overdue',
  'deviation-explained',
  'deviation-unexplained',
  'not-attributable',
  'outside-rate',
  'start-unconfirmed',
  'undetermined',
  'to-check',
]);

function isLikeRecord(line: DutyLine, recorded: DutyLine | undefined): boolean {
  return recorded !== undefined && recorded.outcome === line.outcome && recorded.dueAt === line.dueAt;
}

function sideOf(line: DutyLine, { duties }: Replayed, outcome: ComparedOutcome): Side {
  const steps = line.secret ? [] : (duties.get(line.id)?.plan.steps ?? []);
  return { line, outcome, derivation: steps.map(({ say }) => say) };
}

const [BEGINNING, END] = [parseInstant('1900-01-01T00:00:00Z'), parseInstant('2999-01-01T00:00:00Z')];

/** Judged and kept back as in a report: the same rules for leaders, the Party group and secrets, whatever the limit. */
async function linesOf(
  district: District,
  duties: ReadonlyMap<string, ExistingDuty>,
  matter: Matter | null,
  { scope, asOf }: Comparison,
): Promise<Map<string, DutyLine>> {
  const when = { ...scopeIn(district, scope, asOf), from: BEGINNING, trendFrom: BEGINNING, to: END };
  const source: DutySource = {
    async *duties(_district, wanted) {
      for (const duty of duties.values())
        if (wanted(duty) !== 'no') yield { duty, matter, history: NO_HISTORY };
    },
    async *cases() {},
  };
  const lines = new Map<string, DutyLine>();
  for await (const { line } of collectLines(source, district, scope, when)) lines.set(line.id, line);
  return lines;
}

/** Of all duties due in the period but those of the Party group: what leaders are served with is a load as well. */
function noticesOf(
  was: Replayed,
  would: Replayed,
  matter: Matter | null,
  sent: readonly SentNotice[],
  { scope, period }: Comparison,
): Pick<ComparedMatter, 'askedBefore' | 'askedAfter' | 'askedOfNew' | 'sent'> {
  if (isOfPartyGroup(matter) || !fitsMatter(matter, scope.kind))
    return { askedBefore: [], askedAfter: [], askedOfNew: [], sent: [] };
  const counts = (duty: string) => {
    const plan = (was.duties.get(duty) ?? would.duties.get(duty))?.plan;
    if (!plan || plan.confined || (scope.unit !== null && plan.owedBy !== scope.unit)) return false;
    return plan.dueAt >= period.from && plan.dueAt < period.to;
  };
  const ofPeriod = (asked: readonly AskedNotice[]) => asked.filter(({ facts }) => counts(facts.duty));
  const askedAfter = ofPeriod(would.asked);
  return {
    askedBefore: ofPeriod(was.asked),
    askedAfter,
    askedOfNew: askedAfter.filter(({ facts }) => !was.duties.has(facts.duty)),
    sent: sent.filter(({ duty, at }) => counts(duty) && at < period.to),
  };
}
