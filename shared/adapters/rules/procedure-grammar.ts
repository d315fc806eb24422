/** The grammar of procedures: fields, parts, and steps whose order of writing is an order of their gates. */
import * as z from 'zod';
import type {
  FieldRule,
  HandOver,
  PartRule,
  Procedure,
  StepRule,
  Unanswered,
  Variation,
} from '../../domain/procedures/procedure.ts';
import { shift } from './expression-grammar.ts';

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected a name of small letters, digits and hyphens');
const words = z.string().min(1, 'expected some words');

const field = z
  .strictObject({
    type: z.enum(['flag', 'choice', 'date', 'moment', 'text', 'count', 'unit', 'leader']),
    of: z.array(words).default([]),
    say: words,
    required: z.boolean().default(false),
  })
  .refine(
    ({ type, of }) => (type === 'choice') === of.length > 0,
    'expected choices in of, and only for a choice',
  );

const clauseId = z.string().regex(/^D\d+-\d+$/, 'expected the register id of the clause that asks for it');

const variation = z
  .strictObject({ when: z.array(words).min(1), by: z.string().optional(), clause: clauseId.optional() })
  .refine(({ by, clause }) => by !== undefined || clause !== undefined, 'expected by, clause or both')
  .transform(({ when, by, clause }): Variation => ({ when, by: by ?? null, clause: clause ?? null }));

const unanswered = z
  .strictObject({
    outcome: words,
    within: z
      .array(
        z
          .strictObject({ when: z.array(words).default([]), add: shift })
          .transform(({ when, add }) => ({ when, shift: add })),
      )
      .min(1, 'expected the time to reply'),
  })
  .transform((value): Unanswered => value);

const atLeast = z
  .strictObject({ from: name, add: shift, unless: name.optional() })
  .transform(({ from, add, unless }) => ({ from, shift: add, unless: unless ?? null }));

const handOver = z
  .strictObject({
    outcome: words.optional(),
    lead: name,
    until: name.optional(),
    urgency: name.optional(),
    reference: name.optional(),
    replies: z.array(words).default([]),
  })
  .transform(
    (value): HandOver => ({
      outcome: value.outcome ?? null,
      lead: value.lead,
      until: value.until ?? null,
      urgency: value.urgency ?? null,
      reference: value.reference ?? null,
      replies: value.replies,
    }),
  );

const step = z.strictObject({
  id: name,
  title: words,
  clause: clauseId,
  per: name.optional(),
  when: z.array(words).default([]),
  after: z.array(name).default([]),
  'or-after': z.array(name).default([]),
  by: z.string().optional(),
  'delegated-to': z.array(z.string()).default([]),
  signs: z.boolean().default(false),
  personal: z.boolean().default(false),
  needs: z.array(z.enum(['evidence', 'opinion'])).default([]),
  varies: z.array(variation).default([]),
  checks: z.array(words).default([]),
  outcomes: z.array(words).default([]),
  passes: z.enum(['first', 'all']).default('first'),
  explains: z.array(words).default([]),
  unanswered: unanswered.optional(),
  'at-least': atLeast.optional(),
  drops: z.array(words).default([]),
  'gate-of': z
    .string()
    .regex(/^[a-z]+\.[a-z-]+$/, 'expected a verb such as meeting.schedule')
    .optional(),
  waivable: z.boolean().default(false),
  repeats: z.boolean().default(false),
  'returns-to': name.optional(),
  final: z.boolean().default(false),
  assigns: handOver.optional(),
  closes: z.boolean().default(false),
  switch: z.string().regex(/^\$/, 'expected a setting such as $on.D72-1').optional(),
});

/** One procedure, still without its id. */
export const procedure = z
  .strictObject({
    title: words,
    host: z.enum(['case', 'meeting', 'event']).default('case'),
    kinds: z.array(name).default([]),
    fields: z.record(name, field).default({}),
    parts: z.record(name, words).default({}),
    steps: z.array(step).min(1, 'expected at least one step'),
  })
  .transform(
    (value): Omit<Procedure, 'id'> => ({
      title: value.title,
      host: value.host,
      kinds: value.kinds,
      fields: Object.entries(value.fields).map(
        ([id, { type, of, say, required }]): FieldRule => ({ name: id, type, choices: of, say, required }),
      ),
      parts: Object.entries(value.parts).map(([kind, say]): PartRule => ({ kind, say })),
      steps: value.steps.map(
        (one): StepRule => ({
          id: one.id,
          title: one.title,
          clause: one.clause,
          per: one.per ?? null,
          when: one.when,
          after: one.after,
          orAfter: one['or-after'],
          by: one.by ?? null,
          delegatedTo: one['delegated-to'],
          signs: one.signs,
          personal: one.personal,
          needs: one.needs,
          varies: one.varies,
          checks: one.checks,
          outcomes: one.outcomes,
          passes: one.passes,
          explains: one.explains,
          unanswered: one.unanswered ?? null,
          atLeast: one['at-least'] ?? null,
          drops: one.drops,
          gateOf: one['gate-of'] ?? null,
          waivable: one.waivable,
          repeats: one.repeats,
          returnsTo: one['returns-to'] ?? null,
          final: one.final,
          assigns: one.assigns ?? null,
          closes: one.closes,
          switch: one.switch?.slice(1) ?? null,
        }),
      ),
    }),
  );
