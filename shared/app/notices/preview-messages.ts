/** What templates say on each channel and to each audience, with sample words: as it would go out, measured. */
import type { Messages, Template } from '../../domain/notices/catalogue.ts';
import { bytesOf, FORM_CHANNELS, type FormChannel, smsParts } from '../../domain/notices/channel-forms.ts';
import type { NoticeFacts, NoticeKind } from '../../domain/notices/notice.ts';
import type { Audience } from '../../domain/notices/tone.ts';
import { fill, render } from '../../domain/notices/wording.ts';
import type { Directory } from '../../domain/routing/directory.ts';
import { MESSAGES_NEEDED } from '../../domain/rules/own-needs.ts';
import { type Rule, type Rulebook, type RungRule, ruleKey } from '../../domain/rules/rulebook.ts';
import type { Settings } from '../../domain/rules/settings.ts';
import { instantOfEpoch } from '../../domain/time/instant.ts';

/** What a preview stands on. */
export interface PreviewGround {
  readonly rulebook: Rulebook;
  readonly messages: Messages;
  readonly settings: Settings;
  /** The district's name, for the sender. */
  readonly district: string;
  /** In place of the sample words. */
  readonly words: Readonly<Record<string, string>>;
  readonly channels: readonly FormChannel[];
  /** `null` for all. */
  readonly audience: Audience | null;
}

/** A rung that sends a template, with the rules that are on its ladder. */
export interface PreviewedUse {
  readonly ladder: string;
  readonly rung: RungRule;
  readonly rules: readonly string[];
}

/** One text, and every channel that takes it. */
export interface PreviewedText {
  readonly audience: Audience;
  /** The template has no form for leaders: said when nobody else can be reached. */
  readonly raised: boolean;
  readonly channels: readonly FormChannel[];
  readonly text: string;
  readonly characters: number;
  readonly parts: number;
  readonly bytes: number;
}

export interface Previewed {
  readonly template: Template;
  readonly sender: string;
  readonly uses: readonly PreviewedUse[];
  /** Sent by the product itself, and not by a rung alone. */
  readonly own: boolean;
  readonly texts: readonly PreviewedText[];
}

/** The audiences of a template, the texts of each, and what sends it; with no text for an audience it does not have. */
export function previewTemplate(template: Template, ground: PreviewGround): Previewed {
  const { messages, district, rulebook, audience } = ground;
  const uses = usesIn(rulebook, template.id);
  const audiences = [...new Set<Audience>([template.audience, 'leader'])];
  return {
    template,
    sender: fill(messages.senders.get(template.sender) ?? '', { district }).text,
    uses,
    own: Object.values(MESSAGES_NEEDED).some((needed) => needed.includes(template.id)),
    texts: audiences
      .filter((one) => audience === null || one === audience)
      .flatMap((one) => textsTo(one, template, uses[0]?.rung.kind ?? 'change', ground)),
  };
}

/** Each different text once, with the channels that take it. */
function textsTo(
  audience: Audience,
  template: Template,
  kind: NoticeKind,
  ground: PreviewGround,
): PreviewedText[] {
  const said = ground.channels.map((channel) => ({
    channel,
    text: textOn(channel, audience, template, kind, ground),
  }));
  return [...Map.groupBy(said, ({ text }) => text)].map(([text, same]) => ({
    audience,
    raised: audience === 'leader' && template.audience !== 'leader' && template.toLeader === null,
    channels: same.map(({ channel }) => channel),
    text,
    characters: text.length,
    parts: smsParts(text),
    bytes: bytesOf(text),
  }));
}

function textOn(
  channel: FormChannel,
  audience: Audience,
  template: Template,
  kind: NoticeKind,
  ground: PreviewGround,
): string {
  const { messages, settings, district } = ground;
  const facts: NoticeFacts = { ...BLANK, kind, template: template.id, words: sampleWords(ground) };
  const served = audience === 'leader' ? 'mayor' : null;
  const delivery = { to: '', person: '', for: null, served, path: [], channel, address: '' };
  const first = { facts, delivery };
  const replyHint = settings.get('sms.reply') === true;
  const group = { first, notices: [first], duties: [''] };
  return render(group, messages, { ...NOBODY, name: district }, channel, { replyHint }).text;
}

