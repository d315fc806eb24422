/** `duban rules check`: loads a rulebook with its messages and says what is wrong, or what it holds. */
import path from 'node:path';
import { loadMessages } from '../../shared/adapters/rules/load-messages.ts';
import { loadRulebook } from '../../shared/adapters/rules/load-rulebook.ts';
import { ruleKey } from '../../shared/domain/rules/rulebook.ts';
import { FORM_OPTIONS, printConfirmForm } from '../confirm-form.ts';
import { DEFAULT_RULEBOOK, RULES_FOLDER } from '../rules-folder.ts';
import { type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban rules check [FOLDER]
duban rules --confirm-form [--rulebook NAME] [--at INSTANT] [--set KEY=VALUE …] [--csv | --json]

核验一个规则库：规则、阶梯、设置和消息是否齐全、相互一致。

  FOLDER             a folder with rulebook.yaml, rules/${DEFAULT_RULEBOOK} unless given
  --confirm-form     规则核定表: one line a rule with its readings, examples and settings, to be signed by 办公室主任
  --rulebook NAME    a folder of rules/, ${DEFAULT_RULEBOOK} unless given
  --at INSTANT       the anchor of the examples; unless given the first working day after the next holiday
  --set KEY=VALUE    another value for a setting; may be repeated
  --csv, --json      for a spreadsheet; for programs
`;

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, FORM_OPTIONS);
  const { positionals } = given;
  if (given.flag('confirm-form')) {
    if (positionals.length > 0)
      throw new UsageFault(`'${positionals[0]}' is one word too many; expected --confirm-form alone`);
    io.out(printConfirmForm(given));
    return 0;
  }
  const [action, folder = path.join(RULES_FOLDER, DEFAULT_RULEBOOK), ...more] = positionals;
  if (action !== 'check')
    throw new UsageFault(
      `${action === undefined ? 'nothing to do' : `unknown action '${action}'`}; expected check [FOLDER]`,
    );
  if (more.length > 0) throw new UsageFault(`'${more[0]}' is one word too many; expected one FOLDER`);
  const rulebook = loadRulebook(folder);
  const ladders = [...rulebook.ladders.values()];
  const needed = ladders.flatMap(({ rungs }) => rungs.map(({ message }) => message));
  const messages = loadMessages(path.join(folder, 'messages.yaml'), needed);
  io.out(`${rulebook.title}（${rulebook.document}）\n`);
  io.out(`版本：${rulebook.version}\n`);
  io.out(`规则${rulebook.rules.length}条：${[...new Set(rulebook.rules.map(ruleKey))].join('、')}\n`);
  io.out(
    `提醒阶梯${ladders.length}个，设置${rulebook.settings.size}项，消息模板${messages.templates.size}个。\n`,
  );
  io.out('核验通过。\n');
  return 0;
}
