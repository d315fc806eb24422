/** Conditions on flags as rules and steps write them: `flag`, `!flag`, `field=choice`, `field=one|other`. */

/** Whether a condition holds where `has` knows the flags. `a|b` holds by either; `!` turns the whole round. */
export function conditionHolds(condition: string, has: (flag: string) => boolean): boolean {
  const holds = flagsIn(condition).some(has);
  return condition.startsWith('!') ? !holds : holds;
}

/** The flags a condition names: `!series=A|B` names `series=A` and `series=B`. */
export function flagsIn(condition: string): string[] {
  const bare = condition.startsWith('!') ? condition.slice(1) : condition;
  const at = bare.indexOf('=');
  const [field, choices] = at < 0 ? ['', bare] : [bare.slice(0, at + 1), bare.slice(at + 1)];
  return choices.split('|').map((choice) => `${field}${choice}`);
}
