/** `duban rules`: the coverage of the Rules article by article, `duban rules check`: what is wrong with a rulebook, and `duban rules preview`: what an edit would change. */
import path from 'node:path';
import { checkRulebook } from '../../shared/adapters/rules/check-rulebook.ts';
import { loadMessages } from '../../shared/adapters/rules/load-messages.ts';
import { loadRulebook } from '../../shared/adapters/rules/load-rulebook.ts';
import { sayFault } from '../../shared/adapters/rules/rule-fault.ts';
import { coverageJson, sayCoverage } from '../../shared/app/say-coverage.ts';
import { coverage } from '../../shared/domain/rules/coverage.ts';
import { ruleKey } from '../../shared/domain/rules/rulebook.ts';
import { FORM_OPTIONS, printConfirmForm } from '../confirm-form.ts';
import { previewRules } from '../preview-rules.ts';
import { DEFAULT_RULEBOOK, loadGround, RULES_FOLDER } from '../rules-folder.ts';
import { type Arguments, type Io, readArguments, readSettings, UsageFault } from './command.ts';

export const help = `duban rules [--rulebook NAME] [--set KEY=VALUE …] [--json]
duban rules check [FOLDER]
duban rules preview [FOLDER] --data FOLDER [--district NAME] [--set KEY=VALUE …] [--json]
duban rules --confirm-form [--rulebook NAME] [--at INSTANT] [--set KEY=VALUE …] [--csv | --json]

规则逐条落实情况：每一条由哪些计时规则、程序环节或分送安排落实，哪些未启用、仅列明。
试算规则调整：未办结事项中哪些会有变化；未经逐项确认，仍按原规则办理。
核验一个规则库：规则、阶梯、设置、程序和消息是否齐全、相互一致，条文是否与原文一致；列出全部问题。

  check FOLDER       a folder with rulebook.yaml, rules/${DEFAULT_RULEBOOK} unless given; every fault on standard error,
                     with file, line and rule
  preview            which open duties of the store in --data would change under the edited copy in FOLDER, or under
                     other settings; reads a copy, and ends with 1 when something would change
  --confirm-form     规则核定表: one line a rule with its readings, examples and settings, to be signed by 办公室主任
  --rulebook NAME    a folder of rules/, ${DEFAULT_RULEBOOK} unless given
  --at INSTANT       the anchor of the examples; unless given the first working day after the next holiday
  --set KEY=VALUE    another value for a setting; may be repeated
  --csv, --json      for a spreadsheet; for programs
`;

const OPTIONS = { ...FORM_OPTIONS, data: { type: 'string' }, district: { type: 'string' } } as const;

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [action, ...more] = given.positionals;
  if (given.flag('confirm-form')) {
    if (action !== undefined)
      throw new UsageFault(`'${action}' is one word too many; expected --confirm-form alone`);
    io.out(printConfirmForm(given));
    return 0;
  }
  const [idle] = ['csv', 'at'].filter((name) => given.flag(name) || given.text(name) !== undefined);
  if (idle !== undefined)
    throw new UsageFault(`--${idle} goes with --confirm-form; expected both or neither`);
  const [first, second] = more;
  const folder = first ?? path.join(RULES_FOLDER, DEFAULT_RULEBOOK);
  if (action === 'preview' && second === undefined) return previewRules(given, first, io);
  const misplaced = ['data', 'district'].find((name) => given.text(name) !== undefined);
  if (misplaced !== undefined)
    throw new UsageFault(`--${misplaced} goes with preview; expected both or neither`);
  if (action === undefined) return printCoverage(given, io);
  if (action !== 'check')
    throw new UsageFault(`unknown action '${action}'; expected check [FOLDER] or preview [FOLDER]`);
  if (second !== undefined) throw new UsageFault(`'${second}' is one word too many; expected one FOLDER`);
  return check(folder, io);
}

function printCoverage(given: Arguments, io: Io): number {
  const { rulebook, ground } = loadGround(
    given.text('rulebook') ?? DEFAULT_RULEBOOK,
    readSettings(given.texts('set')),
  );
  const articles = coverage(rulebook, ground.settings);
  io.out(
    given.flag('json')
      ? `${JSON.stringify(coverageJson(rulebook, articles))}\n`
      : sayCoverage(rulebook, articles),
  );
  return 0;
}

/** Every fault on a line of its own; a rulebook with faults is bad input. */
function check(folder: string, io: Io): number {
  const faults = checkRulebook(folder);
  if (faults.length > 0) {
    for (const fault of faults) io.err(`${sayFault(fault)}\n`);
    return 2;
  }
  const rulebook = loadRulebook(folder);
  const ladders = [...rulebook.ladders.values()];
  const messages = loadMessages(path.join(folder, 'messages.yaml'));
  io.out(`${rulebook.title}（${rulebook.document}）\n`);
  io.out(`版本：${rulebook.version}\n`);
  io.out(`规则${rulebook.rules.length}条：${[...new Set(rulebook.rules.map(ruleKey))].join('、')}\n`);
  io.out(
    `程序${rulebook.procedures.size}个，提醒阶梯${ladders.length}个，设置${rulebook.settings.size}项，消息模板${messages.templates.size}个。\n`,
  );
  io.out('核验通过。\n');
  return 0;
}
