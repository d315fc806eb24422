/** Which rungs send which template, and to whom. */
import type { Rulebook, RungRule } from '../../domain/rules/rulebook.ts';

export interface TemplateUse {
  readonly template: string;
  readonly ladder: string;
  readonly rung: RungRule;
}

/** One for each rung, in the order of the ladders. */
export function usesOf({ ladders }: Pick<Rulebook, 'ladders'>): TemplateUse[] {
  return [...ladders.values()].flatMap(({ id, rungs }) =>
    rungs.map((rung) => ({ template: rung.message, ladder: id, rung })),
  );
}

/** Roles by which a leader is told, who is served and never asked. `told` is left out: it means whoever was told before. */
const LEADERS = /^(leader-in-charge|leaders|served|mayor|executive-vice-mayor|vice-mayor-\d+)$/;

/** The first role of a rung that is a leader's; `null` where it tells none. */
export function leaderToldBy({ to }: Pick<RungRule, 'to'>): string | null {
  return to.find((role) => LEADERS.test(role)) ?? null;
}
