/** An ordered procedure as the rulebook writes it: fields, parts, and steps that open one after another. */

/** Which kind of matter goes through it. A case is opened for nothing else; meetings and events bring their own life. */
export type ProcedureHost = 'case' | 'meeting' | 'event';

/** What is known of a matter when it is opened, or becomes known later. */
export interface FieldRule {
  readonly name: string;
  readonly say: string;
  readonly type: 'flag' | 'choice' | 'date' | 'moment' | 'text' | 'count' | 'unit' | 'leader';
  readonly choices: readonly string[];
  /** Asked for when the matter is opened. */
  readonly required: boolean;
}

/** Something of which a matter may have several, such as units that co-sign. */
export interface PartRule {
  readonly kind: string;
  readonly say: string;
}

/** What an act must bring along besides who did it and when. */
export type Need = 'evidence' | 'opinion';

export interface StepRule {
  readonly id: string;
  readonly title: string;
  /** The clause that asks for it; a refusal quotes it. */
  readonly clause: string;
  /** `null` for the matter itself, else the kind of part that each goes through it. */
  readonly per: string | null;
  /** Flags under which the step is asked at all; with `!`, that must not hold. */
  readonly when: readonly string[];
  /** Steps that must have passed before. */
  readonly after: readonly string[];
  /** Steps that open the gate in place of `after`: the one exception path a clause allows. Empty: none. */
  readonly orAfter: readonly string[];
  /** Who does it: `unit`, `part`, `leader`, or a role; `null` where anybody may key it. */
  readonly by: string | null;
  /** Roles that whoever does it may have given it to (受委托); the act names who did it. */
  readonly delegatedTo: readonly string[];
  /** A signature: whoever stands in may give it only where the power to sign was given too (art. 15(五)). */
  readonly signs: boolean;
  /** Signed by the holder himself; never keyed for somebody else (art. 60(二)). */
  readonly personal: boolean;
  readonly needs: readonly Need[];
  /** Points that must each be confirmed. */
  readonly checks: readonly string[];
  /** What may come out of it; only the first opens the next gate. Empty: done is done. */
  readonly outcomes: readonly string[];
  /** Outcomes after which nothing more is asked of the part, such as 不上会. */
  readonly drops: readonly string[];
  /** The command on the matter that waits at this gate; nobody does the step itself. */
  readonly gateOf: string | null;
  /** May be left out with a written reason. */
  readonly waivable: boolean;
  /** Happens more than once; it never shuts. */
  readonly repeats: boolean;
  /** The step to which a return goes back; that step and all after it are open again. */
  readonly returnsTo: string | null;
  /** Closes the matter. */
  readonly closes: boolean;
}

export interface Procedure {
  readonly id: string;
  readonly title: string;
  readonly host: ProcedureHost;
  /** Kinds of meeting that go through it; empty for every one. */
  readonly kinds: readonly string[];
  readonly fields: readonly FieldRule[];
  readonly parts: readonly PartRule[];
  readonly steps: readonly StepRule[];
}

/** The step with an id. Refuses one that the procedure does not have: procedures are checked when they are loaded. */
export function stepOf(procedure: Procedure, id: string): StepRule {
  const found = procedure.steps.find((step) => step.id === id);
  if (!found) throw new Error(`procedure '${procedure.id}' has no step '${id}'`);
  return found;
}

/** The step and every step that can only come after it, in the order of the procedure. */
export function stepsFrom(procedure: Procedure, id: string): StepRule[] {
  const reached = new Set([id]);
  // The order of the file is an order of the gates: checked when it is loaded.
  for (const step of procedure.steps)
    if ([...step.after, ...step.orAfter].some((before) => reached.has(before))) reached.add(step.id);
  return procedure.steps.filter((step) => reached.has(step.id));
}
