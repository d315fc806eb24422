/** Ledger entries as the facts that scenarios print: flat, with times in the rulebook's zone. */
import type { DutyEvent } from '../domain/duties/duty.ts';
import { formatInstant, type Instant } from '../domain/time/instant.ts';
import type { LedgerEntry } from '../ports/store.ts';

export type Fact = Readonly<Record<string, unknown>>;

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g;

/** One fact; empty fields are left out. */
export function factOf(entry: LedgerEntry, zone: string): Fact {
  const { recordedAt, at, type } = entry;
  const own = {
    at: recordedAt,
    fact: type,
    ...bodyOf(entry),
    ...(at === recordedAt ? {} : { intendedAt: at }),
  };
  return inZone(own, zone) as Fact;
}

function bodyOf(entry: LedgerEntry): Fact {
  if (entry.type.startsWith('notice.')) return entry.body as Fact;
  if (!isOfDuty(entry.type)) return { matter: entry.matter, ...(entry.body as Fact), announce: undefined };
  return { duty: entry.stream, ...dutyBody({ type: entry.type, ...(entry.body as object) } as DutyEvent) };
}

function isOfDuty(type: string): boolean {
  return type.startsWith('duty.') || type.startsWith('rung.') || type === 'check.answered';
}

function dutyBody(event: DutyEvent): Fact {
  switch (event.type) {
    case 'duty.opened':
      return planFact(event.plan);
    case 'duty.replanned':
      return {
        ...planFact(event.plan),
        formerDueAt: event.formerDueAt,
        wasOverdue: event.wasOverdue || undefined,
        why: event.why,
      };
    case 'rung.reached':
      return {
        rung: event.rung,
        kind: event.kind,
        to: event.notify,
        late: event.late || undefined,
        early: event.early || undefined,
        approval: event.approval,
      };
    case 'duty.settled':
      return {
        verdict: event.verdict,
        lateBySeconds: event.lateBySeconds,
        reason: event.reason,
        state: event.state,
        attributable: event.attributable ? undefined : false,
        verdicts: event.alternatives.length > 0 ? event.alternatives : undefined,
      };
    case 'duty.submitted':
      return { ...event.submission, recordedAt: undefined };
    case 'duty.returned':
      return { by: event.by, why: event.why };
    case 'duty.acknowledged': {
      const { by, signer, source } = event;
      return { by, signer: signer === by ? undefined : signer, source };
    }
    default: {
      const { type: _type, ...body } = event;
      return { ...body, intendedAt: undefined };
    }
  }
}

function planFact(plan: Extract<DutyEvent, { type: 'duty.opened' }>['plan']): Fact {
  return {
    rule: plan.rule,
    owedBy: plan.owedBy,
    served: plan.served,
    basis: plan.basis,
    dueAt: plan.dueAt,
    dueLatest: plan.dueLatest === plan.dueAt ? undefined : plan.dueLatest,
    provisional: plan.provisional || undefined,
    mayChange: plan.mayChange || undefined,
    notApplicable: plan.notApplicable,
    state: plan.passedBefore,
  };
}

/** Instants with the zone's offset; `null` and `undefined` left out. */
function inZone(value: unknown, zone: string): unknown {
  if (typeof value === 'string')
    return value.replace(INSTANT, (instant) => formatInstant(instant as Instant, zone));
  if (Array.isArray(value)) return value.map((one) => inZone(one, zone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined && field !== null)
      .map(([name, field]) => [name, inZone(field, zone)]),
  );
}
