/** `duban forecast`: every duty and notice that a rulebook will cause in a period, and the load for each person and day. */
import { openSqliteStore, type Snapshot } from '../../shared/adapters/sqlite/store.ts';
import { elapsedMilliseconds } from '../../shared/adapters/system/clock.ts';
import { compareForecasts } from '../../shared/app/compare-forecasts.ts';
import { copyDistrict } from '../../shared/app/copy-district.ts';
import { type DistrictSettings, KEYS, ruleFits } from '../../shared/app/district.ts';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import { type Forecast, forecast } from '../../shared/app/forecast.ts';
import {
  differenceLines,
  differenceTable,
  forecastLines,
  forecastTable,
  inCsv,
} from '../../shared/app/forecast-lines.ts';
import { districtsOf } from '../../shared/app/import-calendar.ts';
import type { Installation } from '../../shared/app/installation.ts';
import { type ForecastTitle, sayDifference, sayForecast } from '../../shared/app/say-forecast.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import { Observed } from '../../shared/app/simulate.ts';
import { trySettings } from '../../shared/app/try-settings.ts';
import type { Rulebook } from '../../shared/domain/rules/rulebook.ts';
import { dateOf, type Instant, instantAt, latest, parseLocalTime } from '../../shared/domain/time/instant.ts';
import { addDays, addMonths } from '../../shared/domain/time/local-date.ts';
import { sayFullDate } from '../../shared/domain/time/wording.ts';
import type { Store } from '../../shared/ports/store.ts';
import {
  directoryOf,
  type ForecastArguments,
  MOST_MONTHS,
  readForecastArguments,
  refuseUnknownRules,
} from '../forecast-arguments.ts';
import { embeddedInstallation } from '../installation.ts';
import { openSnapshotIn } from '../open-district.ts';
import { DEFAULT_RULEBOOK } from '../rules-folder.ts';
import { type Io, UsageFault } from './command.ts';

export const help = `duban forecast --from DATE --until DATE [--set KEY=VALUE …] [--rules RULE,…] [--compare KEY=VALUE …]
               [--data FOLDER | --directory FILE] [--rulebook NAME] [--nothing-done] [--json | --csv]

预测一段时间内将产生的应办事项和提醒，按人按日列出；对比两种设置下的差别。

  --from DATE        the first day, 2026-10-01
  --until DATE       the last day, included; at most two years
  --set KEY=VALUE    another value for a setting, weekly.mode=B; may be repeated
  --rules RULE,…     only these rules, D52-*,D76-2
  --compare K=V      shows what changes when this setting has that value; may be repeated
  --data FOLDER      also what is scheduled in the store of this folder, with its settings, people and absences; a
                     copy is forecast, the store itself is not changed
  --directory FILE   the people where there is no store, demo unless given
  --rulebook NAME    a folder of rules/, that of the store or ${DEFAULT_RULEBOOK} unless given
  --as-expected      everything is handed in an hour before its limit: an ordinary period; this is the default
  --nothing-done     nothing is handed in and every duty climbs its whole ladder: the most there can be
  --json             one JSON object a line
  --csv              a table for a spreadsheet
`;

/** 0 when forecast. Bad input is thrown before anything is forecast. */
export async function run(args: string[], io: Io): Promise<number> {
  const asked = readForecastArguments(args);
  const snapshot = asked.data === null ? null : openSnapshotIn(asked.data);
  const prepared: Prepared[] = [];
  try {
    for (const settings of choicesOf(asked)) prepared.push(await prepare(settings, asked, snapshot));
    const told: Told[] = [];
    for (const one of prepared) told.push(await forecastOn(one, asked, io));
    io.out(printed(told, asked));
    return 0;
  } finally {
    for (const { store } of prepared) await store.close();
    await snapshot?.close();
  }
}

/** The settings to forecast with: those given, and to compare, those with the others laid over. */
function choicesOf({ settings, compare }: ForecastArguments): ForecastArguments['settings'][] {
  return compare === null ? [settings] : [settings, { ...settings, ...compare }];
}

interface Ready {
  readonly district: string;
  /** Where the clock starts. */
  readonly start: Instant;
  readonly keptUntil: Instant | null;
  readonly settings: DistrictSettings;
}

/** A store in memory as it is before the forecast, and what it is to be run for. */
interface Prepared extends Ready {
  readonly store: Store;
  readonly observed: Observed;
  readonly engine: Engine;
  readonly from: Instant;
  readonly until: Instant;
}

interface Told {
  readonly forecast: Forecast;
  readonly title: ForecastTitle;
}

async function prepare(
  settings: ForecastArguments['settings'],
  asked: ForecastArguments,
  snapshot: Snapshot | null,
): Promise<Prepared> {
  const observed = new Observed();
  const store = observed.watch(openSqliteStore({ file: ':memory:' }));
  const engine = createEngine(embeddedInstallation(store));
  const ready = snapshot
    ? await copied(engine, settings, asked, snapshot)
    : await fresh(engine, settings, asked);
  const { zone } = await engine.districts.open(ready.district);
  const [from, until] = [midnight(asked.first, zone), midnight(addDays(asked.last, 1), zone)];
  refuseBeyond(ready, until, asked, zone);
  return { ...ready, store, observed, engine, from: latest(from, ready.start), until };
}

