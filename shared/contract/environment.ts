/** The environment variables of every function: granted by the infrastructure, read by the handlers. */
import * as z from 'zod';
import type { FunctionName } from './functions.ts';

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

/** Which districts each source on the bus may speak for; a source that is not listed may speak for none. */
const intakeSources = jsonText.pipe(z.record(z.string().min(1), z.array(z.string().min(1)).min(1)));

const variables = {
  DUBAN_TABLE: z.string().min(1).describe('the name of the DynamoDB table'),
  DUBAN_BUS: z.string().min(1).describe('the name of the event bus'),
  DUBAN_EMERGENCY_QUEUE_URL: z.url().describe('the address of the queue of emergency notices'),
  DUBAN_NORMAL_QUEUE_URL: z.url().describe('the address of the queue of all other notices'),
  DUBAN_CHANNELS_SECRET: z.string().min(1).describe("the ARN of the secret with the channels' credentials"),
  DUBAN_DEAD_MAN_SECRET: z
    .string()
    .min(1)
    .describe("the ARN of the secret with the dead-man's switch address"),
  DUBAN_SIGNING_SECRET: z
    .string()
    .min(1)
    .describe('the ARN of the secret with the key for links and calendar addresses'),
  DUBAN_RULES_DIR: z.string().min(1).describe('the folder of rulebooks, calendars and directories'),
  DUBAN_BASE_URL: z.url().describe('the address under which officials open the pages, for links in notices'),
  DUBAN_INTAKE_SOURCES: intakeSources.describe(
    'JSON: for each source on the bus, the districts it may speak for',
  ),
  DUBAN_AUDIT_SEGMENTS: z.coerce
    .number()
    .int()
    .positive()
    .describe('how many segments the audit cuts the table into'),
} as const;

export type VariableName = keyof typeof variables;

/** What each function needs, beside what Lambda itself sets. A test holds the stack to this list. */
export const neededVariables = {
  heartbeat: [
    'DUBAN_TABLE',
    'DUBAN_BUS',
    'DUBAN_EMERGENCY_QUEUE_URL',
    'DUBAN_NORMAL_QUEUE_URL',
    'DUBAN_DEAD_MAN_SECRET',
    'DUBAN_RULES_DIR',
  ],
  relay: [
    'DUBAN_TABLE',
    'DUBAN_BUS',
    'DUBAN_EMERGENCY_QUEUE_URL',
    'DUBAN_NORMAL_QUEUE_URL',
    'DUBAN_RULES_DIR',
  ],
  deliver: [
    'DUBAN_TABLE',
    'DUBAN_CHANNELS_SECRET',
    'DUBAN_SIGNING_SECRET',
    'DUBAN_RULES_DIR',
    'DUBAN_BASE_URL',
  ],
  api: ['DUBAN_TABLE', 'DUBAN_CHANNELS_SECRET', 'DUBAN_SIGNING_SECRET', 'DUBAN_RULES_DIR', 'DUBAN_BASE_URL'],
  weekly: ['DUBAN_TABLE', 'DUBAN_RULES_DIR'],
  intake: ['DUBAN_TABLE', 'DUBAN_RULES_DIR', 'DUBAN_INTAKE_SOURCES'],
  auditor: ['DUBAN_TABLE', 'DUBAN_RULES_DIR', 'DUBAN_AUDIT_SEGMENTS'],
} as const satisfies Record<FunctionName, readonly VariableName[]>;

export type Environment<Name extends FunctionName> = {
  readonly [Variable in (typeof neededVariables)[Name][number]]: z.output<(typeof variables)[Variable]>;
};

/** A function was started without a variable that it needs, or with one that cannot be read. */
export class EnvironmentIncomplete extends Error {
  override name = 'EnvironmentIncomplete';
}

/**
 * Reads the variables that one function needs, from the record given (a handler passes `process.env`).
 * Refuses a missing or unreadable variable with its name and what was expected; the value is not repeated,
 * because a variable may be secret.
 */
export function readEnvironment<Name extends FunctionName>(
  name: Name,
  record: Readonly<Record<string, string | undefined>>,
): Environment<Name> {
  const read = neededVariables[name].map((variable) => [
    variable,
    readVariable(name, variable, record[variable]),
  ]);
  return Object.fromEntries(read) as Environment<Name>;
}

function readVariable(name: FunctionName, variable: VariableName, text: string | undefined): unknown {
  const parsed = variables[variable].safeParse(text);
  if (parsed.success) return parsed.data;
  const fault = text === undefined ? 'is not set' : 'cannot be read';
  throw new EnvironmentIncomplete(
    `Function '${name}': the environment variable ${variable} ${fault}; expected ${variables[variable].description}.`,
  );
}
