/** What the steps of a procedure owe: each is a subject for the rules, done when its act is recorded. */
import { type Subject, subject } from '../matters/matter.ts';
import type { Fact, Facts } from '../rules/expression.ts';
import type { Instant } from '../time/instant.ts';
import { gateTo, lastOf, passedAt } from './gate.ts';
import type { Procedure, StepRule } from './procedure.ts';
import {
  actsOf,
  applies,
  asAsked,
  type HostPart,
  partsOf,
  passingAct,
  roundOf,
  type StepHost,
  withOutcomes,
} from './progress.ts';

/** What the subjects of one matter share. */
export type StepShared = Pick<Subject, 'facts' | 'toldAt' | 'words' | 'ended' | 'resting' | 'eventAt'> & {
  readonly unit: string;
  readonly leader: string | null;
  /** Messages name the part, such as an item of the agenda, and not the matter. */
  readonly partsNamed?: true;
};

/** Subjects for every step that is asked, whether its gate is open or not: a rule's facts say when its clock starts. */
export function stepSubjects(procedure: Procedure, given: StepHost, shared: StepShared): Subject[] {
  const host = withOutcomes(given, procedure);
  const flags = new Set([...host.flags, ...doneFlags(procedure, host)]);
  return procedure.steps.flatMap((step) => {
    if (step.gateOf !== null) return [];
    return partsOf(step, host)
      .filter((part) => applies(step, part, host))
      .flatMap((part) => subjectsOfStep(asAsked(step, part, host), part, procedure, host, flags, shared));
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
  const named = part === null || shared.partsNamed !== true ? {} : { matter: part.title, title: part.title };
  const words = { ...shared.words, ...named, step: step.title };
  const own: Subject = subject({
    per: step.id,
    part: partName(step, part, host),
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
  // Nobody did it: that the time to reply is over is no reply.
  if (act.outcome !== null && act.outcome === step.unanswered?.outcome)
    return [{ ...own, ended: { verdict: 'after-node', reason: act.outcome } }];
  return [{ ...own, ended: null, fulfilled: act.submission }];
}

/** The first is owed from the start, each further one from the act before it. */
function occurrences(step: StepRule, part: HostPart | null, host: StepHost, own: Subject): Subject[] {
  const acts = actsOf(host, step.id, part?.id ?? null);
  const before = partName(step, part, host);
  const named = (index: number) => [...(before === null ? [] : [before]), String(index + 1)].join('-');
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
  if (place !== undefined && owner === 'unit') return part?.unit ?? unit;
  return LEADERS.test(owner) ? 'office' : owner;
}

const LEADERS =
  /^(mayor|executive-vice-mayor|vice-mayor-\d+|office-director|leader-in-charge|leaders|unit|served)$/;

/**
 * `gate` once the gate is open: when the last of what stands before the step was done, or when it was opened again.
 * `done.STEP` of the matter, and for a part those of its own steps; of the parts together, once all have passed.
 */
function factsFor(
  step: StepRule,
  part: HostPart | null,
  procedure: Procedure,
  host: StepHost,
  facts: Facts,
): Facts {
  const done = procedure.steps.flatMap((other): [string, Fact][] => {
    const same = part !== null && other.per === step.per;
    const at = passedAt(other, same ? part : null, host);
    return at === null ? [] : [[`done.${other.id}`, { instant: at }]];
  });
  const { missing, openedAt } = gateTo(step, part, procedure, host);
  const since = lastOf([openedAt, roundOf(host, step.id, part?.id ?? null).since]);
  const opened: Fact | undefined = since === null ? facts.get('opened') : { instant: since };
  const gate: [string, Fact][] = missing.length === 0 && opened ? [['gate', opened]] : [];
  return new Map([...facts, ...done, ...gate]);
}

/** What stands at the end of the duty's id: the part, and from the second time it is asked for, which time it is. */
function partName(step: StepRule, part: HostPart | null, host: StepHost): string | null {
  const { round } = roundOf(host, step.id, part?.id ?? null);
  const names = [...(part === null ? [] : [part.id]), ...(round > 1 ? [`r${round}`] : [])];
  return names.length === 0 ? null : names.join('-');
}

/** The part that the end of a duty's id stands for; `null` for the matter itself. */
export function partOfSubject(
  name: string | null,
  step: StepRule,
  host: Pick<StepHost, 'parts'>,
): string | null {
  if (step.per === null || name === null) return null;
  const ids = partsOf(step, host).flatMap((part) => part?.id ?? []);
  const meant = ids.filter(
    (id) => name === id || (/^(-r\d+)?(-\d+)?$/.test(name.slice(id.length)) && name.startsWith(id)),
  );
  return meant.toSorted((a, b) => b.length - a.length)[0] ?? name;
}

function doneFlags(procedure: Procedure, host: StepHost): string[] {
  return procedure.steps
    .filter((step) => step.per === null && passingAct(step, null, host) !== null)
    .map(({ id }) => `done:${id}`);
}
