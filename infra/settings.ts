/** What an installation decides for itself; read from a file, checked before anything is synthesised. */
import * as z from 'zod';
import { publishedSource } from '../shared/contract/bus-events.ts';

const producer = z.strictObject({
  /** The `source` under which the system puts events on the bus. */
  source: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'must be a plain source name without wildcards')
    .refine((source) => source !== publishedSource, `must not be '${publishedSource}', which is Duban's own`),
  /** The districts it may speak for, whatever its events claim. */
  districts: z.array(z.string().min(1)).min(1),
  /** The account it runs in, if another one: the bus then lets that account use this source and no other. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be 12 digits')
    .optional(),
});

const settingsSchema = z.strictObject({
  regions: z.array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as cn-north-1')).min(1),
  /** Issuer of the tokens: any OpenID Connect provider. */
  issuer: z.url({ protocol: /^https$/ }),
  audience: z.array(z.string().min(1)).min(1),
  /** The address under which officials open the pages; links in notices begin with it. */
  baseUrl: z.url({ protocol: /^https$/ }),
  /** Where the operators read docs/runbook.md; alarms link to its sections. */
  runbookUrl: z.url({ protocol: /^https$/ }),
  producers: z
    .array(producer)
    .refine((all) => new Set(all.map(({ source }) => source)).size === all.length, 'names a source twice'),
});

export type Settings = z.output<typeof settingsSchema>;
export type Producer = Settings['producers'][number];

/** Refuses settings that are incomplete or misspelt, naming the file, the place and what was expected. */
export function parseSettings(file: string, text: string): Settings {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file}: expected a JSON document.`, { cause });
  }
  const parsed = settingsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`,
  );
  throw new Error(`${file}: ${faults.join('; ')}`);
}
