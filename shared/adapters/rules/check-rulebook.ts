/** Everything that is wrong with a rulebook folder, each fault with file, line and rule. */
import { checkExpressions } from './check-expressions.ts';
import { checkLadders } from './check-ladders.ts';
import { messageFaults, settingsInMessages } from './check-messages.ts';
import { checkSource } from './check-source.ts';
import { checkUnused, templatesUsed } from './check-unused.ts';
import { checkVersions } from './check-versions.ts';
import { assembled } from './load-rulebook.ts';
import { type RuleFault, sayFault } from './rule-fault.ts';
import { readRuleFiles } from './rule-files.ts';
import { usesOf } from './template-uses.ts';

/**
 * All faults of a rulebook, in the order of files and lines; empty where it may be used. Beyond what loading refuses:
 * days between two versions of a rule, a clause that does not stand in source.txt, facts and flags that nothing sets, a
 * ladder on the wrong side of its own limit, and whatever nobody uses. Refuses a folder without a readable rulebook.yaml.
 */
export function checkRulebook(folder: string): RuleFault[] {
  const faults: RuleFault[] = [];
  const refuse = (fault: RuleFault): void => void faults.push(fault);
  const files = readRuleFiles(folder, refuse);
  const whole = assembled(files, refuse);
  checkVersions(whole.placed, refuse);
  checkSource(folder, files.parts, refuse);
  checkExpressions(whole, files.parts, refuse);
  checkLadders(whole, refuse);
  checkUnused(files, whole, settingsInMessages(folder), refuse);
  const { rulebook } = whole;
  const complete = files.leftOut.size === 0;
  const sent = { used: templatesUsed(rulebook), uses: usesOf(rulebook) };
  faults.push(...messageFaults(folder, sent, rulebook.settings, complete));
  const once = new Map(faults.map((fault) => [sayFault(fault), fault]));
  return [...once.values()].toSorted(byPlace);
}

function byPlace(a: RuleFault, b: RuleFault): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
