/** Judges past public-opinion events after the fact, from times that are known only within bounds. */
import { type Interval, judge } from '../domain/compliance/verdict.ts';
import { evaluate, type Ground, operativeReading } from '../domain/rules/expression.ts';
import type { Rule, Rulebook } from '../domain/rules/rulebook.ts';
import { dateOf, formatInstant, type Instant } from '../domain/time/instant.ts';
import { isInForce } from './explain.ts';

/** A past event; each time lies within its bounds, and a bound that is not known is `null`. */
export interface PastEvent {
  readonly id: string;
  readonly occurred: Interval;
  readonly firstRelease: Interval;
  /** The start of the press conference. */
  readonly pressConference: Interval;
  /** Whether art. 36 asks for both limits; where it is not said, it does. */
  readonly applies: boolean;
}

export type AuditVerdict = 'on-time' | 'late' | 'undetermined' | 'no-data' | 'not-applicable';

/** One event judged by one rule. */
export interface AuditLine {
  readonly id: string;
  readonly rule: string;
  readonly due: Interval;
  readonly done: Interval;
  readonly verdict: AuditVerdict;
  readonly lateByAtLeastSeconds: number | null;
}

const AUDITED = [
  { rule: 'D36-2', doneIn: (event: PastEvent) => event.firstRelease },
  { rule: 'D36-3', doneIn: (event: PastEvent) => event.pressConference },
] as const;

/**
 * Two lines per event: first release (D36-2) and press conference (D36-3), by the limits of the rulebook counted from
 * the occurrence. Where only one bound of the occurrence is known, so is only one bound of the limit: an earliest
 * limit alone can show that something was on time, a latest one alone that it was late.
 */
export function auditEvents(events: readonly PastEvent[], rulebook: Rulebook, ground: Ground): AuditLine[] {
  return events.flatMap((event) =>
    AUDITED.map(({ rule, doneIn }) => {
      const due = {
        earliest: limitFrom(event.occurred.earliest, rule, rulebook, ground),
        latest: limitFrom(event.occurred.latest, rule, rulebook, ground),
      };
      const done = doneIn(event);
      return { id: event.id, rule, due, done, ...verdictOf(event.applies, due, done) };
    }),
  );
}

function limitFrom(start: Instant | null, id: string, rulebook: Rulebook, ground: Ground): Instant | null {
  if (start === null) return null;
  const { deadline, anchor } = ruleOn(start, id, rulebook, ground);
  const limit = evaluate(
    operativeReading(deadline, ground.settings).steps,
    new Map([[anchor, { instant: start }]]),
    ground,
  );
  return limit.outcome === 'due' ? limit.at : null;
}

/** The version in force at the event; for events before the rule the first, since they are only measured by it. */
function ruleOn(start: Instant, id: string, rulebook: Rulebook, ground: Ground): Rule {
  const versions = rulebook.rules.filter(
    (rule) => rule.id === id && rule.part === null && rule.variant === null,
  );
  const date = dateOf(start, ground.zone);
  const rule = versions.find((one) => isInForce(one, date)) ?? versions[0];
  if (!rule) throw new Error(`the rulebook ${rulebook.id} has no rule '${id}', which an audit needs`);
  return rule;
}

function verdictOf(
  applies: boolean,
  due: Interval,
  done: Interval,
): Pick<AuditLine, 'verdict' | 'lateByAtLeastSeconds'> {
  if (!applies) return { verdict: 'not-applicable', lateByAtLeastSeconds: null };
  if (isUnknown(due) || isUnknown(done)) return { verdict: 'no-data', lateByAtLeastSeconds: null };
  const judged = judge(due, done);
  const lateByAtLeastSeconds = judged.verdict === 'late' ? judged.lateByAtLeastSeconds : null;
  return { verdict: judged.verdict, lateByAtLeastSeconds };
}

function isUnknown({ earliest, latest }: Interval): boolean {
  return earliest === null && latest === null;
}

/** What `audit --json` prints for one line. */
export function auditJson(line: AuditLine, zone: string): Record<string, unknown> {
  const at = (instant: Instant | null) => (instant === null ? null : formatInstant(instant, zone));
  return {
    id: line.id,
    rule: line.rule,
    dueEarliest: at(line.due.earliest),
    dueLatest: at(line.due.latest),
    doneEarliest: at(line.done.earliest),
    doneLatest: at(line.done.latest),
    verdict: line.verdict,
    ...(line.lateByAtLeastSeconds === null ? {} : { lateByAtLeastSeconds: line.lateByAtLeastSeconds }),
  };
}
