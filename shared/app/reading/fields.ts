/** Reads the fields that verbs have in common: moments, bounds, dates, who keyed it. */
import type * as z from 'zod';
import { exactly, type Interval } from '../../domain/compliance/verdict.ts';
import type { Submission } from '../../domain/duties/duty.ts';
import { type Instant, InvalidTime, parseInstant } from '../../domain/time/instant.ts';
import type { Command } from '../commands.ts';

/** A command does not have the form of its verb; `place` says which field. */
export class InvalidCommand extends Error {
  override name = 'InvalidCommand';
  readonly place: readonly PropertyKey[];

  constructor(message: string, place: readonly PropertyKey[]) {
    super(message);
    this.place = place;
  }
}

/** One reader for each verb of a room; `now` is the moment of the act, for acts that carry none of their own. */
export type Readers<Verbs extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Name in keyof Verbs]: (fields: z.output<Verbs[Name]>, now: Instant) => Command;
};

export function instant(text: string, field: string): Instant {
  return checked(field, () => parseInstant(text));
}

export function checked<Value>(field: string, read: () => Value): Value {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new InvalidCommand(`'${field}': ${fault.message}`, [field]);
    throw fault;
  }
}

export type Moment =
  | string
  | { readonly earliest?: string | undefined; readonly latest?: string | undefined }
  | undefined;

export function interval(moment: Moment, field: string): Interval | null {
  if (moment === undefined) return null;
  if (typeof moment === 'string') return exactly(instant(moment, field));
  const earliest = moment.earliest === undefined ? null : instant(moment.earliest, `${field}.earliest`);
  const latest = moment.latest === undefined ? null : instant(moment.latest, `${field}.latest`);
  if (earliest !== null && latest !== null && earliest > latest) {
    throw new InvalidCommand(`'${field}': earliest is after latest; expected earliest first`, [field]);
  }
  return { earliest, latest };
}

export function officeSubmission(
  fields: { readonly by?: string | undefined; readonly happenedAt?: Moment },
  now: Instant,
): Submission {
  const done = interval(fields.happenedAt, 'happenedAt') ?? exactly(now);
  const none = { for: null, source: null, channel: null, evidence: null };
  return { done, recordedAt: now, by: fields.by ?? 'office', ...none };
}
