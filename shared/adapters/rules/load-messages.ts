/** Reads the message templates of a rulebook and refuses texts that would go wrong or strike a wrong tone. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { type Audience, type Sender, toneFaults } from '../../domain/notices/tone.ts';
import {
  fill,
  type Messages,
  type Phrasing,
  SMS_CHARACTERS,
  type Template,
} from '../../domain/notices/wording.ts';
import { firstFault } from './first-fault.ts';

/** A file of templates cannot be used; the message is one line: file, place, what was expected. */
export class MessageFileError extends Error {
  override name = 'MessageFileError';
}

const text = z.string().trim().min(1, 'expected a text');
const phrasing = z.strictObject({ short: text, long: text.optional(), line: text });
const sender = z.enum(['office', 'duty-room', 'supervision']);
const wordName = z.string().regex(/^[a-z]+$/, 'expected a word of small letters');

const wordShape = z.strictObject({ means: text, sample: text });
const templates = z.record(
  z.string().regex(/^[a-z]+\.[a-z-]+$/, 'expected an id such as papers.remind'),
  z.strictObject({
    title: text,
    sender,
    audience: z.enum(['leader', 'unit', 'office']),
    sms: z.boolean().default(true),
    words: z.array(wordName),
    short: text,
    long: text.optional(),
    line: text,
    toLeader: phrasing.optional(),
  }),
);

const messagesShape = z.strictObject({
  senders: z.record(sender, text),
  words: z.record(wordName, wordShape),
  combined: z.strictObject({ ordinary: text, leader: text, emergency: text, emergencyLeader: text }),
  raised: phrasing,
  late: text,
  templates,
});

/** A further file of templates, `messages-ROOM.yaml`: its own words beside those of the main file. */
const moreShape = z.strictObject({
  words: z.record(wordName, wordShape).default({}),
  templates,
});

type MessagesShape = z.infer<typeof messagesShape>;

/** The longest usual name of a district, for measuring the length of a short text. */
const SAMPLE_DISTRICT = '示例区';
/** Known to the renderer, not to the planner. */
const WORDS_OF_COMBINED = ['count', 'lines', 'contact', 'event'];
const WORDS_OF_RAISED = ['matter', 'unit', 'due'];

/**
 * The templates of `messages.yaml` and of every `messages-ROOM.yaml` beside it. `needed` are the ids that the ladders
 * use; one that is missing is refused, as are a template or word given twice, unknown and unused words, words of the
 * wrong tone (see `tone.ts`), half-width punctuation and short texts that, with the sample values, exceed one SMS part.
 */
export function loadMessages(file: string, needed: Iterable<string> = []): Messages {
  const folder = path.dirname(file);
  const more = readdirSync(folder)
    .filter((name) => /^messages-[a-z-]+\.yaml$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
  return readMessages(
    { file, yaml: readFileSync(file, 'utf8') },
    needed,
    more.map((one) => ({ file: one, yaml: readFileSync(one, 'utf8') })),
  );
}

interface MessageText {
  readonly file: string;
  readonly yaml: string;
}

/** As {@link loadMessages}, from texts already read. */
export function readMessages(
  main: MessageText,
  needed: Iterable<string> = [],
  more: readonly MessageText[] = [],
): Messages {
  const shape = parse(main, messagesShape);
  const fileOf = new Map(Object.keys(shape.templates).map((id) => [id, main.file]));
  for (const one of more) {
    const { words, templates: own } = parse(one, moreShape);
    const twice =
      [...Object.keys(words)].find((name) => shape.words[name]) ??
      Object.keys(own).find((id) => fileOf.has(id));
    if (twice !== undefined)
      throw new MessageFileError(`${one.file}: '${twice}' is given twice; expected it once`);
    Object.assign(shape.words, words);
    Object.assign(shape.templates, own);
    for (const id of Object.keys(own)) fileOf.set(id, one.file);
  }
  const [fault] = faultsOf(shape, needed);
  if (fault !== undefined) {
    const [, id = ''] = /^templates › ([a-z]+\.[a-z-]+)/.exec(fault) ?? [];
    throw new MessageFileError(`${fileOf.get(id) ?? main.file}: ${fault}`);
  }
  return messagesOf(shape);
}

function parse<Schema extends z.ZodType>({ file, yaml }: MessageText, schema: Schema): z.output<Schema> {
  const document = parseDocument(yaml, { prettyErrors: true });
  const [broken] = document.errors;
  if (broken) {
    const [problem = ''] = broken.message.split('\n');
    throw new MessageFileError(`${file}: ${problem.replace(/:$/, '')}; expected well-formed YAML`);
  }
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) throw new MessageFileError(`${file}: ${firstFault(parsed.error)}`);
  return parsed.data;
}

