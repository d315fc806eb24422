/** What Duban says on the bus: ledger facts as events of the published contract; other facts stay inside. */
import type { PublishedType } from '../contract/bus-events.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { PublishedFact } from '../ports/publisher.ts';

type Body = PublishedFact['body'];

/** Rungs that go up to a leader; all others remind whoever owes the duty or receives it. */
const GOES_UP: ReadonlySet<unknown> = new Set(['escalate', 'ask-decision']);

/** The detail of the event has the form that the contract publishes under its type. */
export interface PublishedEvent {
  readonly type: PublishedType;
  readonly detail: {
    readonly schema: string;
    readonly id: string;
    readonly district: string;
    readonly commandId: string;
    readonly at: Instant;
    readonly body: Body;
  };
}

/** The event for a fact, `null` for a fact that nobody outside hears of. The same fact gives the same event. */
export function publishedEvent(fact: PublishedFact): PublishedEvent | null {
  const type = publishedType(fact);
  if (type === null) return null;
  const { id, district, at } = fact;
  const body = { ...aboutDuty(fact.body), ...BODIES[type](fact.body) };
  return { type, detail: { schema: `${type}/1`, id, district, commandId: id, at, body } };
}

function publishedType({ type, body }: PublishedFact): PublishedType | null {
  switch (type) {
    case 'duty.opened':
      return 'duban.duty.opened';
    case 'duty.replanned':
      return 'duban.duty.replanned';
    case 'duty.overdue':
      return 'duban.duty.overdue';
    case 'duty.settled':
      return 'duban.duty.settled';
    case 'rung.reached':
      return GOES_UP.has(body.kind) ? 'duban.duty.escalated' : 'duban.reminder.due';
    default:
      return null;
  }
}

function aboutDuty({ duty, rule, owedBy, dueAt, shadow }: Body): Body {
  return { duty, rule, owedBy, dueAt, ...(shadow === true ? { shadow } : {}) };
}

const BODIES: Readonly<Record<PublishedType, (body: Body) => Body>> = {
  'duban.duty.opened': ({ basis, provisional }) => ({ basis, provisional }),
  'duban.duty.replanned': ({ basis, provisional, formerDueAt, why }) => ({
    basis,
    provisional,
    formerDueAt,
    why,
  }),
  'duban.duty.overdue': ({ basis }) => ({ basis }),
  'duban.duty.settled': ({ verdict, lateBySeconds, happenedAt }) => ({
    verdict,
    ...(lateBySeconds === null ? {} : { lateBySeconds }),
    happenedAt: happenedAt ?? null,
  }),
  'duban.duty.escalated': aboutRung,
  'duban.reminder.due': aboutRung,
};

function aboutRung({ rung, kind, intendedAt, to }: Body): Body {
  return { rung, kind, intendedAt, to };
}
