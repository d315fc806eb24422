/** One papers duty for the tests of deciding and folding: due on Tuesday 17 March 2026 at 17:00. */
import { type Decision, type DutyCommand, decide } from '../../../shared/domain/duties/decide-duty.ts';
import {
  type DutyEvent,
  type DutyPlan,
  type DutyState,
  evolve,
  NO_DUTY,
  type Submission,
} from '../../../shared/domain/duties/duty.ts';
import type { PlannedRung } from '../../../shared/domain/ladder/plan-rungs.ts';
import { type Instant, parseInstant } from '../../../shared/domain/time/instant.ts';

export const at = (day: number, time: string): Instant => parseInstant(`2026-03-${day}T${time}:00+08:00`);
export const LIMIT = at(17, '17:00');

export const plan: DutyPlan = {
  id: 'm1/D52-07/i1',
  matter: 'm1',
  rule: 'D52-07',
  subject: { per: 'agenda-item', part: 'i3' },
  title: '议题材料报送',
  rulebook: 'r#1',
  edition: 'e1',
  owedBy: 'housing',
  served: null,
  receivedBy: 'office.liaison',
  basis: 'clause',
  clock: 'F',
  lane: 'normal',
  dueAt: LIMIT,
  actBy: LIMIT,
  dueEarliest: LIMIT,
  dueLatest: LIMIT,
  provisional: false,
  mayChange: false,
  calendars: [],
  steps: [],
  notApplicable: null,
  passedBefore: null,
  alternatives: [],
  acceptance: false,
  channels: null,
  eventAt: at(18, '09:00'),
  quietExemptUntil: null,
  lapse: null,
  extendable: false,
  confined: false,
  words: {},
};

export function rung(
  id: string,
  kind: PlannedRung['kind'],
  when: Instant | null,
  to: readonly string[],
  more: Partial<PlannedRung> = {},
): PlannedRung {
  return {
    id,
    kind,
    at: when,
    meantFor: null,
    to,
    message: 'x',
    channel: null,
    early: null,
    repeatSeconds: null,
    quietExemptUntil: null,
    notBefore: null,
    ...more,
  };
}

export const rungs: readonly PlannedRung[] = [
  rung('remind', 'remind', at(17, '14:00'), ['unit.liaison']),
  rung('check', 'check', LIMIT, ['office.liaison']),
  rung('hasten', 'hasten', at(17, '17:30'), ['unit.liaison', 'unit.principal'], { early: 'not-received' }),
  rung('escalate', 'escalate', at(17, '19:00'), ['leader-in-charge']),
  rung('outstanding', 'digest', at(18, '09:00'), ['office.liaison'], { repeatSeconds: 604_800 }),
];

/** What happened, and when: each command is decided and its events folded before the next. */
export type Act = readonly [when: Instant, command: DutyCommand];

export const opened: Act = [at(11, '10:00'), { do: 'open', plan, rungs, planVersion: 1 }];

export function handIn(done: Instant, recordedAt: Instant = done): DutyCommand {
  const submission: Submission = {
    done: { earliest: done, latest: done },
    recordedAt,
    by: 'office',
    for: null,
    source: null,
    channel: null,
    evidence: null,
  };
  return { do: 'submit', submission };
}

/** The state after all acts, and what the last of them decided. */
export function play(acts: readonly Act[]): { state: DutyState; last: Decision; events: DutyEvent[] } {
  let state: DutyState = NO_DUTY;
  let last: Decision = { events: [] };
  const events: DutyEvent[] = [];
  for (const [when, command] of acts) {
    last = decide(command, state, when);
    if ('refused' in last) continue;
    for (const event of last.events) state = evolve(state, event, when);
    events.push(...last.events);
  }
  return { state, last, events };
}

/** The last decision in short: the types of its events with what tells them apart, or the refusal. */
export function inShort(decision: Decision): readonly string[] | string {
  if ('refused' in decision) return decision.refused;
  return decision.events.map((event) => {
    if (event.type === 'rung.reached') return `reached ${event.rung}`;
    if (event.type === 'rung.skipped') return `skipped ${event.rung}`;
    return event.type === 'duty.settled'
      ? `settled ${event.verdict}`
      : event.type.slice(event.type.indexOf('.') + 1);
  });
}
