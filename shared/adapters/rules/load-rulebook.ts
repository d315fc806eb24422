/** Reads a rulebook folder: settings, rules and ladders, validated and cross-checked, with the place of each fault. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { validRole } from '../../domain/routing/roles.ts';
import type {
  Ladder,
  Rule,
  Rulebook,
  RungRule,
  SettingRule,
  Shift,
  Step,
} from '../../domain/rules/rulebook.ts';
import { readSetting } from '../../domain/rules/settings.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';
import { InvalidFile, readAgainst } from './yaml-place.ts';

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

const rulesFile = z.strictObject({
  rules: z.array(rule),
  ladders: z.record(z.string(), z.array(rung).min(1)).default({}),
});

const settingValue = z.union([z.string(), z.number(), z.boolean()]);
const bookFile = z.strictObject({
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

/** Files of a rulebook folder that other loaders read. */
const NOT_RULES: ReadonlySet<string> = new Set(['rulebook.yaml', 'messages.yaml']);

/**
 * The rulebook of a folder. Refuses, with file and place: what the grammar cannot say, a rule given twice for
 * the same time, an unknown ladder, role or setting, a ladder without rungs, a setting outside its type.
 */
export function loadRulebook(folder: string): Rulebook {
  const book = path.join(folder, 'rulebook.yaml');
  if (!existsSync(book))
    throw new InvalidFile(`${folder}: no rulebook here; expected a folder with rulebook.yaml`);
  const hash = createHash('sha256');
  const read = (file: string): string => {
    const text = readFileSync(file, 'utf8');
    hash.update(text);
    return text;
  };
  const head = readAgainst(book, read(book), bookFile);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !NOT_RULES.has(name))
    .sort();
  const parts = files.map((name) => {
    const file = path.join(folder, name);
    return { file, content: readAgainst(file, read(file), rulesFile) };
  });
  const settings = settingsFrom(book, head.settings);
  const ladders = laddersFrom(parts);
  const rules = parts.flatMap(({ content }) => content.rules);
  for (const { file, content } of parts) checkRules(file, content, rules, ladders, settings);
  const version = `${head.id}#${hash.digest('hex').slice(0, 8)}`;
  return {
    id: head.id,
    version,
    title: head.title,
    document: head.document,
    zone: head.zone,
    settings,
    rules,
    ladders,
  };
}

type Head = z.output<typeof bookFile>;
type Part = { readonly file: string; readonly content: z.output<typeof rulesFile> };

function settingsFrom(file: string, declared: Head['settings']): Map<string, SettingRule> {
  const settings = new Map<string, SettingRule>();
  for (const [name, { type, of, value, say: words }] of Object.entries(declared)) {
    const setting: SettingRule = { name, type, choices: of, value, say: words };
    try {
      settings.set(name, { ...setting, value: readSetting(setting, value) });
    } catch (fault) {
      throw new InvalidFile(`${file} (settings.${name}): ${fault instanceof Error ? fault.message : fault}`);
    }
  }
  return settings;
}

function laddersFrom(parts: readonly Part[]): Map<string, Ladder> {
  const ladders = new Map<string, Ladder>();
  for (const { file, content } of parts) {
    for (const [id, rungs] of Object.entries(content.ladders)) {
      if (ladders.has(id))
        throw new InvalidFile(`${file} (ladders.${id}): this ladder is given twice; expected one`);
      const twice = rungs.find((one, index) => rungs.findIndex((other) => other.id === one.id) < index);
      if (twice)
        throw new InvalidFile(`${file} (ladders.${id}): rung '${twice.id}' is given twice; expected one`);
      ladders.set(id, { id, rungs });
    }
  }
  return ladders;
}

function checkRules(
  file: string,
  content: Part['content'],
  all: readonly Rule[],
  ladders: ReadonlyMap<string, Ladder>,
  settings: ReadonlyMap<string, SettingRule>,
): void {
  for (const one of content.rules) {
    const refuse = (problem: string): never => {
      throw new InvalidFile(`${file} (${one.id}): ${problem}`);
    };
    if (!ladders.has(one.ladder))
      refuse(`unknown ladder '${one.ladder}'; expected one of ${[...ladders.keys()].join(', ')}`);
    if (all.some((other) => other !== one && overlap(one, other))) {
      refuse('two entries of this rule hold at the same time; expected different parts, variants or dates');
    }
    if (one.channels !== null && settings.get(one.channels)?.type !== 'names') {
      refuse(`channels: '$${one.channels}' is not a setting of type names`);
    }
    if (one.effectiveUntil !== null && one.effectiveUntil <= one.effectiveFrom) {
      refuse('effective-until is not after effective-from; expected a later date');
    }
    const { setting, readings } = one.deadline;
    const choices =
      setting === null ? [] : (settings.get(setting)?.choices ?? refuse(`unknown setting '${setting}'`));
    const missing = choices.find((id) => !readings.some((reading) => reading.id === id));
    if (missing !== undefined)
      refuse(`setting '${setting}' may be '${missing}', but there is no such reading`);
  }
  const text = JSON.stringify(content);
  for (const [, name = ''] of text.matchAll(
    /(?:"-?\$|"(?:makeUp|onlyEarlyIf|onlyConfirmedIf)":")([a-z0-9_.]+)"/gi,
  )) {
    if (!settings.has(name))
      throw new InvalidFile(`${file}: unknown setting '${name}'; expected one that rulebook.yaml declares`);
  }
}

function overlap(a: Rule, b: Rule): boolean {
  if (a.id !== b.id || a.part !== b.part || a.variant !== b.variant) return false;
  return (
    a.effectiveFrom < (b.effectiveUntil ?? '9999-12-31') &&
    b.effectiveFrom < (a.effectiveUntil ?? '9999-12-31')
  );
}