async function forecastOn(prepared: Prepared, asked: ForecastArguments, io: Io): Promise<Told> {
  const { engine, observed, district, start, from, until } = prepared;
  const { zone } = await engine.districts.open(district);
  const run = { district, start, from, until, assumption: asked.assumption };
  const told = await forecast(engine, observed, run, progress(io, zone));
  return { forecast: told, title: await titleOf(engine, prepared, asked) };
}

function midnight(day: ForecastArguments['first'], zone: string): Instant {
  return instantAt(day, parseLocalTime('00:00'), zone);
}

/** Weeks open up to three weeks ahead of their table, around the Spring Festival; the first ones are then whole. */
const RUN_UP_DAYS = 28;

async function fresh(
  engine: Engine,
  overrides: ForecastArguments['settings'],
  { first, rulebook: named, rules, directory: given, form }: ForecastArguments,
): Promise<Ready> {
  const rulebook = named ?? DEFAULT_RULEBOOK;
  const loaded = rulebookOf(engine.installation, rulebook, rules);
  const { zone } = loaded;
  const directory = given ?? directoryOf('demo');
  const settings = { rulebook, overrides, rules: exportable(rules, loaded, form) };
  const start = midnight(addDays(first, -RUN_UP_DAYS), zone);
  await setUpDistrict(engine, directory.district, settings, directory, start);
  return { district: directory.district, start, keptUntil: null, settings };
}

function rulebookOf(installation: Installation, name: string, rules: ForecastArguments['rules']) {
  const loaded = installation.rulebooks.get(name);
  if (!loaded) throw new UsageFault(`the store uses rulebook '${name}', which is not installed`);
  refuseUnknownRules(rules, loaded);
  return loaded.rulebook;
}

/** What is internal to the Party group stands on the screen of the office and in no export. */
function exportable(
  patterns: ForecastArguments['rules'],
  { rules }: Rulebook,
  form: ForecastArguments['form'],
): ForecastArguments['rules'] {
  const asked = (id: string) => patterns === null || patterns.some((pattern) => ruleFits(id, pattern));
  if (form === 'text' || !rules.some(({ id, confined }) => confined && asked(id))) return patterns;
  return [...new Set(rules.flatMap(({ id, confined }) => (!confined && asked(id) ? [id] : [])))];
}

/** The stored district, from where it had been kept to; what was chosen on the command line lies over its settings. */
async function copied(
  engine: Engine,
  overrides: ForecastArguments['settings'],
  { first, rulebook: named, rules, form }: ForecastArguments,
  snapshot: Snapshot,
): Promise<Ready> {
  const [district, ...others] = await districtsOf(snapshot);
  if (district === undefined || others.length > 0)
    throw new UsageFault(`the store holds ${district ? 'several districts' : 'no district'}; expected one`);
  const { keptUntil } = await copyDistrict(snapshot, engine.store, district);
  const stored = (await engine.store.get(KEYS.settings(district)))?.body as DistrictSettings;
  const rulebook = named ?? stored.rulebook;
  const loaded = rulebookOf(engine.installation, rulebook, rules);
  const settings = {
    ...stored,
    rulebook,
    overrides: { ...stored.overrides, ...overrides },
    rules: exportable(rules ?? stored.rules, loaded, form),
  };
  const { zone } = loaded;
  const start = keptUntil ?? midnight(addDays(first, -RUN_UP_DAYS), zone);
  await trySettings(engine, district, settings, start);
  return { district, start, keptUntil, settings };
}

/** What is over cannot be forecast, and the clock runs from where the store ends. */
function refuseBeyond({ start }: Ready, until: Instant, { last }: ForecastArguments, zone: string): void {
  const kept = dateOf(start, zone);
  if (until <= start)
    throw new UsageFault(`--until ${last}: the store has been kept until ${kept}; expected a later day`);
  const end = addMonths(kept, MOST_MONTHS + 1);
  if (last >= end)
    throw new UsageFault(
      `--until ${last}: the store has been kept until ${kept} only; expected a day before ${end}`,
    );
}

/** Whoever waits is told where the clock is, when it takes long. */
function progress(io: Io, zone: string): (now: Instant) => void {
  const patience = 2000;
  let next = elapsedMilliseconds() + patience;
  return (now) => {
    if (elapsedMilliseconds() < next) return;
    next = elapsedMilliseconds() + patience;
    io.err(`正在推算：${sayFullDate(dateOf(now, zone))}\n`);
  };
}

async function titleOf(
  engine: Engine,
  { district, keptUntil, settings }: Ready,
  { first, last }: ForecastArguments,
): Promise<ForecastTitle> {
  const { directory, rulebook } = await engine.districts.open(district);
  return {
    district: directory.name,
    rulebook: rulebook.title,
    settings: pairs(settings.overrides),
    rules: settings.rules,
    ...{ first, last, keptUntil },
  };
}

function pairs(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(settings).map(([name, value]) => `${name}=${value}`);
}

function printed([first, second]: readonly Told[], { form, compare }: ForecastArguments): string {
  if (!first) throw new Error('a forecast has at least one choice of settings');
  const { forecast: told, title } = first;
  if (!second) {
    if (form === 'csv') return inCsv(forecastTable(told));
    return form === 'json' ? jsonLines(forecastLines(told)) : sayForecast(told, title);
  }
  const difference = compareForecasts(told, second.forecast);
  if (form === 'csv') return inCsv(differenceTable(difference, told));
  if (form === 'json') return jsonLines(differenceLines(difference, told));
  return sayDifference(difference, [told, second.forecast], title, pairs(compare ?? {}));
}

function jsonLines(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
