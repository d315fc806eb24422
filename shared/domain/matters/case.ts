/** A case as a matter: something that goes through a procedure of the rulebook from opening to closing. */

import type { FieldRule, Procedure, StepRule } from '../procedures/procedure.ts';
import { stepsFrom } from '../procedures/procedure.ts';
import {
  applies,
  asAsked,
  type HostPart,
  partsOf,
  passingAct,
  type StepHost,
  type StepsDone,
  withOutcomes,
} from '../procedures/progress.ts';
import { stepSubjects } from '../procedures/step-subjects.ts';
import type { Fact } from '../rules/expression.ts';
import { type Instant, InvalidTime, parseInstant } from '../time/instant.ts';
import { parseLocalDate } from '../time/local-date.ts';
import type { Secrecy } from './assignment.ts';
import type { MatterCore, MatterDecision, Subject } from './matter.ts';

/** What is known of a case: flags, choices, dates, moments, words. */
export type FieldValue = string | number | boolean;

export interface CasePart {
  readonly kind: string;
  readonly id: string;
  readonly unit: string;
  readonly title: string;
}

export interface Case extends MatterCore {
  readonly kind: 'case';
  readonly procedure: string;
  readonly title: string;
  readonly unit: string;
  /** The leader it is about, whom the office serves. */
  readonly leader: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly parts: readonly CasePart[];
  readonly steps: StepsDone;
  readonly startedAt: Instant;
  /** Left out for 内部. */
  readonly secrecy?: Secrecy;
  readonly state: 'open' | 'closed' | 'withdrawn';
}

export type CaseCommand =
  | {
      readonly do: 'case.open';
      readonly id: string;
      readonly procedure: string;
      readonly title: string;
      readonly unit: string;
      readonly leader: string | null;
      readonly fields: Readonly<Record<string, FieldValue>>;
      readonly parts: readonly CasePart[];
      /** When it began, if that is not now. */
      readonly startedAt: Instant | null;
      /** Left out for 内部. */
      readonly secrecy?: string;
    }
  | {
      readonly do: 'case.amend';
      readonly id: string;
      readonly fields: Readonly<Record<string, FieldValue>>;
      readonly by: string;
      readonly why: string;
    }
  | { readonly do: 'case.part'; readonly id: string; readonly part: CasePart }
  | { readonly do: 'case.withdraw'; readonly id: string; readonly by: string; readonly why: string };

export type CaseEvent =
  | {
      readonly type: 'case.opened';
      readonly procedure: string;
      readonly title: string;
      readonly unit: string;
      readonly leader: string | null;
      readonly fields: Readonly<Record<string, FieldValue>>;
      readonly parts: readonly CasePart[];
      readonly startedAt: Instant;
      readonly secrecy?: Secrecy;
    }
  | {
      readonly type: 'case.amended';
      readonly fields: Readonly<Record<string, FieldValue>>;
      readonly by: string;
      readonly why: string;
    }
  | { readonly type: 'case.part-added'; readonly part: CasePart }
  | { readonly type: 'case.withdrawn'; readonly by: string; readonly why: string };

/**
 * Decides a command on a case. Refuses an unknown procedure, a field the procedure does not have or that does not fit
 * its type, a missing field, an unknown kind of part, and whatever would open a gate that was passed already.
 */
export function decideCase(
  command: CaseCommand,
  found: Case | null,
  procedures: ReadonlyMap<string, Procedure>,
  now: Instant,
): MatterDecision<CaseEvent> {
  if (command.do === 'case.open') return open(command, found, procedures, now);
  if (!found) return { refused: `没有编号为“${command.id}”的事项` };
  if (found.state !== 'open')
    return { refused: `“${found.title}”已${found.state === 'closed' ? '办结' : '撤回'}` };
  const procedure = procedures.get(found.procedure);
  if (!procedure) return { refused: `规则中没有“${found.procedure}”这一程序` };
  switch (command.do) {
    case 'case.amend':
      return amend(command, found, procedure);
    case 'case.part':
      return addPart(command.part, found, procedure);
    case 'case.withdraw':
      return { events: [{ type: 'case.withdrawn', by: command.by, why: command.why }] };
    default:
      return command satisfies never;
  }
}

