/** What is wrong with the texts of templates: words, tone, punctuation, length, a form for whoever is told. */
import {
  bytesOf,
  formTaken,
  isFormChannel,
  MOST_BYTES,
  SMS_CHARACTERS,
} from '../../domain/notices/channel-forms.ts';
import { type Audience, type Sender, toneFaults } from '../../domain/notices/tone.ts';
import { fill } from '../../domain/notices/wording.ts';
import type { MessagesShape } from './message-grammar.ts';
import { leaderToldBy, type TemplateUse } from './template-uses.ts';

/** The longest usual name of a district, for measuring the length of a short text. */
const SAMPLE_DISTRICT = '示例区';
/** Known to the renderer, not to the planner. */
const WORDS_OF_COMBINED = ['count', 'lines', 'contact', 'event'];
const WORDS_OF_RAISED = ['matter', 'unit', 'due'];

type Form = MessagesShape['raised'];
type Forms = MessagesShape['templates'][string]['channels'];

/** `templates › papers.remind: …`: the place, and what was expected there; templates that are needed and missing first. */
export function* templateFaults(
  shape: MessagesShape,
  needed: Iterable<string>,
  uses: readonly TemplateUse[] = [],
): Generator<string> {
  for (const id of needed) {
    if (!shape.templates[id]) yield `templates: '${id}' is missing; a ladder of the rulebook uses it`;
  }
  yield* combinedFaults(shape);
  for (const form of textsOf(shape.raised)) yield* unknownWords(form, WORDS_OF_RAISED, 'raised');
  yield* unknownWords(shape.late, ['delayed'], 'late');
  for (const [name, hint] of Object.entries(shape.replyHint))
    yield* unknownWords(hint, [], `replyHint › ${name}`);
  for (const id of Object.keys(shape.templates)) yield* faultsOfOne(shape, id);
  for (const use of uses) yield* formForLeader(shape, use);
}

const AROUND_LINES = /^(ordinary|emergency|overflow|digest)(Leader)?$|^leader$/;

function* combinedFaults(shape: MessagesShape): Generator<string> {
  for (const [name, form] of Object.entries(shape.combined)) {
    const place = `combined › ${name}`;
    const around = AROUND_LINES.test(name);
    yield* unknownWords(form, around ? WORDS_OF_COMBINED : ['title', 'count'], place);
    if (!around) continue;
    if (!form.includes('{lines}')) yield `${place}: has no {lines}; expected the place where they stand`;
    const audience = /leader$/i.test(name) ? 'leader' : 'unit';
    for (const fault of toneOf(shape, form, audience, 'office').slice(0, 1)) yield `${place}: ${fault}`;
  }
}

/** A leader is never told in the words that a unit is asked in. */
function* formForLeader(
  { templates }: MessagesShape,
  { template: id, ladder, rung }: TemplateUse,
): Generator<string> {
  const template = templates[id];
  const role = leaderToldBy(rung);
  if (!template || role === null || template.audience === 'leader' || template.toLeader) return;
  yield `templates › ${id}: rung '${rung.id}' of ladder '${ladder}' tells ${role}; expected audience: leader, or a form toLeader`;
}

function* faultsOfOne(shape: MessagesShape, id: string): Generator<string> {
  const template = shape.templates[id];
  if (!template) return;
  const { toLeader, channels, audience } = template;
  const place = `templates › ${id}`;
  const undeclared = template.words.find((word) => !shape.words[word]);
  if (undeclared !== undefined) {
    yield `${place} › words: unknown word '${undeclared}'; expected one of ${Object.keys(shape.words).join(', ')}`;
  }
  yield* phrasingFaults(shape, template, template, audience, place);
  yield* formFaults(shape, template, channels, audience, place);
  if (toLeader) {
    const inner = `${place} › toLeader`;
    yield* phrasingFaults(shape, template, toLeader, 'leader', inner);
    yield* formFaults(shape, template, toLeader.channels, 'leader', inner);
  }
  const used = [...textsOf(template), ...ownTexts(channels)].flatMap(placeholders);
  const unused = template.words.find((word) => !used.includes(word));
  if (unused !== undefined)
    yield `${place} › words: '${unused}' is not used by any text; expected it to be left out`;
}

