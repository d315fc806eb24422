/** What every command of the command line looks like, and how it reads its arguments. */
import { type ParseArgsOptionDescriptor, parseArgs } from 'node:util';

/** Where a command writes: results to `out`, messages for people to `err`. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** Runs with the arguments after the command's name; resolves to the exit code. Bad input is thrown. */
export type Run = (args: string[], io: Io) => Promise<number>;

/** The module of a command: `local/commands/<name>.ts`. */
export interface Command {
  /** The command line, a sentence in Chinese, and each option; ends in a line break. */
  readonly help: string;
  readonly run: Run;
}

/** The command line or a file given on it cannot be used; the message is one line and says what was expected. */
export class UsageFault extends Error {
  override name = 'UsageFault';
}

type Options = Readonly<Record<string, Omit<ParseArgsOptionDescriptor, 'default' | 'short'>>>;

/** Options by name: `--json` is a boolean, `--at X` a text, a `multiple` one a list of texts. */
export interface Arguments {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
}

/** Refuses unknown options, options without their value and, unless `multiple`, options given twice. */
export function readArguments(args: string[], options: Options): Arguments {
  const { positionals, values, tokens } = parse(args, options);
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (given.has(token.name) && options[token.name]?.multiple !== true) {
      throw new UsageFault(`--${token.name} is given twice; expected it once`);
    }
    given.add(token.name);
  }
  const texts = (name: string) => [values[name]].flat().filter((value) => typeof value === 'string');
  return {
    positionals,
    flag: (name) => values[name] === true,
    text: (name) => texts(name)[0],
    texts,
  };
}

function parse(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, tokens: true });
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    throw new UsageFault(sayOptionFault(fault.message, Object.keys(options)));
  }
}

/** Node explains in two or three sentences; what stands in the first quotes is the option. */
function sayOptionFault(message: string, known: readonly string[]): string {
  const option = /'(--?[^' ]*)/.exec(message)?.[1] ?? '';
  const isKnown = known.includes(option.replace(/^--/, ''));
  if (!isKnown)
    return `unknown option '${option}'; expected ${known.map((name) => `--${name}`).join(', ') || 'none'}`;
  return message.includes('does not take')
    ? `${option} takes no value; expected it alone`
    : `${option} has no value; expected one after it, or ${option}=VALUE if it begins with a hyphen`;
}

/** The settings of `--set KEY=VALUE …`, or of another option in that form, still as text. */
export function readSettings(pairs: readonly string[], option = '--set'): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      if (name === '' || value.length === 0) {
        throw new UsageFault(`${option} ${pair}: expected KEY=VALUE such as materials.mode=D`);
      }
      return [name, value.join('=')];
    }),
  );
}
