/** `duban explain`: why a limit falls where it falls. */
import { contentHash } from '../../shared/adapters/rules/load-calendars.ts';
import { explain, explanationJson } from '../../shared/app/explain.ts';
import { sayExplanation } from '../../shared/app/say-explanation.ts';
import { overlayFrom } from '../../shared/domain/calendar/overlay.ts';
import { withOverlays } from '../../shared/domain/calendar/work-calendar.ts';
import { InvalidTime, parseInstant } from '../../shared/domain/time/instant.ts';
import { overlayIn } from '../overlay-file.ts';
import { DEFAULT_RULEBOOK, loadGround } from '../rules-folder.ts';
import { type Io, readArguments, readSettings, UsageFault } from './command.ts';

export const help = `duban explain RULE --at INSTANT [--set KEY=VALUE …] [--rulebook NAME] [--overlay FILE …] [--json]

解释一条规则的时限：为什么是这个时间，其他理解会得出什么，何时提醒谁。

  RULE               a rule such as D52-07, or one of its parts such as D36-3/plan
  --at INSTANT       the rule's anchor with its offset from UTC, 2026-10-08T09:00:00+08:00: the start of the
                     meeting, the occurrence of the event, any instant of the week
  --set KEY=VALUE    another value for a setting, materials.mode=D; may be repeated
  --rulebook NAME    a folder of rules/, ${DEFAULT_RULEBOOK} unless given
  --overlay FILE     a local document over the work calendar; may be repeated, the later goes before the earlier
  --json             one JSON document instead of text
`;

const OPTIONS = {
  at: { type: 'string' },
  set: { type: 'string', multiple: true },
  rulebook: { type: 'string' },
  overlay: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [rule, ...more] = given.positionals;
  if (rule === undefined) throw new UsageFault('RULE is missing; expected a rule such as D52-07');
  if (more.length > 0) throw new UsageFault(`'${more[0]}' is one word too many; expected one RULE`);
  const at = readAt(given.text('at'));
  const overrides = readSettings(given.texts('set'));
  const { rulebook, ground } = loadGround(given.text('rulebook') ?? DEFAULT_RULEBOOK, overrides);
  const overlays = given.texts('overlay').map((file) => overlayFrom(overlayIn(file), contentHash));
  const calendar = withOverlays(ground.calendar, overlays);
  const explanation = explain({ rule, at }, rulebook, { ...ground, calendar });
  io.out(
    given.flag('json') ? `${JSON.stringify(explanationJson(explanation))}\n` : sayExplanation(explanation),
  );
  return 0;
}

function readAt(text: string | undefined) {
  if (text === undefined) {
    throw new UsageFault('--at is missing; expected an instant such as 2026-10-08T09:00:00+08:00');
  }
  try {
    return parseInstant(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new UsageFault(`--at: ${fault.message}`);
    throw fault;
  }
}
