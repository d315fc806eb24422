import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactly } from '../../shared/domain/compliance/verdict.ts';
import type { FieldValue } from '../../shared/domain/matters/case.ts';
import {
  afterSteps,
  decideMatter,
  evolveMatter,
  type Matter,
  type MatterCommand,
  type MatterEvent,
} from '../../shared/domain/matters/kinds.ts';
import { decideStep, type StepCommand } from '../../shared/domain/procedures/decide-step.ts';
import type { Procedure, StepRule } from '../../shared/domain/procedures/procedure.ts';
import { evolveSteps, type HostPart, type StepHost } from '../../shared/domain/procedures/progress.ts';
import { postsOf } from '../../shared/domain/routing/roles.ts';
import { addSeconds, type Instant, parseInstant } from '../../shared/domain/time/instant.ts';
import { demoDirectory } from '../support/office.ts';
import { ground, shuangyang } from '../support/shuangyang.ts';

const base = ground();
const START = parseInstant('2026-03-02T09:00:00+08:00');
const DAY = 86_400;
const roster = { directory: demoDirectory, absences: [], zone: base.zone };
const around = { ...base, rulebook: shuangyang, roster, ground: base };
const { clauses, shortTitle } = shuangyang;

const all = [...shuangyang.procedures.values()];
const cases = all.filter(({ host }) => host === 'case');
const others = all.filter(({ host }) => host !== 'case');
const UNITS = ['housing', 'finance', 'market'];

/** What the record says, told without the code under test: who has passed what since it was last opened again. */
class Witness {
  readonly procedure: Procedure;
  fields: Record<string, FieldValue> = {};
  parts: { kind: string; id: string }[] = [];
  others: ReadonlySet<string> = new Set();
  readonly standing = new Map<string, { outcome: string | null; waived: boolean; waits: boolean }>();

  constructor(procedure: Procedure) {
    this.procedure = procedure;
  }

  see(event: MatterEvent): void {
    if (event.type === 'case.opened') {
      this.fields = { ...event.fields };
      this.parts = [...event.parts];
    }
    if (event.type === 'case.amended') this.fields = { ...this.fields, ...event.fields };
    if (event.type === 'case.part-added') this.parts = [...this.parts, event.part];
    if (event.type === 'step.returned') for (const key of event.reopened) this.standing.delete(key);
    if (event.type === 'step.confirmed') {
      const act = this.standing.get(keyFor(event.step, event.part));
      if (act) act.waits = false;
    }
    if (event.type !== 'step.done') return;
    expect(this.mayBeDone(this.step(event.step), event.part), `${event.step} of ${this.procedure.id}`).toBe(
      true,
    );
    const { outcome, waived, awaits } = event.act;
    const act = { outcome, waived: waived !== null, waits: awaits !== null };
    this.standing.set(keyFor(event.step, event.part), act);
  }

  step(id: string): StepRule {
    const found = this.procedure.steps.find((one) => one.id === id);
    if (!found) throw new Error(`no step ${id}`);
    return found;
  }

  mayBeDone(step: StepRule, part: string | null): boolean {
    if (step.after.every((id) => this.settled(id, step, part))) return true;
    if (step.orAfter.length === 0) return false;
    const asked = step.orAfter.every((id) =>
      this.partsOf(this.step(id)).some(() => this.asked(this.step(id))),
    );
    return asked && step.orAfter.every((id) => this.settled(id, step, part));
  }

  private settled(id: string, behind: StepRule, part: string | null): boolean {
    const step = this.step(id);
    const parts = step.per !== null && step.per === behind.per && part !== null ? [part] : this.partsOf(step);
    if (!this.asked(step) || parts.length === 0) {
      return this.mayBeDone(step, step.per === behind.per ? part : null);
    }
    return parts.every((one) => this.passed(step, one));
  }

