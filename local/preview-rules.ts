/** `duban rules preview`: which open duties of a store would change under an edited rulebook or other settings. */
import { loadRulebook } from '../shared/adapters/rules/load-rulebook.ts';
import { openSqliteStore, type Snapshot } from '../shared/adapters/sqlite/store.ts';
import { copyDistrict } from '../shared/app/copy-district.ts';
import { type DistrictSettings, KEYS } from '../shared/app/district.ts';
import { createEngine, type Engine } from '../shared/app/engine.ts';
import { districtsOf } from '../shared/app/import-calendar.ts';
import type { Installation } from '../shared/app/installation.ts';
import { type PendingChange, pendingChanges } from '../shared/app/pending-editions.ts';
import { formatInstant, type Instant } from '../shared/domain/time/instant.ts';
import { sayDateTime } from '../shared/domain/time/wording.ts';
import { type Arguments, type Io, readSettings, UsageFault } from './commands/command.ts';
import { embeddedInstallation } from './installation.ts';
import { openSnapshotIn } from './open-district.ts';

/** Reads a copy in memory; the store itself is not changed. 0 when nothing would change, 1 when something would. */
export async function previewRules(given: Arguments, folder: string | undefined, io: Io): Promise<number> {
  const data = given.text('data');
  if (data === undefined) throw new UsageFault('no store; expected --data FOLDER');
  const snapshot = openSnapshotIn(data);
  try {
    const store = openSqliteStore({ file: ':memory:' });
    const engine = createEngine(withEdited(embeddedInstallation(store), folder));
    const district = given.text('district') ?? (await onlyDistrict(snapshot));
    const { keptUntil } = await copyDistrict(snapshot, store, district);
    await changeSettings(engine, district, readSettings(given.texts('set')));
    const now = keptUntil;
    if (now === null) throw new UsageFault(`${data}: the store is empty; expected one that was in use`);
    const { zone } = await engine.districts.open(district);
    const changes = await pendingChanges(engine, district, now);
    io.out(given.flag('json') ? asLines(changes, zone) : asText(changes, now, zone));
    await store.close();
    return changes.length === 0 ? 0 : 1;
  } finally {
    await snapshot.close();
  }
}

async function onlyDistrict(snapshot: Snapshot): Promise<string> {
  const [district, ...others] = await districtsOf(snapshot);
  if (district === undefined || others.length > 0)
    throw new UsageFault(
      `the store holds ${district ? 'several districts' : 'no district'}; expected --district NAME`,
    );
  return district;
}

/** The edited rulebook in the place of the one with its id; without a folder the installed ones as they are. */
export function withEdited(installation: Installation, folder: string | undefined): Installation {
  if (folder === undefined) return installation;
  const rulebook = loadRulebook(folder);
  const installed = installation.rulebooks.get(rulebook.id);
  if (!installed)
    throw new UsageFault(
      `${folder}: rulebook '${rulebook.id}' is not installed; expected an edited copy of ${[...installation.rulebooks.keys()].join(', ')}`,
    );
  const rulebooks = new Map(installation.rulebooks).set(rulebook.id, { ...installed, rulebook });
  return { ...installation, rulebooks };
}

async function changeSettings(
  engine: Engine,
  district: string,
  changed: Readonly<Record<string, string>>,
): Promise<void> {
  const key = KEYS.settings(district);
  const row = await engine.store.get(key);
  if (!row) throw new UsageFault(`the store has no district '${district}'; expected another --district`);
  const stored = row.body as DistrictSettings;
  const body = { ...stored, overrides: { ...stored.overrides, ...changed } };
  const put = { key, content: { body, due: null, view: null }, expected: row.version };
  await engine.store.commit([{ district, puts: [put], entries: [] }]);
}

function asLines(changes: readonly PendingChange[], zone: string): string {
  const at = (instant: Instant | null) => (instant === null ? null : formatInstant(instant, zone));
  return changes
    .map(({ dueAt, wouldBeDueAt, rungs, ...about }) =>
      JSON.stringify({
        ...about,
        dueAt: at(dueAt),
        wouldBeDueAt: at(wouldBeDueAt),
        rungs: rungs.map(({ rung, from, to }) => ({ rung, from: at(from), to: at(to) })),
      }),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function asText(changes: readonly PendingChange[], now: Instant, zone: string): string {
  if (changes.length === 0) return '未办结事项均不受影响。\n';
  const lines = changes.map(({ duty, title, owedBy, dueAt, wouldBeDueAt, rungs }) => {
    const limit =
      wouldBeDueAt === null
        ? '不再适用'
        : wouldBeDueAt === dueAt
          ? `时限不变，提醒调整${rungs.length}处`
          : `${sayDateTime(dueAt, zone)} → ${sayDateTime(wouldBeDueAt, zone)}`;
    return `${duty}　${title}（${owedBy}）　${limit}\n`;
  });
  const head = `截至${sayDateTime(now, zone)}，下列${changes.length}项未办结事项如改按新规则将有变化；未经逐项确认，仍按原规则办理。\n`;
  return [head, ...lines].join('');
}
