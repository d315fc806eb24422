/** The grammar of rule files, form by form; what does not fit says what was expected. */
import * as z from 'zod';
import { validRole } from '../../domain/routing/roles.ts';
import type { Rule, RungRule, Shift, Step } from '../../domain/rules/rulebook.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';

const UNITS = ['minutes', 'hours', 'clock-days', 'days', 'workdays', 'workhours', 'months'] as const;

const amount = z.union([z.number(), z.string().regex(/^-?\$[a-z0-9_.]+$/i)], {
  error: 'expected a number or a setting such as $materials.offset or -$materials.offset',
});
const timeOfDay = z
  .string()
  .regex(/^(\$[a-z0-9_.]+|\d{2}:\d{2})$/i, 'expected a time such as "17:00" or a setting such as $work_end');
const date = z.string('expected a date such as 2018-06-11').transform((text, context) => {
  try {
    return parseLocalDate(text);
  } catch (fault) {
    context.addIssue({ code: 'custom', message: fault instanceof Error ? fault.message : 'expected a date' });
    return z.NEVER;
  }
});

/** Of several forms the one whose key is there, so that its own faults are told and not those of the others. */
function byKey<Out>(forms: Readonly<Record<string, z.ZodType<Out>>>, expected: string): z.ZodType<Out> {
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

const shift = z
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
const atStep = z
  .strictObject({ at: timeOfDay, say })
  .transform((value): Step => ({ step: 'at', time: value.at, say: value.say ?? null }));
const goStep = z
  .union([
    z.strictObject({ go: z.literal('first-workday-of-week') }),
    z.strictObject({ go: z.literal('workday-before'), makeup: z.string().optional() }),
  ])
  .transform(
    (value): Step =>
      value.go === 'workday-before'
        ? { step: 'workday-before', makeUp: value.makeup ?? null }
        : { step: 'first-workday-of-week' },
  );
const boundStep = z
  .union([z.strictObject({ 'not-after': steps, say }), z.strictObject({ 'not-before': steps, say })])
  .transform(
    (value): Step =>
      'not-after' in value
        ? { step: 'not-after', other: value['not-after'], say: value.say ?? '不晚于' }
        : { step: 'not-before', other: value['not-before'], say: value.say ?? '不早于' },
  );
const knownStep = z.strictObject({ 'if-known': z.string(), take: steps, otherwise: steps }).transform(
  (value): Step => ({
    step: 'if-known',
    fact: value['if-known'],
    take: value.take,
    otherwise: value.otherwise,
  }),
);

const deadline = z
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

const tooLate = z
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

const rule = z
  .strictObject({
    id: z.string().regex(/^D\d+-\d+$/, 'expected a register id such as D52-07'),
    part: z.string().optional(),
    variant: z.string().optional(),
    title: z.string().min(1),
    article: z.string().min(1),
    quote: z.string().min(1, 'expected the words of the clause'),
    source: z.string().min(1),
    verified: date,
    'effective-from': date,
    'effective-until': date.optional(),
    basis: z.enum(['clause', 'law', 'instruction', 'internal']),
    matter: z.enum(['meeting', 'event', 'week']),
    per: z.string(),
    when: z.array(z.string()).default([]),
    anchor: z.string(),
    'owed-by': z.string(),
    'received-by': z.string().refine(validRole, 'expected a post such as office.liaison'),
    clock: z.enum(['E', 'F', 'R', 'C', 'W', 'O']),
    lane: z.enum(['emergency', 'normal']).default('normal'),
    evidence: z.string().min(1),
    ladder: z.string(),
    acceptance: z.boolean().default(false),
    channels: z.string().regex(/^\$/, 'expected a setting such as $opinion.channels').optional(),
    deadline,
    'too-late': tooLate.optional(),
  })
  .transform(
    (value): Rule => ({
      id: value.id,
      part: value.part ?? null,
      variant: value.variant ?? null,
      title: value.title,
      article: value.article,
      quote: value.quote,
      source: value.source,
      basis: value.basis,
      verified: value.verified,
      effectiveFrom: value['effective-from'],
      effectiveUntil: value['effective-until'] ?? null,
      matter: value.matter,
      per: value.per,
      when: value.when,
      anchor: value.anchor,
      owedBy: value['owed-by'],
      receivedBy: value['received-by'],
      clock: value.clock,
      lane: value.lane,
      evidence: value.evidence,
      deadline: value.deadline,
      tooLate: value['too-late'] ?? null,
      ladder: value.ladder,
      acceptance: value.acceptance,
      channels: value.channels?.slice(1) ?? null,
    }),
  );

const fromLimit = z
  .strictObject({ due: shift, at: timeOfDay.optional() })
  .refine(({ due, at }) => at !== undefined || !isByDay(due), 'days need a time of day; expected at')
  .transform((value): RungRule['time'] => ({ from: 'due', shift: value.due, at: value.at ?? null }));
const fromOpening = z
  .strictObject({ opened: z.literal(true).or(shift) })
  .transform(({ opened }): RungRule['time'] => ({
    from: 'opened',
    shift: opened === true ? null : opened,
    at: null,
  }));
const when = byKey({ due: fromLimit, opened: fromOpening }, 'expected when: { due: … } or { opened: … }');

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

const rung = z
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
    }),
  );

/** A file of rules and ladders. */
export const rulesFile = z.strictObject({
  rules: z.array(rule),
  ladders: z.record(z.string(), z.array(rung).min(1)).default({}),
});

const settingValue = z.union([z.string(), z.number(), z.boolean()]);
/** The head of a rulebook, with its settings. */
export const bookFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  document: z.string(),
  adopted: date,
  zone: z.string(),
  settings: z.record(
    z.string(),
    z.strictObject({
      type: z.enum(['time', 'number', 'count', 'choice', 'flag', 'times', 'names']),
      of: z.array(z.string()).default([]),
      value: settingValue,
      say: z.string(),
    }),
  ),
});
