/** Reads YAML or JSON text against a schema; what does not fit is refused with file, line and place. */
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';

/** A file cannot be used; the message is one line that names file, place and what was expected. */
export class InvalidFile extends Error {
  override name = 'InvalidFile';
}

/** The value of a file that fits the schema. Refuses malformed text, and the first thing that does not fit. */
export function readAgainst<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const [problem] = broken.message.split('\n');
    throw new InvalidFile(
      `${file}, line ${lines.linePos(broken.pos[0]).line}: ${problem}; expected well-formed YAML`,
    );
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues);
  const place = issue.path.map(String).join('.');
  const named = place === '' ? '' : ` (${place})`;
  throw new InvalidFile(`${file}, line ${lineOf(document, lines, issue.path)}${named}: ${issue.message}`);
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Of the branches of a union the one that got furthest tells most. */
function deepest(issues: readonly z.core.$ZodIssue[]): Issue {
  const [issue] = issues;
  if (!issue) return { path: [], message: 'does not fit' };
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const inner = issue.errors
    .map((branch) => deepest(branch))
    .reduce((best, next) => (next.path.length > best.path.length ? next : best));
  if (inner.path.length === 0) return { path: issue.path, message: inner.message };
  return { path: [...issue.path, ...inner.path], message: inner.message };
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