  passed(step: StepRule, part: string | null): boolean {
    const act = this.standing.get(keyFor(step.id, part));
    if (!act || act.waits) return false;
    return (
      act.waived || step.outcomes.length === 0 || step.passes === 'all' || act.outcome === step.outcomes[0]
    );
  }

  asked(step: StepRule): boolean {
    return step.when.every((condition) => {
      const [name = '', choice] = condition.replace('!', '').split('=');
      const choices = choice?.split('|') ?? [];
      const holds = choices.length === 0 ? this.fields[name] === true : this.says(name, choices);
      return (holds || this.others.has(condition.replace('!', ''))) !== condition.startsWith('!');
    });
  }

  private says(name: string, choices: readonly string[]): boolean {
    if (choices.includes(String(this.fields[name]))) return true;
    const kept = [...this.standing].filter(([key]) => key.split('/')[0] === name);
    return kept.some(([, { outcome, waits }]) => !waits && outcome !== null && choices.includes(outcome));
  }

  private partsOf(step: StepRule): (string | null)[] {
    return step.per === null
      ? [null]
      : this.parts.filter(({ kind }) => kind === step.per).map(({ id }) => id);
  }
}

function keyFor(step: string, part: string | null): string {
  return part === null ? step : `${step}/${part}`;
}

/** Somebody who may do the step. */
function handFor(step: StepRule, unit: string, part: string | null): string {
  const own = part ?? unit;
  if (step.by === null) return 'office';
  if (step.by === 'unit') return unit;
  if (step.by === 'part') return own;
  if (step.by === 'leader') return 'vice-mayor-1';
  if (demoDirectory.units.has(step.by) || demoDirectory.aliases.has(step.by)) return step.by;
  return postsOf(step.by, { unit: own }, demoDirectory)[0] ?? 'office';
}

function act(
  step: StepRule,
  part: string | null,
  by: string,
  at: Instant,
  outcome: string | null,
): StepCommand {
  const done = exactly(at);
  return {
    do: 'step.do',
    id: 'c',
    step: step.id,
    part,
    submission: { done, recordedAt: at, by, for: null, source: null, channel: null, evidence: '附件' },
    outcome,
    opinion: '同意',
    checks: step.checks,
  };
}

const dice = fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 160 });

/** A random field, by its type; some of them no field of the procedure will take. */
function fieldValue(procedure: Procedure, name: string, roll: number): FieldValue {
  const field = procedure.fields.find((one) => one.name === name);
  switch (field?.type) {
    case 'flag':
      return roll % 2 === 0;
    case 'choice':
      return field.choices[roll % field.choices.length] ?? '';
    case 'date':
      return '2026-03-02';
    case 'moment':
      return '2026-03-02T09:00:00+08:00';
    case 'count':
      return roll % 5;
    case 'unit':
      return 'finance';
    case 'leader':
      return 'vice-mayor-1';
    default:
      return '甲';
  }
}

function opening(procedure: Procedure, rolls: readonly number[]): MatterCommand {
  const leads = new Set(procedure.steps.map(({ assigns }) => assigns?.lead));
  const given = procedure.fields.filter(
    ({ name, required }, index) => required || leads.has(name) || (rolls[index] ?? 0) % 2 === 0,
  );
  const fields = given.map(({ name }, index) => [name, fieldValue(procedure, name, rolls[index + 1] ?? 0)]);
  const parts = procedure.parts.flatMap(({ kind }, index) =>
    UNITS.slice(0, (rolls[index] ?? 0) % 3).map((unit) => ({ kind, id: unit, unit, title: unit })),
  );
  return {
    do: 'case.open',
    id: 'c',
    procedure: procedure.id,
    title: '一件事',
    unit: 'housing',
    leader: 'vice-mayor-1',
    fields: Object.fromEntries(fields),
    parts,
    startedAt: null,
  };
}

