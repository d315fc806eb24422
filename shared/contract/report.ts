/** A compliance report (时限执行情况报告) as other programs read it: `duban report --format json`, and the API. */
import * as z from 'zod';

const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
  .describe('UTC, to the second');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.int().min(0);
const seconds = z.int().nullable();
const text = z.string();

/** In the order in which reports list them; the first three make the rate. */
export const REPORT_OUTCOMES = [
  'on-time',
  'late',
  'overdue',
  'deviation-explained',
  'deviation-unexplained',
  'not-attributable',
  'outside-rate',
  'start-unconfirmed',
  'undetermined',
  'waived',
  'not-applicable',
  'to-check',
  'resting',
  'not-due',
] as const;
const outcome = z.enum(REPORT_OUTCOMES);

const ref = z.strictObject({ district: text, id: text });
const rate = z
  .strictObject({ onTime: count, of: count, perMille: z.int().min(0).max(1000) })
  .nullable()
  .describe('on time ÷ (on time + late + overdue); null where nothing counts, or too little');
const tally = z.strictObject({
  due: count.describe('the sum of all outcomes'),
  outcomes: z.record(
    outcome,
    z.strictObject({ count, duties: z.array(ref).nullable().describe('null: too many to be named') }),
  ),
  rate,
});
const spread = z
  .strictObject({ count, median: seconds, p90: seconds, longest: seconds })
  .describe('seconds, cut to whole minutes, by nearest rank');
const interval = z.strictObject({ earliest: instant.nullable(), latest: instant.nullable() });

const line = z.strictObject({
  district: text,
  id: text,
  matter: text,
  matterKind: text,
  about: text,
  rule: text,
  article: text,
  ruleTitle: text,
  title: text,
  unit: text,
  basis: z.enum(['clause', 'law', 'instruction', 'internal']),
  outcome,
  note: text.nullable(),
  formerLate: z.boolean(),
  openedAt: instant,
  dueAt: instant,
  dueLatest: instant,
  provisional: z.boolean(),
  done: interval.nullable(),
  recordedAt: instant.nullable(),
  settledAt: instant.nullable(),
  lateSeconds: seconds,
  leadSeconds: seconds,
  reason: text.nullable(),
  evidence: text.nullable(),
  extension: z.enum(['none', 'asked', 'granted', 'refused']),
  alternatives: z.array(z.strictObject({ id: text, verdict: text })),
  rulebook: text,
  calendars: z.array(text),
  secret: z.boolean(),
  history: z.strictObject({
    reminders: count,
    raisedTo: z.array(text),
    entries: z.array(text).describe('STREAM#SEQ in the ledger'),
  }),
});
const listed = z.strictObject({ count, lines: z.array(line).describe('the first ones of a long list') });

const figures = z.strictObject({
  overall: tally,
  byRule: z.array(tally.extend({ rule: text, article: text, title: text })),
  byUnit: z.array(tally.extend({ district: text, unit: text })).describe('in protocol order'),
  byDistrict: z.array(tally.extend({ district: text })),
  months: z.array(tally.extend({ month: z.string().regex(/^\d{4}-\d{2}$/) })),
  internal: count.describe('nodes of our own: in no other figure; 0 in an extract'),
  lateness: spread,
  lead: spread,
  notes: z.array(z.strictObject({ outcome, note: text, count })),
  formerLate: z.strictObject({ count, duties: z.array(ref) }),
  provisional: count,
  extensions: z.strictObject({ asked: count, granted: count, refused: count, pending: count }),
  appendix: z
    .strictObject({
      reminders: z.strictObject({ settled: count, reminders: count, none: count }),
      escalations: z.array(z.strictObject({ role: text, count })),
    })
    .nullable()
    .describe('for the supervision office; null in an extract'),
  late: listed,
  notAttributable: listed,
  deviations: listed,
  upcoming: listed,
  steps: z.array(
    z.strictObject({ procedure: text, procedureTitle: text, step: text, title: text, time: spread }),
  ),
});

export const complianceReportSchema = z.strictObject({
  schema: z.literal('compliance-report/1'),
  title: text,
  period: text,
  scope: z.strictObject({
    first: day,
    last: day.describe('included'),
    rulebook: text.nullable(),
    unit: text.nullable(),
    kind: text.nullable(),
    version: z.enum(['whole', 'extract']),
  }),
  from: instant,
  to: instant.describe('exclusive'),
  zone: text,
  asOf: instant,
  districts: z.array(
    z.strictObject({
      district: text,
      name: text,
      rulebook: text,
      demonstration: z.boolean(),
      checkWindowMinutes: z.number(),
      checkRequired: z.boolean(),
      settings: z.array(
        z.strictObject({
          name: text,
          say: text,
          value: z.union([text, z.number(), z.boolean()]),
          usual: z.union([text, z.number(), z.boolean()]),
        }),
      ),
    }),
  ),
  rulebooks: z.array(z.strictObject({ id: text, title: text, document: text, version: text, hash: text })),
  plannedUnder: z.strictObject({ rulebooks: z.array(text), calendars: z.array(text) }),
  units: z.array(z.strictObject({ district: text, id: text, name: text })),
  formula: text,
  methods: z.array(text),
  figures,
  ranking: z.boolean(),
  suggestions: z.array(text).describe('有关建议: left to people'),
});
