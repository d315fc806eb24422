/** Reads commands on cases and on steps of procedures. */
import type * as z from 'zod';
import type { caseVerbs } from '../../contract/verbs/case.ts';
import { exactly } from '../../domain/compliance/verdict.ts';
import type { Submission } from '../../domain/duties/duty.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { instant, interval, type Readers } from './fields.ts';

export const readCase: Readers<typeof caseVerbs> = {
  'case.open': ({ id, procedure, title, unit, leader, fields, parts, startedAt, secrecy }) => ({
    do: 'case.open',
    id,
    procedure,
    title,
    unit,
    leader: leader ?? null,
    fields,
    parts: parts.map(readPart),
    startedAt: startedAt === undefined ? null : instant(startedAt, 'startedAt'),
    ...(secrecy === undefined ? {} : { secrecy }),
  }),
  'case.amend': ({ id, fields, by, why }) => ({ do: 'case.amend', id, fields, by, why }),
  'case.part': ({ id, part }) => ({ do: 'case.part', id, part: readPart(part) }),
  'case.withdraw': ({ id, by, why }) => ({ do: 'case.withdraw', id, by, why }),
  'step.do': (fields, now) => ({
    do: 'step.do',
    id: fields.id,
    step: fields.step,
    part: fields.part ?? null,
    submission: submissionOf(fields, now),
    outcome: fields.outcome ?? null,
    opinion: fields.opinion ?? null,
    checks: fields.checks,
  }),
  'step.waive': (fields, now) => ({
    do: 'step.waive',
    id: fields.id,
    step: fields.step,
    part: fields.part ?? null,
    submission: submissionOf(fields, now),
    why: fields.why,
  }),
  'step.return': ({ id, step, part, by, why }) => ({
    do: 'step.return',
    id,
    step,
    part: part ?? null,
    by,
    why,
  }),
  'step.confirm': ({ id, step, part, by }) => ({ do: 'step.confirm', id, step, part: part ?? null, by }),
};

type Fields<Name extends keyof typeof caseVerbs> = z.output<(typeof caseVerbs)[Name]>;

function readPart({ kind, id, unit, title }: Fields<'case.part'>['part']) {
  return { kind, id, unit, title: title ?? id };
}

function submissionOf(fields: Fields<'step.waive'> | Fields<'step.do'>, now: Instant): Submission {
  const { by, source, evidence, happenedAt } = fields;
  return {
    done: interval(happenedAt, 'happenedAt') ?? exactly(now),
    recordedAt: now,
    by,
    for: fields.for ?? null,
    source: source ?? null,
    channel: null,
    evidence: evidence ?? null,
  };
}
