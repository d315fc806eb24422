/** Reads commands on assignments (交办事项). */
import type { assignmentVerbs } from '../../contract/verbs/assignment.ts';
import type { Fact } from '../../domain/rules/expression.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';
import { checked, InvalidCommand, instant, interval, type Readers } from './fields.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A limit is a day, or a moment where the paper names one. */
function limit(text: string | null | undefined): Fact | null {
  return text === undefined || text === null ? null : knownLimit(text);
}

function knownLimit(text: string): Fact {
  return checked(
    'until',
    (): Fact => (DAY.test(text) ? { date: parseLocalDate(text) } : { instant: parseInstant(text) }),
  );
}

function handIn(fields: { by: string; for?: string | undefined; source?: string | undefined }) {
  return { by: fields.by, for: fields.for ?? null, source: fields.source ?? null };
}

/** One matter, or a list of which the first stands for the others. */
function listed(id: string | undefined, ids: readonly string[] | undefined): readonly [string, string[]] {
  const all = [...new Set([...(id === undefined ? [] : [id]), ...(ids ?? [])])];
  const [first, ...also] = all;
  if (first === undefined)
    throw new InvalidCommand("assignment.approve: 'id': neither id nor ids; expected one of them", ['id']);
  return [first, also];
}

export const readAssignment: Readers<typeof assignmentVerbs> = {
  'assignment.open': ({
    short,
    until,
    urgency,
    responsibility,
    startedAt,
    decision,
    noRungsBefore,
    ...fields
  }) => ({
    do: 'assignment.open',
    ...fields,
    short: short ?? null,
    until: limit(until),
    urgency: urgency ?? null,
    responsibility: responsibility ?? null,
    startedAt: startedAt === undefined ? null : instant(startedAt, 'startedAt'),
    decision: decision ?? null,
    noRungsBefore:
      noRungsBefore === undefined ? null : checked('noRungsBefore', () => parseLocalDate(noRungsBefore)),
    splitFrom: null,
  }),
  'assignment.approve': ({ id, ids, until, adoptDefault, ...hand }) => {
    const [first, also] = listed(id, ids);
    return { do: 'assignment.approve', id: first, also, until: limit(until), adoptDefault, ...handIn(hand) };
  },
  'assignment.confirm-approval': ({ id, by }) => ({ do: 'assignment.confirm-approval', id, by }),
  'assignment.assign': ({ id, by, number }) => ({ do: 'assignment.assign', id, by, number: number ?? null }),
  'assignment.object': ({ id, why, ...hand }) => ({ do: 'assignment.object', id, why, ...handIn(hand) }),
  'assignment.uphold': ({ id, by, why, unit }) => ({
    do: 'assignment.uphold',
    id,
    by,
    why,
    unit: unit ?? null,
  }),
  'assignment.transfer': ({ id, to, unit, by, until }) => ({
    do: 'assignment.transfer',
    id,
    to,
    unit: unit ?? null,
    by,
    until: limit(until),
  }),
  'assignment.progress': ({ id, state, text, happenedAt, ...hand }) => ({
    do: 'assignment.progress',
    id,
    state,
    text,
    happened: interval(happenedAt, 'happenedAt'),
    ...handIn(hand),
  }),
  'assignment.ask-closing': ({ id, text, evidence, happenedAt, ...hand }) => ({
    do: 'assignment.ask-closing',
    id,
    text,
    evidence: evidence ?? null,
    happened: interval(happenedAt, 'happenedAt'),
    ...handIn(hand),
  }),
  'assignment.confirm-closing': ({ id, by, evidence, happenedAt }) => ({
    do: 'assignment.confirm-closing',
    id,
    by,
    evidence: evidence ?? null,
    happened: interval(happenedAt, 'happenedAt'),
  }),
  'assignment.return-closing': ({ id, by, why }) => ({ do: 'assignment.return-closing', id, by, why }),
  'assignment.add-source': ({ id, source, until, corrects }) => ({
    do: 'assignment.add-source',
    id,
    source,
    until: limit(until),
    corrects,
  }),
  'assignment.split': ({ id, into, by }) => ({ do: 'assignment.split', id, into, by }),
  'assignment.merge': ({ id, into, by }) => ({ do: 'assignment.merge', id, into, by }),
  'assignment.no-answer': ({ id, unit, why, ...hand }) => ({
    do: 'assignment.no-answer',
    id,
    unit,
    why,
    ...handIn(hand),
  }),
  'assignment.circulate': ({ id, text, number, ...hand }) => ({
    do: 'assignment.circulate',
    id,
    text,
    number: number ?? null,
    ...handIn(hand),
  }),
  'assignment.renew': ({ id, until, by, why }) => ({
    do: 'assignment.renew',
    id,
    until: knownLimit(until),
    by,
    why: why ?? null,
  }),
  'assignment.strike': ({ id, by, why }) => ({ do: 'assignment.strike', id, by, why }),
};
