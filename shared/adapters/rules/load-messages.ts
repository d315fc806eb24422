/** Reads the message templates of a rulebook and refuses texts that would go wrong or strike a wrong tone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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
import { faultAt, type Refuse, type RuleFault } from './rule-fault.ts';
import { InvalidFile, openYaml, type YamlFile } from './yaml-place.ts';

/** A file of templates cannot be used; the message is one line: file, place, what was expected. */
export class MessageFileError extends Error {
  override name = 'MessageFileError';
}

const text = z.string().trim().min(1, 'expected a text');
const phrasing = z.strictObject({ short: text, long: text.optional(), line: text });
const sender = z.enum(['office', 'duty-room', 'supervision']);
const wordName = z.string().regex(/^[a-z]+$/, 'expected a word of small letters');

const wordShape = z.strictObject({
  means: text,
  sample: text,
  setting: text.optional(),
});
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
  const [main, ...more] = [file, ...moreFiles(path.dirname(file))].map(textOf);
  if (!main) throw new MessageFileError(`${file}: expected a file of templates`);
  return readMessages(main, needed, more);
}

/** What is wrong with the templates of a folder, all of it; with `complete`, also those that nothing sends. */
export function messageFaults(
  folder: string,
  used: ReadonlySet<string>,
  settings: ReadonlyMap<string, unknown>,
  complete: boolean,
): RuleFault[] {
  const faults: RuleFault[] = [];
  const files = [path.join(folder, 'messages.yaml'), ...moreFiles(folder)];
  const texts = files.filter((file) => existsSync(file)).map(textOf);
  const [main, ...more] = texts;
  if (!main) {
    const problem = 'no templates; expected the texts that the ladders send';
    return [{ file: path.join(folder, 'messages.yaml'), line: null, place: null, problem }];
  }
  const catalogue = gather(main, more, (fault) => void faults.push(fault));
  if (!catalogue) return faults;
  const { shape, yamlOf, mainYaml } = catalogue;
  const unused = complete ? Object.keys(shape.templates).filter((id) => !used.has(id)) : [];
  const unset = Object.entries(shape.words).filter(([, { setting }]) => setting !== undefined && !settings.has(setting));
  const said = [
    ...faultsOf(shape, used),
    ...unset.map(([name, { setting }]) => `words › ${name}: unknown setting '${setting}'; expected one that is declared`),
    ...unused.map((id) => `templates › ${id}: nothing sends this; expected it to be left out`),
  ];
  for (const one of said) {
    const [, place = '', problem = one] = /^(.+?): (.*)$/s.exec(one) ?? [];
    const keys = place.split(' › ');
    const yaml = yamlOf.get(keys[1] ?? '') ?? mainYaml;
    faults.push(faultAt(yaml, keys, keys.join('.'), problem));
  }
  return faults;
}

/** The settings that words of the templates stand for. */
export function settingsInMessages(folder: string): string[] {
  const files = [path.join(folder, 'messages.yaml'), ...moreFiles(folder)].filter((file) => existsSync(file));
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bsetting: ([a-z0-9_.]+)/g)].map(([, name = '']) => name),
  );
}

function moreFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^messages-[a-z-]+\.yaml$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

function textOf(file: string): MessageText {
  return { file, yaml: readFileSync(file, 'utf8') };
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
  const catalogue = gather(main, more, ({ file, problem }) => {
    throw new MessageFileError(`${file}: ${problem}`);
  });
  if (!catalogue) throw new MessageFileError(`${main.file}: expected a file of templates`);
  const { shape, yamlOf } = catalogue;
  const [fault] = faultsOf(shape, needed);
  if (fault !== undefined) {
    const [, id = ''] = /^templates › ([a-z]+\.[a-z-]+)/.exec(fault) ?? [];
    throw new MessageFileError(`${yamlOf.get(id)?.file ?? main.file}: ${fault}`);
  }
  return messagesOf(shape);
}

interface Catalogue {
  readonly shape: MessagesShape;
  /** In which file each template stands. */
  readonly yamlOf: ReadonlyMap<string, YamlFile>;
  readonly mainYaml: YamlFile;
}

/** All files together; `null` where the main one cannot be read. */
function gather(main: MessageText, more: readonly MessageText[], refuse: Refuse): Catalogue | null {
  const first = parse(main, messagesShape, refuse);
  const others = more.map((one) => parse(one, moreShape, refuse));
  if (!first || others.includes(null)) return null;
  const shape = first.data;
  const yamlOf = new Map(Object.keys(shape.templates).map((id) => [id, first.yaml]));
  for (const other of others) {
    if (!other) continue;
    const { words, templates: own } = other.data;
    for (const name of [...Object.keys(words), ...Object.keys(own)]) {
      if (!Object.hasOwn(shape.words, name) && !yamlOf.has(name)) continue;
      const path = [Object.hasOwn(words, name) ? 'words' : 'templates', name];
      refuse(faultAt(other.yaml, path, null, `'${name}' is given twice; expected it once`));
    }
    Object.assign(shape.words, words);
    Object.assign(shape.templates, own);
    for (const id of Object.keys(own)) yamlOf.set(id, other.yaml);
  }
  return { shape, yamlOf, mainYaml: first.yaml };
}

interface Parsed<Data> {
  readonly data: Data;
  readonly yaml: YamlFile;
}

function parse<Schema extends z.ZodType>(
  { file, yaml: text }: MessageText,
  schema: Schema,
  refuse: Refuse,
): Parsed<z.output<Schema>> | null {
  const yaml = opened(file, text, refuse);
  if (!yaml) return null;
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return { data: parsed.data, yaml };
  // The one that tells most goes first: a misspelt field before the one that is missing because of it.
  refuse(faultAt(yaml, placeOfFirst(parsed.error), null, firstFault(parsed.error)));
  for (const { path: place, message } of parsed.error.issues.slice(1))
    refuse(faultAt(yaml, place.map(String), null, `${place.map(String).join(' › ')}: ${message}`));
  return null;
}

function placeOfFirst({ issues: [issue] }: z.ZodError): string[] {
  return (issue?.path ?? []).map(String);
}

function opened(file: string, text: string, refuse: Refuse): YamlFile | null {
  try {
    return openYaml(file, text);
  } catch (fault) {
    if (!(fault instanceof InvalidFile)) throw fault;
    const [, line = '1', problem = fault.message] = /, line (\d+): (.*)$/s.exec(fault.message) ?? [];
    refuse({ file, line: Number(line), place: null, problem });
    return null;
  }
}

function messagesOf(shape: MessagesShape): Messages {
  return {
    senders: new Map(sender.options.map((id) => [id, shape.senders[id]])),
    words: new Map(
      Object.entries(shape.words).map(([name, { means, sample, setting = null }]) => [
        name,
        { means, sample, setting },
      ]),
    ),
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