function open(
  command: Extract<CaseCommand, { do: 'case.open' }>,
  found: Case | null,
  procedures: ReadonlyMap<string, Procedure>,
  now: Instant,
): MatterDecision<CaseEvent> {
  if (found) return { refused: `编号“${command.id}”已用于另一事项` };
  const procedure = procedures.get(command.procedure);
  if (procedure?.host !== 'case') return { refused: `规则中没有“${command.procedure}”这一程序` };
  const missing = procedure.fields.find(({ name, required }) => required && !(name in command.fields));
  if (missing) return { refused: `“${procedure.title}”须填写“${missing.say}”` };
  const wrong = wrongField(command.fields, procedure) ?? wrongPart(command.parts, procedure);
  if (wrong !== null) return { refused: wrong };
  const startedAt = command.startedAt ?? now;
  if (startedAt > now) return { refused: '开始时间晚于登记时间，请核对' };
  const { title, unit, leader, fields, parts, secrecy } = command;
  const kept = KEPT_CLASSES.find((one) => one === secrecy);
  return {
    events: [
      {
        type: 'case.opened',
        procedure: command.procedure,
        title,
        unit,
        leader,
        fields: withDefaults(fields, procedure),
        parts,
        startedAt,
        ...(kept === undefined ? {} : { secrecy: kept }),
      },
    ],
  };
}

/** Classes that are said; 内部 is what everything is. */
const KEPT_CLASSES = ['公开', '工作秘密'] as const;

/** How messages call it: 工作秘密 goes by its number only (practice §9). */
function caseName({ id, title, secrecy }: Pick<Case, 'id' | 'title' | 'secrecy'>): string {
  return secrecy === '工作秘密' ? `${id}号事项` : title;
}

/** The first choice stands where none is given. */
export function withDefaults(
  fields: Readonly<Record<string, FieldValue>>,
  procedure: Procedure,
): Record<string, FieldValue> {
  const defaults = procedure.fields.flatMap(({ name, type, choices }) =>
    type === 'choice' && choices[0] !== undefined ? [[name, choices[0]] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...fields };
}

export function wrongField(
  fields: Readonly<Record<string, FieldValue>>,
  procedure: Procedure,
): string | null {
  for (const [name, value] of Object.entries(fields)) {
    const field = procedure.fields.find((one) => one.name === name);
    if (!field) return `“${procedure.title}”没有“${name}”这一栏`;
    const expected = misfit(field, value);
    if (expected !== null) return `“${field.say}”应为${expected}`;
  }
  return null;
}

/** What was expected of a value, `null` where it fits. */
function misfit(field: FieldRule, value: FieldValue): string | null {
  switch (field.type) {
    case 'flag':
      return typeof value === 'boolean' ? null : '是或否';
    case 'choice':
      return field.choices.includes(String(value)) ? null : field.choices.join('、');
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? null : '不小于零的整数';
    case 'date':
      return readable(() => parseLocalDate(String(value))) ? null : '日期，如2026-03-18';
    case 'moment':
      return readable(() => parseInstant(String(value))) ? null : '带时差的时间，如2026-03-18T09:00:00+08:00';
    default:
      return typeof value === 'string' && value.trim() !== '' ? null : '文字';
  }
}

function readable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (fault) {
    if (fault instanceof InvalidTime) return false;
    throw fault;
  }
}

function wrongPart(parts: readonly CasePart[], procedure: Procedure): string | null {
  const unknown = parts.find(({ kind }) => !procedure.parts.some((part) => part.kind === kind));
  if (unknown) return `“${procedure.title}”没有“${unknown.kind}”这类对象`;
  const twice = parts.find(
    (one, index) => parts.findIndex(({ kind, id }) => kind === one.kind && id === one.id) < index,
  );
  return twice ? `“${twice.id}”重复` : null;
}

function amend(
  command: Extract<CaseCommand, { do: 'case.amend' }>,
  found: Case,
  procedure: Procedure,
): MatterDecision<CaseEvent> {
  const { fields, by, why } = command;
  const wrong = wrongField(fields, procedure);
  if (wrong !== null) return { refused: wrong };
  const late = stepPassedBy(
    hostOfCase(found),
    hostOfCase({ ...found, fields: { ...found.fields, ...fields } }),
    procedure,
  );
  if (late) return { refused: late };
  return { events: [{ type: 'case.amended', fields, by, why }] };
}

function addPart(part: CasePart, found: Case, procedure: Procedure): MatterDecision<CaseEvent> {
  const parts = [...found.parts, part];
  const wrong =
    wrongPart(parts, procedure) ??
    stepPassedBy(hostOfCase(found), hostOfCase({ ...found, parts }), procedure);
  return wrong === null ? { events: [{ type: 'case.part-added', part }] } : { refused: wrong };
}

/** A change must not ask for a step behind which a gate was passed already: that would be passing out of order. */
export function stepPassedBy(before: StepHost, after: StepHost, procedure: Procedure): string | null {
  const [was, becomes] = [withOutcomes(before, procedure), withOutcomes(after, procedure)];
  for (const step of procedure.steps)
    for (const part of partsOf(step, becomes)) {
      const known = part === null ? null : partOf(part.id, was);
      const before = known !== undefined && applies(step, known, was);
      const passed =
        !before && applies(step, part, becomes) ? passedBehind(step, part, procedure, was) : undefined;
      if (passed) return `“${passed.title}”已办理，不能再增加此前的“${step.title}”；如需更正，请先退回`;
    }
  const changed = procedure.steps.find((step) =>
    partsOf(step, was).some((part) => isDoneOtherwise(step, part, was, becomes)),
  );
  return changed ? `“${changed.title}”已按原情形办理；如需更正，请先退回` : null;
}

