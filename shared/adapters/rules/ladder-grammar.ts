/** The grammar of ladders: each rung counted from the limit or the opening, never from the rung before. */
import * as z from 'zod';
import { validRole } from '../../domain/routing/roles.ts';
import type { RungRule, Shift } from '../../domain/rules/rulebook.ts';
import { byKey, shift, timeOfDay } from './expression-grammar.ts';

const fromLimit = z
  .strictObject({ due: shift, at: timeOfDay.optional(), on: z.literal('month-start').optional() })
  .refine(({ due, at }) => at !== undefined || !isByDay(due), 'days need a time of day; expected at')
  .refine(
    ({ at, on }) => at !== undefined || on === undefined,
    'month-start needs a time of day; expected at',
  )
  .transform((value): RungRule['time'] => ({
    from: 'due',
    shift: value.due,
    at: value.at ?? null,
    ...(value.on === undefined ? {} : { monthStart: true }),
  }));
const fromOpening = z
  .strictObject({ opened: z.literal(true).or(shift) })
  .transform(({ opened }): RungRule['time'] => ({
    from: 'opened',
    shift: opened === true ? null : opened,
    at: null,
  }));
const fromTelling = z
  .strictObject({ told: shift.refine((one) => !isByDay(one), 'expected minutes or hours') })
  .transform(({ told }): RungRule['time'] => ({ from: 'told', shift: told, at: null }));
const when = byKey(
  { due: fromLimit, opened: fromOpening, told: fromTelling },
  'expected when: { due: … }, { opened: … } or { told: … }',
);

function isByDay({ unit }: Shift): boolean {
  return unit === 'days' || unit === 'workdays' || unit === 'months';
}

const KINDS = [
  'start',
  'remind',
  'warn',
  'check',
  'hasten',
  'breach',
  'escalate',
  'ask-decision',
  'digest',
] as const;

/** One rung of a ladder. */
export const rung = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    kind: z.enum(KINDS),
    when,
    early: z.string().optional(),
    'only-early-if': z.string().optional(),
    'only-confirmed-if': z.string().optional(),
    repeat: shift
      .refine(({ unit }) => unit === 'minutes' || unit === 'hours', 'expected minutes or hours')
      .optional(),
    to: z.array(z.string().refine(validRole, 'expected a role such as unit.liaison or mayor')).min(1),
    message: z.string(),
    channel: z.string().optional(),
    'quiet-exempt-until': timeOfDay.optional(),
    'only-if': z.array(z.string().min(1)).default([]),
    approval: z
      .string()
      .refine(validRole, 'expected the post that approves, such as office-director')
      .optional(),
  })
  .transform(
    (value): RungRule => ({
      id: value.id,
      kind: value.kind,
      time: value.when,
      early: value.early ?? null,
      onlyEarlyIf: value['only-early-if'] ?? null,
      onlyConfirmedIf: value['only-confirmed-if'] ?? null,
      to: value.to,
      message: value.message,
      channel: value.channel ?? null,
      repeatEvery: value.repeat ?? null,
      quietExemptUntil: value['quiet-exempt-until'] ?? null,
      approval: value.approval ?? null,
      onlyIf: value['only-if'],
    }),
  );
