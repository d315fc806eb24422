/** The lines of a report: the duties of one district after another, judged as they stand, in bounded memory. */
import { type DutyLine, isReported, lineOf, type ReportedRule } from '../../domain/compliance/duty-line.ts';
import type { JudgedBy, ReportedMatter } from '../../domain/compliance/outcome.ts';
import { isOwedByLeaders } from '../../domain/compliance/served.ts';
import type { DutyPlan, ExistingDuty } from '../../domain/duties/duty.ts';
import type { Matter } from '../../domain/matters/kinds.ts';
import { kindsOf } from '../../domain/matters/meeting.ts';
import type { Rulebook } from '../../domain/rules/rulebook.ts';
import { numberSetting } from '../../domain/rules/settings.ts';
import { dateOf, type Instant, instantAt, parseLocalTime } from '../../domain/time/instant.ts';
import { addDays, addMonths, firstDayOfMonth, type LocalDate } from '../../domain/time/local-date.ts';
import type { District } from '../district.ts';
import type { ReportScope } from './compliance-report.ts';
import type { DutySource, FoundDuty, Wanted } from './duty-source.ts';

/** A line, and which figures it is for. */
export interface CollectedLine {
  readonly line: DutyLine;
  /** `period`: due in it; `trend`: due in the months before; `upcoming`: open, and due soon after the report. */
  readonly for: ReadonlySet<'period' | 'trend' | 'upcoming'>;
}

/** The moments that a scope means in a district, and what its duties are judged by. */
export interface DistrictScope {
  readonly from: Instant;
  readonly to: Instant;
  readonly trendFrom: Instant;
  readonly upcomingUntil: Instant;
  readonly by: JudgedBy;
}

/** Months of the trend, the last one that of the end of the period. */
export const TREND_MONTHS = 12;
/** What falls due within so many days after the report. */
const UPCOMING_DAYS = 30;

const MIDNIGHT = parseLocalTime('00:00');

/** In the district's own zone. Its settings decide from when on something may be called 超时. */
export function scopeIn(
  { zone, settings }: Pick<District, 'zone' | 'settings'>,
  { first, last }: Pick<ReportScope, 'first' | 'last'>,
  asOf: Instant,
): DistrictScope {
  const midnight = (day: LocalDate) => instantAt(day, MIDNIGHT, zone);
  const trend = addMonths(firstDayOfMonth(last), 1 - TREND_MONTHS);
  return {
    from: midnight(first),
    to: midnight(addDays(last, 1)),
    trendFrom: midnight(trend < first ? trend : first),
    upcomingUntil: midnight(addDays(dateOf(asOf, zone), UPCOMING_DAYS + 1)),
    by: {
      asOf,
      checkWindowMinutes: numberSetting(settings, 'check.window'),
      checkRequired: settings.get('check.required') === true,
    },
  };
}

/** Every line of a district that the scope asks for. `judged` goes before what the district's settings say now. */
export async function* collectLines(
  source: DutySource,
  district: District,
  scope: ReportScope,
  when: DistrictScope,
): AsyncGenerator<CollectedLine> {
  const rules = new ReportedRules(district.rulebook);
  const wanted = (duty: ExistingDuty): Wanted => {
    if (!fitsPlan(duty.plan, scope) || !isReported(duty, rules.of(duty.plan))) return 'no';
    const { dueAt } = duty.plan;
    if (dueAt >= when.from && dueAt < when.to) return 'history';
    if (dueAt >= when.trendFrom && dueAt < when.to) return 'state';
    return isUpcoming(duty, when) ? 'state' : 'no';
  };
  for await (const found of source.duties(district.id, wanted)) {
    if (!fits(found, scope.kind) || isOfPartyGroup(found.matter)) continue;
    const collected = collect(found, district.id, rules, when);
    if (scope.version === 'whole') yield collected;
    else if (collected.line.outcome !== 'internal') yield forTheUnit(collected);
  }
}

function collect(
  { duty, matter, history, reported = reportedMatter(matter, duty) }: FoundDuty,
  district: string,
  rules: ReportedRules,
  when: DistrictScope,
): CollectedLine {
  const { dueAt } = duty.plan;
  const line = lineOf(district, duty, reported, rules.of(duty.plan), history, when.by);
  const uses: ('period' | 'trend' | 'upcoming')[] = [];
  if (dueAt >= when.from && dueAt < when.to) uses.push('period');
  if (dueAt >= when.trendFrom && dueAt < when.to) uses.push('trend');
  if (isUpcoming(duty, when)) uses.push('upcoming');
  return { line, for: new Set(uses) };
}

/** Whom it was raised to, and how often it was asked for, is for the supervision office alone (practice §14). */
function forTheUnit({ line, for: uses }: CollectedLine): CollectedLine {
  const { entries } = line.history;
  return { line: { ...line, history: { reminders: 0, raisedTo: [], entries } }, for: uses };
}

function isUpcoming({ status, plan }: ExistingDuty, { by, upcomingUntil }: DistrictScope): boolean {
  if (status !== 'open' || plan.basis === 'internal') return false;
  return plan.dueAt >= by.asOf && plan.dueAt < upcomingUntil;
}

function fitsPlan({ owedBy }: DutyPlan, { unit }: ReportScope): boolean {
  return unit === null || owedBy === unit;
}

function fits({ matter, reported }: FoundDuty, kind: string | null): boolean {
  return reported === undefined ? fitsMatter(matter, kind) : kind === null || reported.kind === kind;
}

export function fitsMatter(matter: Matter | null, kind: string | null): boolean {
  if (kind === null) return true;
  return matter?.kind === kind || (matter?.kind === 'case' && matter.procedure === kind);
}

/** A meeting of the Party group and whatever is owed for it stay out of every export (practice §6); a joint session does not. */
export function isOfPartyGroup(matter: Matter | null): boolean {
  return matter?.kind === 'meeting' && kindsOf(matter).every((kind) => kind === 'party');
}

function reportedMatter(matter: Matter | null, { plan }: ExistingDuty): ReportedMatter {
  return {
    id: plan.matter,
    kind: matter?.kind === 'case' ? matter.procedure : (matter?.kind ?? ''),
    startConfirmed: matter?.kind !== 'event' || matter.startConfirmedBy !== null,
    secret: isSecret(matter, plan),
  };
}

/** 工作秘密, of the whole matter or of the item the duty is about. */
function isSecret(matter: Matter | null, { subject }: DutyPlan): boolean {
  if (matter?.kind === 'assignment') return matter.secrecy === '工作秘密';
  if (matter?.kind !== 'meeting') return false;
  const { part } = subject;
  return matter.agenda.some(
    ({ id, tags }) => tags?.includes('secret-work') && (part === id || part?.startsWith(`${id}-`)),
  );
}

/** Clauses as reports cite them, looked up once for each rule. */
export class ReportedRules {
  readonly #rulebook: Rulebook;
  readonly #known = new Map<string, ReportedRule>();

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
  }

  /** A rule that the rulebook no longer has is cited by what the duty itself says. */
  of({ rule, title }: Pick<DutyPlan, 'rule' | 'title'>): ReportedRule {
    const known = this.#known.get(rule);
    if (known) return known;
    const clause = this.#rulebook.clauses.get(rule);
    const confined = this.#rulebook.rules.some((one) => one.id === rule && one.confined);
    const found: ReportedRule = {
      article: clause?.article ?? '',
      title: clause?.title ?? title,
      owedByLeaders: isOwedByLeaders(clause?.owes ?? null),
      confined,
    };
    this.#known.set(rule, found);
    return found;
  }
}
