/** The grammar of deadline expressions; what does not fit says what was expected. */
import * as z from 'zod';
import type { Rule, Shift, Step } from '../../domain/rules/rulebook.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';

const UNITS = ['minutes', 'hours', 'clock-days', 'days', 'workdays', 'workhours', 'months'] as const;

export const amount = z.union([z.number(), z.string().regex(/^-?\$[a-z0-9_.]+$/i)], {
  error: 'expected a number or a setting such as $materials.offset or -$materials.offset',
});
export const timeOfDay = z
  .string()
  .regex(/^(\$[a-z0-9_.]+|\d{2}:\d{2})$/i, 'expected a time such as "17:00" or a setting such as $work_end');
/** A date, checked to exist. */
export const date = z.string('expected a date such as 2018-06-11').transform((text, context) => {
  try {
    return parseLocalDate(text);
  } catch (fault) {
    context.addIssue({ code: 'custom', message: fault instanceof Error ? fault.message : 'expected a date' });
    return z.NEVER;
  }
});

/** Of several forms the one whose key is there, so that its own faults are told and not those of the others. */
export function byKey<Out>(
  forms: Readonly<Record<string, z.ZodType<Out>>>,
  expected: string,
): z.ZodType<Out> {
  return z.unknown().transform((value, context) => {
    const given = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const form = Object.entries(forms).find(([key]) => given.includes(key))?.[1];
    const read = form?.safeParse(value);
    if (read?.success) return read.data;
    for (const { message, path } of read?.error.issues ?? [{ message: expected, path: [] }]) {
      context.addIssue({ code: 'custom', message, path: [...path] });
    }
    return z.NEVER;
  });
}

export const shift = z
  .partialRecord(
    z.enum(UNITS, `expected one of ${UNITS.join(', ')}`),
    amount,
    'expected a number with its unit such as { hours: -2 }',
  )
  .refine((value) => Object.keys(value).length === 1, 'expected exactly one unit with its number')
  .transform((value): Shift => {
    const [unit = 'hours'] = Object.keys(value) as Shift['unit'][];
    return { unit, amount: value[unit] ?? 0 };
  });

const STEP_KEYS = 'expected a step: from, add, roll, at, go, not-after, not-before or if-known';
const step: z.ZodType<Step> = z.lazy(() =>
  byKey(
    {
      from: fromStep,
      add: addStep,
      roll: rollStep,
      at: atStep,
      go: goStep,
      'not-after': boundStep,
      'not-before': boundStep,
      'if-known': knownStep,
    },
    STEP_KEYS,
  ),
);
const steps = z.array(step).min(1, 'expected at least one step');
const say = z.string().min(1).optional();

const fromStep = z
  .strictObject({ from: z.string(), as: z.enum(['instant', 'date']), say: z.string() })
  .transform((value): Step => ({ step: 'from', fact: value.from, as: value.as, say: value.say }));
const addStep = z
  .strictObject({ add: shift, say })
  .transform((value): Step => ({ step: 'add', shift: value.add, say: value.say ?? null }));
const rollStep = z
  .strictObject({ roll: z.enum(['forward', 'back']) })
  .transform((value): Step => ({ step: 'roll', direction: value.roll }));
const atStep = z.strictObject({ at: timeOfDay, keep: z.literal(true).optional(), say }).transform(
  (value): Step => ({
    step: 'at',
    time: value.at,
    say: value.say ?? null,
    ...(value.keep === undefined ? {} : { keep: value.keep }),
  }),
);
const goStep = z
  .union([
    z.strictObject({ go: z.enum(['first-workday-of-week', 'last-workday-of-week']) }),
    z.strictObject({ go: z.literal('workday-before'), makeup: z.string().optional() }),
  ])
  .transform(
    (value): Step =>
      value.go === 'workday-before'
        ? { step: 'workday-before', makeUp: value.makeup ?? null }
        : { step: value.go },
  );
const boundStep = z
  .union([z.strictObject({ 'not-after': steps, say }), z.strictObject({ 'not-before': steps, say })])
  .transform(
    (value): Step =>
      'not-after' in value
        ? { step: 'not-after', other: value['not-after'], say: value.say ?? '不晚于' }
        : { step: 'not-before', other: value['not-before'], say: value.say ?? '不早于' },
  );
const knownStep = z
  .strictObject({ 'if-known': z.string(), take: steps, otherwise: steps.optional() })
  .transform(
    (value): Step => ({
      step: 'if-known',
      fact: value['if-known'],
      take: value.take,
      otherwise: value.otherwise ?? [],
    }),
  );

export const deadline = z
  .union([
    z.strictObject({ steps }),
    z.strictObject({
      setting: z.string(),
      readings: z.record(z.string(), z.strictObject({ say: z.string(), steps })),
    }),
  ])
  .transform((value): Rule['deadline'] =>
    'steps' in value
      ? { setting: null, readings: [{ id: 'only', say: '', steps: value.steps }] }
      : {
          setting: value.setting,
          readings: Object.entries(value.readings).map(([id, reading]) => ({ id, ...reading })),
        },
  );

export const tooLate = z
  .strictObject({
    'margin-workhours': z.number().min(0),
    instead: z.array(z.strictObject({ steps, 'not-applicable': z.string().optional() })).min(1),
  })
  .transform(
    (value): NonNullable<Rule['tooLate']> => ({
      marginWorkHours: value['margin-workhours'],
      instead: value.instead.map((one) => ({
        steps: one.steps,
        notApplicable: one['not-applicable'] ?? null,
      })),
    }),
  );
