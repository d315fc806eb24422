/** An ordered procedure as the rulebook writes it: fields, parts, and steps that open one after another. */
import type { Shift } from '../rules/rulebook.ts';

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

/** Who does a step, and by which clause, where that depends on what the matter is. */
export interface Variation {
  /** Conditions that must all hold; the first variation whose conditions do goes before what the step says. */
  readonly when: readonly string[];
  readonly by: string | null;
  readonly clause: string | null;
}

/** Time that must lie between an earlier step and this one, such as 30 days for comments. */
export interface AtLeast {
  readonly from: string;
  readonly shift: Shift;
  /** The flag field under which less is enough; whoever sets it gives the reason. */
  readonly unless: string | null;
}

/** That nobody answered: recorded by whoever asked once the time to reply is over, and never read as consent. */
export interface Unanswered {
  readonly outcome: string;
  /** The time to reply, from the opening of the gate; the first whose conditions hold. */
  readonly within: readonly { readonly when: readonly string[]; readonly shift: Shift }[];
}

/** An assignment (交办事项) that follows when the step has passed; fields of the matter say to whom and until when. */
export interface HandOver {
  /** Only where it came out so; `null`: in any case. */
  readonly outcome: string | null;
  readonly lead: string;
  readonly until: string | null;
  readonly urgency: string | null;
  readonly reference: string | null;
  /** Conditions under which it is a request that waits for an answer. */
  readonly replies: readonly string[];
}

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
  /** The first that fits says who does it and by which clause; empty for most. */
  readonly varies: readonly Variation[];
  /** Points that must each be confirmed. */
  readonly checks: readonly string[];
  /** What may come out of it. Empty: done is done. */
  readonly outcomes: readonly string[];
  /** Which outcomes open the next gate: the first alone, or any. */
  readonly passes: 'first' | 'all';
  /** Outcomes that need reasons in writing. */
  readonly explains: readonly string[];
  readonly unanswered: Unanswered | null;
  readonly atLeast: AtLeast | null;
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
  /** Once it has passed, nothing before it can be returned: a document that is out is out. */
  readonly final: boolean;
  /** What follows from it elsewhere. */
  readonly assigns: HandOver | null;
  /** The matter is closed once every such step that is asked has passed. */
  readonly closes: boolean;
  /** The flag setting that switches it on; `null` for a step that is always on. */
  readonly switch: string | null;
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

/** Whether its outcomes are answers of equal right, so that none may be taken for granted. */
export function isChoice({ passes, explains, unanswered }: StepRule): boolean {
  return passes === 'all' || explains.length > 0 || unanswered !== null;
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
