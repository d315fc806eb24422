/** Checks on sample days that no ladder runs after its own deadline: reminding behind the limit, hastening before it. */
import { workCalendar } from '../../domain/calendar/work-calendar.ts';
import { planRungs } from '../../domain/ladder/plan-rungs.ts';
import { knownOf } from '../../domain/matters/known-facts.ts';
import { mannersOf } from '../../domain/notices/manners.ts';
import { evaluate, type Fact, type Facts, type Ground, viewOf } from '../../domain/rules/expression.ts';
import type { Ladder, Rule, Rulebook } from '../../domain/rules/rulebook.ts';
import { InvalidSetting, settingsOf } from '../../domain/rules/settings.ts';
import { formatInstant, type Instant, parseInstant } from '../../domain/time/instant.ts';
import { contentHash } from './load-calendars.ts';
import type { Assembled, PlacedRule } from './load-rulebook.ts';
import { faultAt, type Refuse } from './rule-fault.ts';

/** A morning, an afternoon before days off, a night, noon on the last day of a year. */
const SAMPLES = [
  '2026-03-18T10:30:00+08:00',
  '2026-02-13T16:40:00+08:00',
  '2026-10-03T02:15:00+08:00',
  '2026-12-31T12:00:00+08:00',
].map(parseInstant);

const BEGINNING = parseInstant('0001-01-01T00:00:00Z');

const BEFORE: ReadonlySet<string> = new Set(['start', 'remind', 'warn']);
const AFTER: ReadonlySet<string> = new Set(['hasten', 'breach', 'escalate']);

/** One fault for each rung of a rule that stands on the wrong side of its limit, or for a limit that cannot be computed. */
export function checkLadders({ rulebook, placed }: Assembled, refuse: Refuse): void {
  const ground = plainGround(rulebook);
  if (ground === null) return;
  for (const one of placed) {
    const ladder = rulebook.ladders.get(one.rule.ladder);
    const problems = ladder ? problemsOf(one, ladder, rulebook, ground) : [];
    for (const problem of new Set(problems)) refuse(faultAt(one.yaml, one.path, one.rule.id, problem));
  }
}

/** On plain weekdays: whether a rung stands before or behind a limit is no matter of holidays. */
function plainGround(rulebook: Rulebook): Ground | null {
  try {
    const settings = settingsOf(rulebook);
    return { calendar: workCalendar([], contentHash), settings, zone: rulebook.zone };
  } catch (fault) {
    if (fault instanceof InvalidSetting) return null;
    throw fault;
  }
}

function problemsOf({ rule }: PlacedRule, ladder: Ladder, rulebook: Rulebook, ground: Ground): string[] {
  try {
    const limits = SAMPLES.flatMap((at) => limitsOf(rule, at, rulebook, ground));
    return wrongRungs(ladder, limits, ground);
  } catch (fault) {
    // A setting that is unknown is a fault of its own, told where it is named.
    if (fault instanceof InvalidSetting) return [];
    return [`the limit cannot be computed: ${fault instanceof Error ? fault.message : String(fault)}`];
  }
}

/** By every reading, once with all that may be known of the subject and once with the anchor alone. */
function limitsOf({ matter, per, anchor, deadline }: Rule, at: Instant, rulebook: Rulebook, ground: Ground) {
  const fact: Fact = { instant: at };
  const known = knownOf(matter, per, rulebook.procedures)?.facts ?? [];
  const all: Facts = new Map(known.map((name) => [name, fact]));
  const alone: Facts = new Map([[anchor, fact]]);
  return deadline.readings.flatMap(({ steps }) =>
    [all, alone].flatMap((facts) => {
      const evaluation = evaluate(steps, facts, ground);
      return evaluation.outcome === 'due' ? [evaluation.at] : [];
    }),
  );
}

function wrongRungs(ladder: Ladder, limits: readonly Instant[], ground: Ground): string[] {
  const manners = mannersOf(ground.settings, viewOf(ground));
  const counted = { ...ladder, rungs: ladder.rungs.filter(({ time }) => time.from === 'due') };
  const wrong = new Map<string, string>();
  for (const limit of limits) {
    const moments = { openedAt: BEGINNING, limit, now: BEGINNING };
    // Where quiet time would move a rung is another question; emergencies know none.
    for (const { id, kind, at } of planRungs(counted, 'E', moments, ground, manners)) {
      if (at === null || wrong.has(id)) continue;
      const side = BEFORE.has(kind) && at > limit ? 'after' : AFTER.has(kind) && at < limit ? 'before' : null;
      const say = (moment: Instant) => formatInstant(moment, ground.zone);
      if (side !== null)
        wrong.set(
          id,
          `rung '${id}' of ladder '${ladder.id}' is ${kind} at ${say(at)}, ${side} the limit ${say(limit)}`,
        );
    }
  }
  return [...wrong.values()];
}
