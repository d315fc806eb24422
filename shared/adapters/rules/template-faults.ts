/** What is wrong with the texts of templates: words, tone, punctuation, length. */
import { type Audience, type Sender, toneFaults } from '../../domain/notices/tone.ts';
import { fill, SMS_CHARACTERS } from '../../domain/notices/wording.ts';
import type { MessagesShape } from './message-grammar.ts';

/** The longest usual name of a district, for measuring the length of a short text. */
const SAMPLE_DISTRICT = '示例区';
/** Known to the renderer, not to the planner. */
const WORDS_OF_COMBINED = ['count', 'lines', 'contact', 'event'];
const WORDS_OF_RAISED = ['matter', 'unit', 'due'];

/** `templates › papers.remind: …`: the place, and what was expected there; templates that are needed and missing first. */
export function* templateFaults(shape: MessagesShape, needed: Iterable<string>): Generator<string> {
  for (const id of needed) {
    if (!shape.templates[id]) yield `templates: '${id}' is missing; a ladder of the rulebook uses it`;
  }
  for (const [name, form] of Object.entries(shape.combined)) {
    yield* unknownWords(form, WORDS_OF_COMBINED, `combined › ${name}`);
  }
  for (const form of textsOf(shape.raised)) yield* unknownWords(form, WORDS_OF_RAISED, 'raised');
  yield* unknownWords(shape.late, ['delayed'], 'late');
  for (const id of Object.keys(shape.templates)) yield* faultsOfOne(shape, id);
}

function* faultsOfOne(shape: MessagesShape, id: string): Generator<string> {
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
