/** Reads the message templates of a rulebook and refuses texts that would go wrong or strike a wrong tone. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import type { ChannelForm, Messages, Phrasing, Template } from '../../domain/notices/catalogue.ts';
import { type FormChannel, isFormChannel } from '../../domain/notices/channel-forms.ts';
import { firstFault } from './first-fault.ts';
import { languageFaults } from './language-faults.ts';
import { type MessagesShape, messagesShape, moreShape, sender } from './message-grammar.ts';
import { faultAt, type Refuse } from './rule-fault.ts';
import { templateFaults } from './template-faults.ts';
import type { TemplateUse } from './template-uses.ts';
import { InvalidFile, openYaml, type YamlFile } from './yaml-place.ts';

/** A file of templates cannot be used; the message is one line: file, place, what was expected. */
export class MessageFileError extends Error {
  override name = 'MessageFileError';
}

/**
 * The templates of `messages.yaml` and of every `messages-ROOM.yaml` beside it. `needed` are the ids that the ladders
 * use; one that is missing is refused, as are a template or word given twice, unknown and unused words, words of the
 * wrong tone (see `tone.ts`), half-width punctuation and texts that, with the sample values, exceed one SMS part or what
 * the provider of a channel takes; with `uses` also a template without a form for a leader whom a rung tells.
 */
export function loadMessages(
  file: string,
  needed: Iterable<string> = [],
  uses: readonly TemplateUse[] = [],
): Messages {
  const [main, ...more] = [file, ...moreFiles(path.dirname(file))].map(textOf);
  if (!main) throw new MessageFileError(`${file}: expected a file of templates`);
  return readMessages(main, needed, more, uses);
}

/**
 * The catalogues in other languages, by language: folders `messages.TAG` beside `messages.yaml`, each with files like
 * those of the main one. Refuses what {@link loadMessages} refuses, a head that names another language than the folder,
 * and templates that the main catalogue does not have, has besides, or has for somebody else.
 */
export function loadOtherLanguages(folder: string, main: Messages): ReadonlyMap<string, Messages> {
  return new Map(
    languageFolders(folder).map(({ language, file }) => {
      const messages = loadMessages(file);
      const [fault] = languageFaults(language, messages, main);
      if (fault !== undefined) throw new MessageFileError(`${file}: ${fault}`);
      return [language, messages];
    }),
  );
}

/** The folders of catalogues in other languages, by name. */
export function languageFolders(folder: string): { readonly language: string; readonly file: string }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && LANGUAGE_FOLDER.test(entry.name))
    .map(({ name }) => ({
      language: LANGUAGE_FOLDER.exec(name)?.[1] ?? '',
      file: path.join(folder, name, 'messages.yaml'),
    }))
    .sort((a, b) => (a.language < b.language ? -1 : 1));
}

const LANGUAGE_FOLDER = /^messages\.([A-Za-z0-9-]+)$/;

/** The files of templates beside the main one, by name. */
export function moreFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^messages-[a-z-]+\.yaml$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

export function textOf(file: string): MessageText {
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
  uses: readonly TemplateUse[] = [],
): Messages {
  const catalogue = gather(main, more, ({ file, problem }) => {
    throw new MessageFileError(`${file}: ${problem}`);
  });
  if (!catalogue) throw new MessageFileError(`${main.file}: expected a file of templates`);
  const { shape, yamlOf } = catalogue;
  const [fault] = templateFaults(shape, needed, uses);
  if (fault !== undefined) {
    const [, id = ''] = /^templates › ([a-z]+\.[a-z-]+)/.exec(fault) ?? [];
    throw new MessageFileError(`${yamlOf.get(id)?.file ?? main.file}: ${fault}`);
  }
  return messagesOf(shape);
}

/** The files of one language together. */
export interface Catalogue {
  readonly shape: MessagesShape;
  /** In which file each template stands. */
  readonly yamlOf: ReadonlyMap<string, YamlFile>;
  readonly mainYaml: YamlFile;
}

/** All files together; `null` where one of them cannot be read. */
export function gather(main: MessageText, more: readonly MessageText[], refuse: Refuse): Catalogue | null {
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

/** The catalogue as the domain knows it. */
export function messagesOf(shape: MessagesShape): Messages {
  return {
    language: shape.language,
    senders: new Map(sender.options.map((id) => [id, shape.senders[id]])),
    words: new Map(
      Object.entries(shape.words).map(([name, { means, sample, setting = null }]) => [
        name,
        { means, sample, setting },
      ]),
    ),
    templates: new Map(
      Object.entries(shape.templates).map(([id, { toLeader, channels, ...rest }]): [string, Template] => [
        id,
        {
          id,
          ...rest,
          ...phrasingOf(rest),
          forms: formsOf(channels),
          toLeader: toLeader ? { ...phrasingOf(toLeader), forms: formsOf(toLeader.channels) } : null,
        },
      ]),
    ),
    combined: shape.combined,
    raised: phrasingOf(shape.raised),
    late: shape.late,
    replyHint: shape.replyHint,
  };
}

function phrasingOf(from: { short: string; long?: string | undefined; line: string }): Phrasing {
  return { short: from.short, long: from.long ?? from.short, line: from.line };
}

function formsOf(
  channels: Readonly<Record<string, ChannelForm | undefined>>,
): ReadonlyMap<FormChannel, ChannelForm> {
  const forms = Object.entries(channels).flatMap(([channel, form]): [FormChannel, ChannelForm][] =>
    form && isFormChannel(channel) ? [[channel, form]] : [],
  );
  return new Map(forms);
}