/** The samples of the catalogue, values of settings where a word stands for one, and what was asked for. */
function sampleWords({ messages, settings, words }: PreviewGround): Record<string, string> {
  const samples = [...messages.words].map(([name, { sample, setting }]) => [
    name,
    setting === null ? sample : String(settings.get(setting) ?? sample),
  ]);
  return { ...Object.fromEntries(samples), ...words };
}

/** Nothing of these stands in a text. */
const BLANK: NoticeFacts = {
  id: '',
  district: '',
  matter: '',
  duty: '',
  rule: '',
  rung: '',
  kind: 'remind',
  clock: 'R',
  post: '',
  intendedAt: instantOfEpoch(0),
  createdAt: instantOfEpoch(0),
  dueAt: null,
  eventAt: null,
  quietExemptUntil: null,
  evenIfSettled: false,
  channel: null,
  template: '',
  words: {},
};

const NOBODY: Directory = {
  district: '',
  name: '',
  demonstration: true,
  units: new Map(),
  posts: new Map(),
  people: new Map(),
  portfolios: new Map(),
  standInPairs: [],
  leaders: [],
  aliases: new Map(),
};

/** Every rung that sends a template. */
function usesIn({ ladders, rules }: Rulebook, template: string): PreviewedUse[] {
  return [...ladders.values()].flatMap(({ id, rungs }) =>
    rungs
      .filter(({ message }) => message === template)
      .map((rung) => ({
        ladder: id,
        rung,
        rules: [...new Set(rules.filter(({ ladder }) => ladder === id).map(ruleKey))],
      })),
  );
}

/** What was asked for is neither a template nor a rule; the message says what was expected. */
export class UnknownText extends Error {
  override name = 'UnknownText';
}

/**
 * The templates that `papers.remind`, `D52-07`, `D36-3/plan` or `D52-07/remind-1` stands for. Refuses what the rulebook
 * does not have.
 */
export function templatesAskedFor(
  asked: string,
  { rulebook, messages }: Pick<PreviewGround, 'rulebook' | 'messages'>,
): Template[] {
  const template = messages.templates.get(asked);
  if (template) return [template];
  const [rule = '', rung = null] = hasRule(asked, rulebook) ? [asked] : splitRung(asked);
  if (!hasRule(rule, rulebook))
    throw new UnknownText(
      `'${asked}' is no template and no rule of ${rulebook.id}; expected one such as papers.remind, D52-07 or D52-07/remind-1`,
    );
  const rungs = rulebook.rules
    .filter((one) => ruleKey(one) === rule)
    .flatMap((one) => rungsOf(one, rulebook));
  const chosen = rungs.filter(({ id }) => rung === null || id === rung);
  if (chosen.length === 0) {
    const known = [...new Set(rungs.map(({ id }) => id))].join(', ');
    throw new UnknownText(`rule ${rule} has no rung '${rung}'; expected one of ${known}`);
  }
  const ids = new Set(chosen.map(({ message }) => message));
  return [...ids].flatMap((id) => messages.templates.get(id) ?? []);
}

function hasRule(asked: string, { rules }: Rulebook): boolean {
  return rules.some((rule) => ruleKey(rule) === asked);
}

function splitRung(asked: string): [string, string] {
  const cut = asked.lastIndexOf('/');
  return cut < 0 ? [asked, ''] : [asked.slice(0, cut), asked.slice(cut + 1)];
}

function rungsOf({ ladder }: Rule, { ladders }: Rulebook): readonly RungRule[] {
  return ladders.get(ladder)?.rungs ?? [];
}

export const ALL_CHANNELS: readonly FormChannel[] = FORM_CHANNELS;
