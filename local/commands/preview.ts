/** `duban preview`: the texts that go out, on each channel and to each audience, with sample words. */
import path from 'node:path';
import { loadMessages, loadOtherLanguages } from '../../shared/adapters/rules/load-messages.ts';
import {
  ALL_CHANNELS,
  type PreviewGround,
  previewTemplate,
  templatesAskedFor,
  UnknownText,
} from '../../shared/app/notices/preview-messages.ts';
import { sayPreview, sayTemplates } from '../../shared/app/notices/say-preview.ts';
import type { Messages } from '../../shared/domain/notices/catalogue.ts';
import { isFormChannel } from '../../shared/domain/notices/channel-forms.ts';
import type { Audience } from '../../shared/domain/notices/tone.ts';
import { DEFAULT_RULEBOOK, loadGround, RULES_FOLDER } from '../rules-folder.ts';
import { type Arguments, type Io, readArguments, readSettings, UsageFault } from './command.ts';

export const help = `duban preview [TEMPLATE | RULE[/RUNG]] [--channel CHANNEL] [--audience leader|unit|office]
              [--word NAME=VALUE …] [--district NAME] [--rulebook NAME] [--language TAG]

预览消息：按示例用词列出各渠道、各对象实际发出的文字、字数和短信条数；不带参数时列出全部模板。

  TEMPLATE           a template such as papers.remind
  RULE[/RUNG]        what the ladder of a rule sends, D52-07, or one of its rungs, D52-07/remind-1
  --channel CHANNEL  one of ${ALL_CHANNELS.join(', ')}
  --audience WHO     the texts to leaders, units or the office alone
  --word NAME=VALUE  another value for a word, matter=供热保障方案; may be repeated
  --district NAME    as it stands in the sender, 示例区 unless given
  --rulebook NAME    a folder of rules/, ${DEFAULT_RULEBOOK} unless given
  --language TAG     the texts of messages.TAG in place of the main ones
`;

const OPTIONS = {
  channel: { type: 'string' },
  audience: { type: 'string' },
  word: { type: 'string', multiple: true },
  district: { type: 'string' },
  rulebook: { type: 'string' },
  language: { type: 'string' },
} as const;

const AUDIENCES: readonly Audience[] = ['leader', 'unit', 'office'];

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [asked, ...more] = given.positionals;
  if (more.length > 0)
    throw new UsageFault(`'${more[0]}' is one word too many; expected one TEMPLATE or RULE`);
  const ground = groundFor(given);
  if (asked === undefined) {
    const templates = [...ground.messages.templates.values()];
    const chosen = templates.filter((one) => ground.audience === null || one.audience === ground.audience);
    io.out(sayTemplates(chosen.map((one) => previewTemplate(one, ground))));
    return 0;
  }
  const previews = asUsage(() => templatesAskedFor(asked, ground))
    .map((template) => previewTemplate(template, ground))
    .filter(({ texts }) => texts.length > 0);
  if (previews.length === 0)
    throw new UsageFault(`--audience ${ground.audience}: '${asked}' says nothing to them; expected another`);
  io.out(previews.map(sayPreview).join('\n'));
  return 0;
}

function groundFor(given: Arguments): PreviewGround {
  const name = given.text('rulebook') ?? DEFAULT_RULEBOOK;
  const { rulebook, ground } = loadGround(name, {});
  const messages = catalogue(path.join(RULES_FOLDER, name), given.text('language'));
  return {
    rulebook,
    messages,
    settings: ground.settings,
    district: given.text('district') ?? '示例区',
    words: wordsIn(given.texts('word'), messages),
    channels: channelsIn(given.text('channel')),
    audience: audienceIn(given.text('audience')),
  };
}

function catalogue(folder: string, language: string | undefined): Messages {
  const main = loadMessages(path.join(folder, 'messages.yaml'));
  if (language === undefined || language === main.language) return main;
  const others = loadOtherLanguages(folder, main);
  const chosen = others.get(language);
  if (!chosen) {
    const known = [main.language, ...others.keys()].join(', ');
    throw new UsageFault(`--language ${language}: no such texts; expected one of ${known}`);
  }
  return chosen;
}

function wordsIn(pairs: readonly string[], messages: Messages): Record<string, string> {
  const words = readSettings(pairs, '--word');
  const unknown = Object.keys(words).find((name) => !messages.words.has(name));
  if (unknown !== undefined)
    throw new UsageFault(
      `--word ${unknown}: no such word; expected one of ${[...messages.words.keys()].join(', ')}`,
    );
  return words;
}

function channelsIn(channel: string | undefined) {
  if (channel === undefined) return ALL_CHANNELS;
  if (!isFormChannel(channel))
    throw new UsageFault(`--channel ${channel}: expected one of ${ALL_CHANNELS.join(', ')}`);
  return [channel];
}

function audienceIn(text: string | undefined): Audience | null {
  if (text === undefined) return null;
  const audience = AUDIENCES.find((one) => one === text);
  if (!audience) throw new UsageFault(`--audience ${text}: expected one of ${AUDIENCES.join(', ')}`);
  return audience;
}

function asUsage<Found>(find: () => Found): Found {
  try {
    return find();
  } catch (fault) {
    if (fault instanceof UnknownText) throw new UsageFault(fault.message);
    throw fault;
  }
}
