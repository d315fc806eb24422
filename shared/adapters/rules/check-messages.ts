/** What is wrong with the message templates of a rulebook folder, all of it, with file and line. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGE_SETTING } from '../../domain/notices/catalogue.ts';
import type { SettingRule } from '../../domain/rules/rulebook.ts';
import { languageFaults } from './language-faults.ts';
import { type Catalogue, gather, languageFolders, messagesOf, moreFiles, textOf } from './load-messages.ts';
import { faultAt, type RuleFault } from './rule-fault.ts';
import { templateFaults } from './template-faults.ts';
import type { TemplateUse } from './template-uses.ts';

/** What the ladders and the product itself send. */
export interface Sent {
  readonly used: ReadonlySet<string>;
  readonly uses: readonly TemplateUse[];
}

type Settings = ReadonlyMap<string, Pick<SettingRule, 'choices'>>;

/**
 * What is wrong with the templates of a folder in every language, all of it; with `complete`, also those that nothing
 * sends.
 */
export function messageFaults(
  folder: string,
  sent: Sent,
  settings: Settings,
  complete: boolean,
): RuleFault[] {
  const faults: RuleFault[] = [];
  const main = catalogueAt(path.join(folder, 'messages.yaml'), sent, settings, complete, faults);
  const others = languageFolders(folder);
  for (const { language, file } of others) {
    const other = catalogueAt(file, { used: new Set(), uses: [] }, settings, false, faults);
    if (main === null || other === null) continue;
    const said = languageFaults(language, messagesOf(other.shape), messagesOf(main.shape));
    faults.push(...placed(said, other));
  }
  const file = path.join(folder, 'rulebook.yaml');
  for (const chosen of settings.get(LANGUAGE_SETTING)?.choices ?? []) {
    if (chosen === main?.shape.language || others.some(({ language }) => language === chosen)) continue;
    const problem = `no texts in '${chosen}'; expected a folder messages.${chosen}`;
    faults.push({ file, line: null, place: `settings.${LANGUAGE_SETTING}`, problem });
  }
  return faults;
}

/** One catalogue, with what is wrong in it; `null` where it cannot be read. */
function catalogueAt(
  file: string,
  { used, uses }: Sent,
  settings: Settings,
  complete: boolean,
  faults: RuleFault[],
): Catalogue | null {
  if (!existsSync(file)) {
    const problem = 'no templates; expected the texts that the ladders send';
    faults.push({ file, line: null, place: null, problem });
    return null;
  }
  const more = moreFiles(path.dirname(file)).map(textOf);
  const catalogue = gather(textOf(file), more, (fault) => void faults.push(fault));
  if (!catalogue) return null;
  const { shape } = catalogue;
  const unused = complete ? Object.keys(shape.templates).filter((id) => !used.has(id)) : [];
  const unset = Object.entries(shape.words).filter(
    ([, { setting }]) => setting !== undefined && !settings.has(setting),
  );
  const said = [
    ...templateFaults(shape, used, uses),
    ...unset.map(
      ([name, { setting }]) => `words › ${name}: unknown setting '${setting}'; expected one that is declared`,
    ),
    ...unused.map((id) => `templates › ${id}: nothing sends this; expected it to be left out`),
  ];
  faults.push(...placed(said, catalogue));
  return catalogue;
}

/** A sentence with its place in front, as a fault of the file in which that stands. */
function placed(said: Iterable<string>, { yamlOf, mainYaml }: Catalogue): RuleFault[] {
  return [...said].map((one) => {
    const [, place = '', problem = one] = /^(.+?): (.*)$/s.exec(one) ?? [];
    const keys = place.split(' › ');
    const yaml = yamlOf.get(keys[1] ?? '') ?? mainYaml;
    return faultAt(yaml, keys, keys.join('.'), problem);
  });
}

/** The settings that words of the templates stand for. */
export function settingsInMessages(folder: string): string[] {
  const files = [path.join(folder, 'messages.yaml'), ...moreFiles(folder)].filter((file) => existsSync(file));
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bsetting: ([a-z0-9_.]+)/g)].map(([, name = '']) => name),
  );
}