function messagesOf(shape: MessagesShape): Messages {
  return {
    senders: new Map(sender.options.map((id) => [id, shape.senders[id]])),
    words: new Map(Object.entries(shape.words)),
    templates: new Map(
      Object.entries(shape.templates).map(([id, { toLeader, ...rest }]): [string, Template] => [
        id,
        { id, ...rest, ...phrasingOf(rest), toLeader: toLeader ? phrasingOf(toLeader) : null },
      ]),
    ),
    combined: shape.combined,
    raised: phrasingOf(shape.raised),
    late: shape.late,
  };
}

function phrasingOf(from: { short: string; long?: string | undefined; line: string }): Phrasing {
  return { short: from.short, long: from.long ?? from.short, line: from.line };
}

function* faultsOf(shape: MessagesShape, needed: Iterable<string>): Generator<string> {
  for (const id of needed) {
    if (!shape.templates[id]) yield `templates: '${id}' is missing; a ladder of the rulebook uses it`;
  }
  for (const [name, form] of Object.entries(shape.combined)) {
    yield* unknownWords(form, WORDS_OF_COMBINED, `combined › ${name}`);
  }
  for (const form of textsOf(shape.raised)) yield* unknownWords(form, WORDS_OF_RAISED, 'raised');
  yield* unknownWords(shape.late, ['delayed'], 'late');
  for (const id of Object.keys(shape.templates)) yield* templateFaults(shape, id);
}

function* templateFaults(shape: MessagesShape, id: string): Generator<string> {
  const template = shape.templates[id];
  if (!template) return;
  const place = `templates › ${id}`;
  const undeclared = template.words.find((word) => !shape.words[word]);
  if (undeclared !== undefined) {
    yield `${place} › words: unknown word '${undeclared}'; expected one of ${Object.keys(shape.words).join(', ')}`;
  }
  yield* phrasingFaults(shape, template, template, template.audience, place);
  if (template.toLeader) {
    yield* phrasingFaults(shape, template, template.toLeader, 'leader', `${place} › toLeader`);
  }
  const used = textsOf(template).flatMap(placeholders);
  const unused = template.words.find((word) => !used.includes(word));
  if (unused !== undefined)
    yield `${place} › words: '${unused}' is not used by any text; expected it to be left out`;
}

function* phrasingFaults(
  shape: MessagesShape,
  template: { words: readonly string[]; sender: Sender; sms: boolean },
  form: { short: string; long?: string | undefined; line: string },
  audience: Audience,
  place: string,
): Generator<string> {
  for (const one of textsOf(form)) yield* unknownWords(one, template.words, place);
  const [fault] = [form.short, ...(form.long === undefined ? [] : [form.long])].flatMap((whole) =>
    toneFaults(whole, audience, template.sender),
  );
  // A line stands inside a combined text, which has the forms of address itself.
  const [lineFault] = toneFaults(`请阅${form.line}`, audience, template.sender);
  if (fault !== undefined || lineFault !== undefined) yield `${place}: ${fault ?? `line ${lineFault}`}`;
  if (!template.sms) return;
  const whole = sampleOf(shape, `${shape.senders[template.sender]}${form.short}`);
  if (whole.length > SMS_CHARACTERS) {
    yield `${place} › short: ${whole.length} characters with the sample words; expected at most ${SMS_CHARACTERS}, or sms: false`;
  }
}

function sampleOf(shape: MessagesShape, template: string): string {
  const samples = Object.entries(shape.words).map(([name, { sample }]) => [name, sample]);
  return fill(template, { ...Object.fromEntries(samples), district: SAMPLE_DISTRICT }).text;
}

function* unknownWords(form: string, known: readonly string[], place: string): Generator<string> {
  const unknown = placeholders(form).find((word) => !known.includes(word));
  if (unknown !== undefined)
    yield `${place}: unknown word '{${unknown}}'; expected one of ${known.join(', ')}`;
}

function placeholders(form: string): string[] {
  return [...form.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

function textsOf(form: { short: string; long?: string | undefined; line: string }): string[] {
  return [form.short, form.line, ...(form.long === undefined ? [] : [form.long])];
}
