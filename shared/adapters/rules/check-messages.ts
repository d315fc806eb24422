/** What is wrong with the message templates of a rulebook folder, all of it, with file and line. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gather, moreFiles, textOf } from './load-messages.ts';
import { faultAt, type RuleFault } from './rule-fault.ts';
import { templateFaults } from './template-faults.ts';

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
  const unset = Object.entries(shape.words).filter(
    ([, { setting }]) => setting !== undefined && !settings.has(setting),
  );
  const said = [
    ...templateFaults(shape, used),
    ...unset.map(
      ([name, { setting }]) => `words › ${name}: unknown setting '${setting}'; expected one that is declared`,
    ),
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