/** Anything anybody may try, most of it wrong. */
function anything(procedure: Procedure, roll: number, at: Instant): MatterCommand {
  const { steps } = procedure;
  const step = steps[roll % steps.length] ?? steps[0];
  if (!step) throw new Error('a procedure has steps');
  const part = step.per === null ? null : (UNITS[roll % 3] ?? null);
  const by = roll % 7 === 0 ? 'culture' : handFor(step, 'housing', part);
  const outcome = step.outcomes[roll % 5 < 3 ? 0 : roll % step.outcomes.length] ?? null;
  const done = act(step, part, by, at, outcome);
  const submission = done.do === 'step.do' ? done.submission : null;
  if (submission === null) throw new Error('unreachable');
  switch (Math.floor(roll / 1000) % 12) {
    case 0:
      return { do: 'step.return', id: 'c', step: step.id, part, by: 'office', why: '退回' };
    case 1:
      return { do: 'step.waive', id: 'c', step: step.id, part, submission, why: '不需要' };
    case 2: {
      const keyed = { ...submission, by: 'office', for: by, source: '电话' as const };
      return { ...done, do: 'step.do', submission: keyed } as StepCommand;
    }
    case 3:
      return { do: 'step.confirm', id: 'c', step: step.id, part, by: 'office.deputy' };
    case 4: {
      const name = procedure.fields[roll % Math.max(1, procedure.fields.length)]?.name ?? 'none';
      const fields = { [name]: fieldValue(procedure, name, roll) };
      return { do: 'case.amend', id: 'c', fields, by: 'office', why: '更正' };
    }
    case 5: {
      const kind = procedure.parts[0]?.kind ?? 'none';
      const unit = UNITS[roll % 3] ?? 'housing';
      return { do: 'case.part', id: 'c', part: { kind, id: unit, unit, title: unit } };
    }
    default:
      return done;
  }
}

class Desk {
  matter: Matter | null = null;
  readonly witness: Witness;

  constructor(procedure: Procedure) {
    this.witness = new Witness(procedure);
  }

  do(command: MatterCommand, now: Instant): boolean {
    const decision = decideMatter(command, this.matter, now, around);
    if ('refused' in decision) return false;
    for (const event of decision.events) {
      this.witness.see(event);
      this.matter = afterSteps(evolveMatter(this.matter, event, now, 'c'), shuangyang.procedures);
    }
    return decision.events.length > 0;
  }

  get state(): string {
    return this.matter?.kind === 'case' ? this.matter.state : 'none';
  }
}

describe.each(cases.map((one) => [one.id, one] as const))('%s', (_id, procedure) => {
  test('nothing passes a gate out of order, whatever anybody tries', () => {
    fc.assert(
      fc.property(dice, (rolls) => {
        const desk = new Desk(procedure);
        desk.do(opening(procedure, rolls), START);
        let now = START;
        for (const roll of rolls) {
          now = addSeconds(now, (roll % 9) * DAY);
          desk.do(anything(procedure, roll, now), now);
        }
      }),
      { numRuns: 40, interruptAfterTimeLimit: 4_000 },
    );
  });

  test('every order that respects the gates reaches the end', () => {
    fc.assert(
      fc.property(dice, (rolls) => {
        const desk = new Desk(procedure);
        expect(desk.do(opening(procedure, rolls), START)).toBe(true);
        let now = START;
        const most = procedure.steps.length * 4;
        for (let round = 0; round < most && desk.state === 'open'; round++) {
          now = addSeconds(now, 50 * DAY);
          takeOne(desk, procedure, rolls[round % rolls.length] ?? 0, now);
        }
        // Where no closing step is asked, there is nothing to end with.
        const ends = procedure.steps.some((step) => step.closes && desk.witness.asked(step));
        expect(desk.state).toBe(ends ? 'closed' : 'open');
      }),
      { numRuns: 25, interruptAfterTimeLimit: 4_000 },
    );
  });
});

