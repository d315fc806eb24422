/** Reads YAML or JSON text against a schema; what does not fit is refused with file, line and place. */
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';

/** A file cannot be used; the message is one line that names file, place and what was expected. */
export class InvalidFile extends Error {
  override name = 'InvalidFile';
}

/** Parsed text that knows on which line each of its parts stands. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** The line of a part, counted from 1, or of the nearest part around it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Refuses malformed text. */
export function openYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const [problem] = broken.message.split('\n');
    throw new InvalidFile(
      `${file}, line ${lines.linePos(broken.pos[0]).line}: ${problem}; expected well-formed YAML`,
    );
  }
  return { file, value: document.toJS(), lineOf: (path) => lineOf(document, lines, path) };
}

/** The value of a file that fits the schema. Refuses malformed text, and the first thing that does not fit. */
export function readAgainst<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  const yaml = openYaml(file, text);
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  const [issue = { path: [], message: 'does not fit' }] = parsed.error.issues.map(deepestIssue);
  const place = issue.path.map(String).join('.');
  const named = place === '' ? '' : ` (${place})`;
  throw new InvalidFile(`${file}, line ${yaml.lineOf(issue.path)}${named}: ${issue.message}`);
}

/** One thing that does not fit. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Keys that nobody knows, where that is what is wrong. */
  readonly keys: readonly string[];
}

/** Of the branches of a union the one that got furthest tells most. */
export function deepestIssue(issue: z.core.$ZodIssue): Issue {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0)
    return { path: issue.path, message: issue.message, keys };
  const inner = issue.errors
    .map(([first]) => (first ? deepestIssue(first) : { path: [], message: 'does not fit', keys: [] }))
    .reduce((best, next) => (next.path.length > best.path.length ? next : best));
  if (inner.path.length === 0) return { path: issue.path, message: inner.message, keys };
  return { ...inner, path: [...issue.path, ...inner.path] };
}

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      const start =
        isMap(node) && node.items[0] && isNode(node.items[0].key) ? node.items[0].key.range : node.range;
      return lines.linePos((start ?? node.range)[0]).line;
    }
  }
  return 1;
}