interface Around {
  readonly words: readonly string[];
  readonly sender: Sender;
  readonly sms: boolean;
}

function* phrasingFaults(
  shape: MessagesShape,
  template: Around,
  form: Form,
  audience: Audience,
  place: string,
): Generator<string> {
  for (const one of textsOf(form)) yield* unknownWords(one, template.words, place);
  const [fault] = [form.short, ...(form.long === undefined ? [] : [form.long])].flatMap((whole) =>
    toneOf(shape, whole, audience, template.sender),
  );
  // A line stands inside a combined text, which has the forms of address itself.
  const [lineFault] = toneOf(shape, `请阅${form.line}`, audience, template.sender);
  if (fault !== undefined || lineFault !== undefined) yield `${place}: ${fault ?? `line ${lineFault}`}`;
  yield* tooLongForSms(shape, template, form.short, `${place} › short`);
  const longest = Math.min(...MOST_BYTES.values());
  yield* tooManyBytes(shape, template, form.long ?? form.short, longest, `${place} › long`);
}

/** The texts of channels: each as the channel takes it. */
function* formFaults(
  shape: MessagesShape,
  template: Around,
  channels: Forms,
  audience: Audience,
  outer: string,
): Generator<string> {
  for (const { channel, form } of givenForms(channels)) {
    const place = `${outer} › channels › ${channel}`;
    const texts = [...new Set([form.short, form.long])];
    for (const one of texts) yield* unknownWords(one, template.words, place);
    const [fault] = texts.flatMap((one) => toneOf(shape, one, audience, template.sender));
    if (fault !== undefined) yield `${place}: ${fault}`;
    const taken = formTaken(channel);
    // What is said by SMS in its own way is so in order to fit.
    if (channel === 'sms') yield* tooLongForSms(shape, { ...template, sms: true }, form[taken], place);
    const most = isFormChannel(channel) ? MOST_BYTES.get(channel) : undefined;
    if (most !== undefined) yield* tooManyBytes(shape, template, form[taken], most, place);
  }
}

/** The tone is that of Chinese offices; what other languages owe to whom is for those who know them. */
function toneOf({ language }: MessagesShape, whole: string, audience: Audience, from: Sender): string[] {
  return /^zh\b/.test(language) ? toneFaults(whole, audience, from) : [];
}

function* tooLongForSms(
  shape: MessagesShape,
  template: Around,
  short: string,
  place: string,
): Generator<string> {
  if (!template.sms) return;
  const { length } = sampleOf(shape, template.sender, short);
  if (length > SMS_CHARACTERS)
    yield `${place}: ${length} characters with the sample words; expected at most ${SMS_CHARACTERS}, or sms: false`;
}

function* tooManyBytes(
  shape: MessagesShape,
  template: Around,
  whole: string,
  most: number,
  place: string,
): Generator<string> {
  const bytes = bytesOf(sampleOf(shape, template.sender, whole));
  if (bytes > most) yield `${place}: ${bytes} bytes with the sample words; expected at most ${most}`;
}

function sampleOf(shape: MessagesShape, from: Sender, template: string): string {
  const samples = Object.entries(shape.words).map(([name, { sample }]) => [name, sample]);
  const words = { ...Object.fromEntries(samples), district: SAMPLE_DISTRICT };
  return fill(`${shape.senders[from]}${template}`, words).text;
}

function* unknownWords(form: string, known: readonly string[], place: string): Generator<string> {
  const unknown = placeholders(form).find((word) => !known.includes(word));
  if (unknown !== undefined)
    yield `${place}: unknown word '{${unknown}}'; expected ${known.length === 0 ? 'none' : `one of ${known.join(', ')}`}`;
}

function placeholders(form: string): string[] {
  return [...form.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

function textsOf(form: { short: string; long?: string | undefined; line: string }): string[] {
  return [form.short, form.line, ...(form.long === undefined ? [] : [form.long])];
}

function ownTexts(channels: Forms): string[] {
  return givenForms(channels).flatMap(({ form: { short, long } }) => [short, long]);
}

function givenForms(channels: Forms) {
  return Object.entries(channels).flatMap(([channel, form]) => (form ? [{ channel, form }] : []));
}