/** One step that is open, beginning the search anywhere; a repeating one counts once. */
function takeOne(desk: Desk, procedure: Procedure, roll: number, now: Instant): void {
  const places = procedure.steps.flatMap((step) => {
    const parts = step.per === null ? [null] : UNITS;
    return parts.map((part: string | null) => ({ step, part }));
  });
  const turned = places.map((_one, index) => places[(index + roll) % places.length]);
  for (const place of turned) {
    if (!place) continue;
    const { step, part } = place;
    if (step.repeats && desk.witness.standing.has(keyFor(step.id, part))) continue;
    const hands = [step, ...step.varies.map(({ by }) => ({ ...step, by: by ?? step.by }))];
    for (const hand of hands)
      if (desk.do(act(step, part, handFor(hand, 'housing', part), now, step.outcomes[0] ?? null), now))
        return;
  }
}

/** Meetings and events bring their own life; their steps are tried under every set of flags. */
describe.each(others.map((one) => [one.id, one] as const))('%s', (_id, procedure) => {
  test('nothing passes a gate out of order, whatever anybody tries', () => {
    const named = procedure.steps.flatMap(({ when }) => when.map((one) => one.replace('!', '')));
    fc.assert(
      fc.property(dice, fc.subarray([...new Set(named)]), (rolls, flags) => {
        const witness = new Witness(procedure);
        witness.others = new Set(flags);
        witness.parts = procedure.parts.flatMap(({ kind }) => UNITS.map((id) => ({ kind, id })));
        let host = hostFor(procedure, flags);
        let now = START;
        for (const roll of rolls) {
          now = addSeconds(now, (roll % 9) * DAY);
          const command = anything(procedure, roll, now);
          if (!isStep(command)) continue;
          const told = {
            procedure,
            clauses,
            shortTitle,
            roster,
            unit: 'office',
            leader: 'mayor',
            ground: base,
          };
          const decision = decideStep(command, host, told, now);
          if ('refused' in decision) continue;
          for (const event of decision.events) {
            witness.see(event);
            host = { ...host, done: evolveSteps(host.done, event) };
          }
        }
      }),
      { numRuns: 30, interruptAfterTimeLimit: 4_000 },
    );
  });
});

function hostFor(procedure: Procedure, flags: readonly string[]): StepHost {
  const parts = UNITS.map((id): HostPart => ({ id, title: id, unit: id, flags: new Set() }));
  // What is written `field=one|other` holds by one of them.
  const held = flags.flatMap((flag) => {
    const [name = '', choice = ''] = flag.split('=');
    return choice === '' ? [flag] : choice.split('|').map((one) => `${name}=${one}`);
  });
  return { done: {}, flags: new Set(held), parts: new Map(procedure.parts.map(({ kind }) => [kind, parts])) };
}

function isStep(command: MatterCommand): command is StepCommand {
  return command.do.startsWith('step.');
}

test('a document is sealed only when signed, or with both consents; and checked only when the meeting decided', () => {
  const procedure = cases.find(({ id }) => id === 'document');
  if (!procedure) throw new Error('no procedure for documents');
  const needs: Record<string, (has: (step: string) => boolean) => boolean> = {
    seal: (has) => has('electronic') && (has('sign') || (has('early-director') && has('early-signer'))),
    sign: (has) => has('sheet') && has('format') && has('check'),
    issue: (has) => has('seal'),
  };
  fc.assert(
    fc.property(dice, (rolls) => {
      const desk = new Desk(procedure);
      desk.do(opening(procedure, rolls), START);
      let now = START;
      for (const roll of [...rolls, ...rolls]) {
        now = addSeconds(now, DAY);
        if (roll % 4 === 0) desk.do(anything(procedure, roll, now), now);
        const before = new Set(desk.witness.standing.keys());
        takeOne(desk, procedure, roll, now);
        for (const step of desk.witness.standing.keys()) {
          if (before.has(step)) continue;
          const has = (id: string) => before.has(id) && desk.witness.passed(desk.witness.step(id), null);
          expect(needs[step]?.(has) ?? true, step).toBe(true);
        }
      }
    }),
    { numRuns: 10, interruptAfterTimeLimit: 8_000 },
  );
});