/** Somebody else would have had to do what has been done. */
function isDoneOtherwise(step: StepRule, part: HostPart | null, was: StepHost, becomes: StepHost): boolean {
  if (passingAct(step, part?.id ?? null, was) === null) return false;
  return asAsked(step, part, was).by !== asAsked(step, part, becomes).by;
}

/** The part as it was; what goes through a step is told apart by its id. */
function partOf(id: string, host: StepHost): HostPart | undefined {
  return [...host.parts.values()].flat().find((part) => part.id === id);
}

/** A later step that has passed already: of the same part where it is one of parts like it, else of any. */
function passedBehind(
  step: StepRule,
  part: HostPart | null,
  procedure: Procedure,
  was: StepHost,
): StepRule | undefined {
  return stepsFrom(procedure, step.id).find((later) => {
    const of = later.per !== null && later.per === step.per ? [part] : partsOf(later, was);
    return later.id !== step.id && of.some((one) => passingAct(later, one?.id ?? null, was) !== null);
  });
}

/** Folds one event; `at` is when it was recorded. */
export function evolveCase(found: Case | null, event: CaseEvent, at: Instant, id: string): Case {
  if (event.type === 'case.opened') {
    const { type: _type, ...opened } = event;
    return { kind: 'case', id, seq: 1, planVersion: 1, openedAt: at, ...opened, steps: {}, state: 'open' };
  }
  if (!found) throw new Error(`'${event.type}' on a case that was never opened`);
  const next = { ...found, seq: found.seq + 1, planVersion: found.planVersion + 1 };
  switch (event.type) {
    case 'case.amended':
      return { ...next, fields: { ...found.fields, ...event.fields } };
    case 'case.part-added':
      return { ...next, parts: [...found.parts, event.part] };
    case 'case.withdrawn':
      return { ...next, state: 'withdrawn' };
    default:
      return event satisfies never;
  }
}

/** The same case after its steps changed: closed once every closing step that is asked has passed. */
export function withSteps(found: Case, steps: StepsDone, procedure: Procedure): Case {
  if (found.state === 'withdrawn') return { ...found, steps };
  const host = withOutcomes(hostOfCase({ ...found, steps }), procedure);
  const asked = procedure.steps
    .filter(({ closes }) => closes)
    .flatMap((step) => partsOf(step, host).map((part) => ({ step, part })))
    .filter(({ step, part }) => applies(step, part, host));
  const closed =
    asked.length > 0 && asked.every(({ step, part }) => passingAct(step, part?.id ?? null, host) !== null);
  return { ...found, steps, state: closed ? 'closed' : 'open' };
}

/** A flag holds by its name, a choice as `name=value`. */
export function flagsOfFields(fields: Readonly<Record<string, FieldValue>>): Set<string> {
  return new Set(
    Object.entries(fields).flatMap(([name, value]) =>
      value === true ? [name] : typeof value === 'string' ? [`${name}=${value}`] : [],
    ),
  );
}

export function hostOfCase(found: Case): StepHost {
  const parts = Map.groupBy(
    found.parts.map((part) => ({ ...part, flags: new Set<string>() })),
    ({ kind }) => kind,
  );
  return { done: found.steps, flags: flagsOfFields(found.fields), parts };
}

/** Every step that is asked; dates and moments among the fields are facts `field.NAME`. */
export function caseSubjects(found: Case, procedure: Procedure): Subject[] {
  const facts = new Map<string, Fact>([
    ['opened', { instant: found.startedAt }],
    ...fieldFacts(found, procedure),
  ]);
  const ended =
    found.state === 'withdrawn'
      ? ({ verdict: 'not-applicable', reason: '事项撤回' } as const)
      : found.state === 'closed'
        ? ({ verdict: 'not-applicable', reason: '事项已办结' } as const)
        : null;
  return stepSubjects(procedure, hostOfCase(found), {
    facts,
    toldAt: found.openedAt,
    words: { about: '', matter: caseName(found), title: caseName(found), procedure: procedure.title },
    ended,
    resting: null,
    eventAt: null,
    unit: found.unit,
    leader: found.leader,
  });
}

/** Dates and moments among fields, as facts `field.NAME`. */
export function fieldFacts(found: Pick<Case, 'fields'>, procedure: Procedure): [string, Fact][] {
  return procedure.fields.flatMap(({ name, type }): [string, Fact][] => {
    const value = found.fields[name];
    if (value === undefined) return [];
    if (type === 'date') return [[`field.${name}`, { date: parseLocalDate(String(value)) }]];
    if (type === 'moment') return [[`field.${name}`, { instant: parseInstant(String(value)) }]];
    return [];
  });
}
