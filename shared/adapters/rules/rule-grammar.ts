/** The grammar of rule files, form by form; what does not fit says what was expected. */
import * as z from 'zod';
import { validRole } from '../../domain/routing/roles.ts';
import { amount, date, deadline, tooLate } from './expression-grammar.ts';
import { rung } from './ladder-grammar.ts';
import { procedure } from './procedure-grammar.ts';

const registerId = z.string().regex(/^D\d+-\d+$/, 'expected a register id such as D52-07');

/** A rule as it stands in a file: its words, article and evidence come from the clause with the same id. */
const rule = z.strictObject({
  id: registerId,
  part: z.string().optional(),
  variant: z.string().optional(),
  title: z.string().min(1).optional(),
  'effective-from': date.optional(),
  'effective-until': date.optional(),
  basis: z.enum(['clause', 'law', 'instruction', 'internal']),
  matter: z.string(),
  per: z.string(),
  when: z.array(z.string()).default([]),
  anchor: z.string(),
  'owed-by': z.string(),
  'received-by': z.string().refine(validRole, 'expected a post such as office.liaison'),
  clock: z.enum(['E', 'F', 'R', 'C', 'W', 'O']),
  lane: z.enum(['emergency', 'normal']).default('normal'),
  evidence: z.string().min(1).optional(),
  ladder: z.string(),
  acceptance: z.boolean().default(false),
  channels: z.string().regex(/^\$/, 'expected a setting such as $opinion.channels').optional(),
  switch: z.string().regex(/^\$/, 'expected a setting such as $on.D31-1').optional(),
  normally: z.strictObject({ carry: amount, state: z.string().min(1) }).optional(),
  counts: z.string().optional(),
  extension: z.literal('once').optional(),
  'extension-days': amount.optional(),
  confined: z.boolean().default(false),
  deadline,
  'too-late': tooLate.optional(),
});

export type RuleEntry = z.output<typeof rule>;

const clause = z.strictObject({
  title: z.string().min(1),
  type: z.enum(['HARD', 'CADENCE', 'REPORT', 'GATE', 'ROUTE', 'DELEGATION', 'POLICY', 'DATA']),
  priority: z.enum(['P1', 'P2', 'P3']),
  article: z.string().regex(/^\d+(\(.+\)|（.+）)?$/, 'expected an article such as "52" or "60(四)"'),
  quote: z.string().min(1, 'expected the words of the clause'),
  owes: z.string().optional(),
  evidence: z.string().optional(),
  acts: z.string().optional(),
});

const settings = z.record(
  z.string(),
  z.strictObject({
    type: z.enum(['time', 'number', 'count', 'choice', 'flag', 'times', 'names']),
    of: z.array(z.string()).default([]),
    value: z.union([z.string(), z.number(), z.boolean()]),
    say: z.string(),
  }),
);

/** A file of settings, clauses, rules, procedures and ladders; how they are divided is free. */
export const rulesFile = z.strictObject({
  settings: settings.default({}),
  clauses: z.record(registerId, clause).default({}),
  rules: z.array(rule).default([]),
  procedures: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), procedure).default({}),
  ladders: z.record(z.string(), z.array(rung).min(1)).default({}),
});

/** The head of a rulebook, with its settings. */
export const bookFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  'short-title': z.string(),
  document: z.string(),
  adopted: date,
  'effective-from': date,
  verified: date,
  articles: z.int().min(1),
  zone: z.string(),
  settings,
});
