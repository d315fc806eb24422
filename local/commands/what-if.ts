/** `duban what-if`: the same past under other settings: what would have been late, how many notices more or fewer. */
import { elapsedMilliseconds, systemClock } from '../../shared/adapters/system/clock.ts';
import { csvText } from '../../shared/app/csv-text.ts';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import { withOtherSettings } from '../../shared/app/what-if/other-settings.ts';
import { sayWhatIf } from '../../shared/app/what-if/say-what-if.ts';
import { NothingToCompare, type WhatIfListener, whatIf } from '../../shared/app/what-if/what-if.ts';
import { COMPARED_HEAD, comparedRow } from '../../shared/app/what-if/what-if-table.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { embeddedInstallation } from '../installation.ts';
import { chosenDistricts, openSnapshotIn, REAL_DATA } from '../open-district.ts';
import { openSink } from '../output-sink.ts';
import { withEdited } from '../preview-rules.ts';
import { readOnlyStore } from '../read-only-store.ts';
import { readWhatIfArguments, type WhatIfArguments } from '../what-if-arguments.ts';
import { type Io, UsageFault } from './command.ts';

export const help = `duban what-if --set KEY=VALUE [--set KEY=VALUE …] [--rulebook FOLDER] --data FOLDER [--district ID]
              [--month 2026-10 | --period PERIOD | --from DATE --to DATE] [--unit UNIT] [--kind KIND]
              [--as-of INSTANT] [--format text|json|csv] [--out FILE]

两种设置对照：按既往办理记录，用其他设置逐项重算时限、结论和提醒条数，与现行设置对照；只作推算，不改动台账。

  --set KEY=VALUE    another value for a setting, materials.mode=D; may be repeated
  --rulebook FOLDER  an edited copy of an installed rulebook in its place
  --data FOLDER      the folder of the store, read beside a running Duban; data/district unless given
  --month MONTH      2026-10; the month before unless given
  --period PERIOD    2026-Q3, 2026-H1, 2026
  --from, --to       the first and the last day, both included
  --district ID      one district of a store that has several; all of them unless given
  --unit UNIT        only what this unit owes
  --kind KIND        only this kind of matter (meeting, event, week, period, case, assignment) or procedure
  --as-of INSTANT    judged as the ledger knew it at a moment in the past; now unless given
  --format FORMAT    text; json (docs/report.md); csv, one line a duty
  --out FILE         where it is written; the screen unless given
`;

/** 0 when compared. Bad input is thrown: a setting that there is not, one that changes nothing, an empty period. */
export async function run(args: string[], io: Io): Promise<number> {
  const now = systemClock.now();
  const asked = readWhatIfArguments(args, dateOf(now, 'Asia/Shanghai'));
  const snapshot = openSnapshotIn(asked.data ?? REAL_DATA);
  try {
    const store = readOnlyStore(snapshot);
    const installation = embeddedInstallation(store);
    const edited = withEdited(embeddedInstallation(withOtherSettings(store, asked.settings)), asked.rules);
    const engines = { before: createEngine(installation), after: createEngine(edited) };
    const districts = await chosenDistricts(engines.before, asked);
    await refuseUnknownUnit(asked, engines.before, districts);
    const run = { scope: asked.scope, districts, asOf: asked.asOf ?? now };
    await written(asked, io, (listener) => whatIf(engines.before, engines.after, run, listener));
    return 0;
  } catch (fault) {
    if (fault instanceof NothingToCompare) throw new UsageFault(fault.message);
    throw fault;
  } finally {
    await snapshot.close();
  }
}

/** A name that nobody has would give an empty comparison. */
async function refuseUnknownUnit(
  { scope }: WhatIfArguments,
  engine: Engine,
  [first]: readonly string[],
): Promise<void> {
  if (scope.unit === null || first === undefined) return;
  const { units } = (await engine.districts.open(first)).directory;
  if (!units.has(scope.unit))
    throw new UsageFault(
      `--unit ${scope.unit}: no such unit; expected one of ${[...units.keys()].join(', ')}`,
    );
}

/** A table is written line by line as it comes; nothing is written before there is something to say. */
async function written(
  { format, out }: WhatIfArguments,
  io: Io,
  compare: (listener: WhatIfListener) => ReturnType<typeof whatIf>,
): Promise<void> {
  const matter = progress(io);
  if (format !== 'csv') {
    const result = await compare({ matter });
    const sink = openSink(out, io);
    sink.write(format === 'json' ? `${JSON.stringify(result)}\n` : sayWhatIf(result));
    sink.close();
    return;
  }
  let sink: ReturnType<typeof openSink> | null = null;
  try {
    await compare({
      matter,
      duty: (duty, district) => {
        if (sink === null) {
          sink = openSink(out, io);
          sink.write(csvText([COMPARED_HEAD]));
        }
        sink.write(csvText([comparedRow(duty, district)]).slice(1));
      },
    });
  } finally {
    (sink as ReturnType<typeof openSink> | null)?.close();
  }
}

/** Whoever waits is told how far it has come, when it takes long. */
function progress(io: Io): NonNullable<WhatIfListener['matter']> {
  const patience = 2000;
  let next = elapsedMilliseconds() + patience;
  return ({ directory }, done) => {
    if (elapsedMilliseconds() < next) return;
    next = elapsedMilliseconds() + patience;
    io.err(`试算中：${directory.name}，已算${done}件事项\n`);
  };
}
