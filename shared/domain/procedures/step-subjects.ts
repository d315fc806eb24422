/** What the steps of a procedure owe: each is a subject for the rules, done when its act is recorded. */
import { type Subject, subject } from '../matters/matter.ts';
import type { Fact, Facts } from '../rules/expression.ts';
import type { Instant } from '../time/instant.ts';
import type { Procedure, StepRule } from './procedure.ts';
import { actsOf, applies, type HostPart, passingAct, type StepHost } from './progress.ts';

/** What the subjects of one matter share. */
export type StepShared = Pick<Subject, 'facts' | 'toldAt' | 'words' | 'ended' | 'resting' | 'eventAt'> & {
  readonly unit: string;
  readonly leader: string | null;
};

/** Subjects for every step that is asked, whether its gate is open or not: a rule's facts say when its clock starts. */
export function stepSubjects(procedure: Procedure, host: StepHost, shared: StepShared): Subject[] {
  const flags = new Set([...host.flags, ...doneFlags(procedure, host)]);
  return procedure.steps.flatMap((step) => {
    if (step.gateOf !== null) return [];
    const parts = step.per === null ? [null] : (host.parts.get(step.per) ?? []);
    return parts
      .filter((part) => applies(step, part, host))
      .flatMap((part) => subjectsOfStep(step, part, procedure, host, flags, shared));
  });
}

function subjectsOfStep(
  step: StepRule,
  part: HostPart | null,
  procedure: Procedure,
  host: StepHost,
  flags: ReadonlySet<string>,
  shared: StepShared,
): Subject[] {
  const facts = factsFor(step, part, procedure, host, shared.facts);
  const words = part === null ? shared.words : { ...shared.words, matter: part.title, title: part.title };
  const own: Subject = subject({
    per: step.id,
    part: part?.id ?? null,
    owedBy: ownerOf(step, part, shared.unit),
    served: step.by === 'leader' ? shared.leader : null,
    facts,
    flags: part === null ? flags : new Set([...flags, ...part.flags]),
    toldAt: shared.toldAt,
    words,
    eventAt: shared.eventAt,
    ended: shared.ended,
    resting: shared.resting,
  });
  if (step.repeats) return occurrences(step, part, host, own);
  const act = passingAct(step, part?.id ?? null, host);
  if (act === null) return [own];
  if (act.waived !== null)
    return [{ ...own, ended: { verdict: 'waived', reason: `免于办理：${act.waived}` } }];
  return [{ ...own, ended: null, fulfilled: act.submission }];
}

/** The first is owed from the start, each further one from the act before it. */
function occurrences(step: StepRule, part: HostPart | null, host: StepHost, own: Subject): Subject[] {
  const acts = actsOf(host, step.id, part?.id ?? null);
  const named = (index: number) => [...(part === null ? [] : [part.id]), String(index + 1)].join('-');
  const done = acts.map((act, index) => ({
    ...own,
    part: named(index),
    facts: withLast(own.facts, step.id, acts[index - 1]?.submission.done.latest ?? null),
    ended: null,
    fulfilled: act.submission,
  }));
  const next = withLast(own.facts, step.id, acts.at(-1)?.submission.done.latest ?? null);
  return [...done, { ...own, part: named(acts.length), facts: next }];
}

function withLast(facts: Facts, step: string, at: Instant | null): Facts {
  return at === null ? facts : new Map<string, Fact>([...facts, [`last.${step}`, { instant: at }]]);
}

/** Duties of steps that leaders take, and of the office itself, are the office’s (practice: leaders are served). */
function ownerOf(step: StepRule, part: HostPart | null, unit: string): string {
  if (step.by === 'part') return part?.unit ?? unit;
  if (step.by === 'unit') return part?.unit ?? unit;
  if (step.by === null || step.by === 'leader') return 'office';
  const [owner = '', place] = step.by.split('.');
  return place === undefined ? (LEADERS.test(owner) ? 'office' : owner) : owner;
}

const LEADERS =
  /^(mayor|executive-vice-mayor|vice-mayor-\d+|office-director|leader-in-charge|leaders|unit|served)$/;

/** `done.STEP` of the matter, and for a part those of its own steps; of the parts together, once all have passed. */
function factsFor(
  step: StepRule,
  part: HostPart | null,
  procedure: Procedure,
  host: StepHost,
  facts: Facts,
): Facts {
  const done = procedure.steps.flatMap((other): [string, Fact][] => {
    const same = other.per !== null && other.per === step.per;
    const parts = other.per === null ? [null] : same ? [part] : (host.parts.get(other.per) ?? []);
    const at = lastPassed(other, parts, host);
    return at === null ? [] : [[`done.${other.id}`, { instant: at }]];
  });
  return new Map([...facts, ...done]);
}

function lastPassed(step: StepRule, parts: readonly (HostPart | null)[], host: StepHost): Instant | null {
  const asked = parts.filter((part) => applies(step, part, host));
  const times = asked.map((part) => passingAct(step, part?.id ?? null, host)?.submission.done.latest ?? null);
  if (times.length === 0 || times.includes(null)) return null;
  return times.reduce((last, at) => (last === null || (at !== null && at > last) ? at : last), null);
}

function doneFlags(procedure: Procedure, host: StepHost): string[] {
  return procedure.steps
    .filter((step) => step.per === null && passingAct(step, null, host) !== null)
    .map(({ id }) => `done:${id}`);
}
