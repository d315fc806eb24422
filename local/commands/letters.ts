/** `duban letters`: notices that reached nobody, to look at, send again or give up. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { loadRulebook } from '../../shared/adapters/rules/load-rulebook.ts';
import type { Snapshot } from '../../shared/adapters/sqlite/store.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { type DistrictSettings, KEYS, type StoredDirectory } from '../../shared/app/district.ts';
import { execute } from '../../shared/app/execute.ts';
import { districtsOf } from '../../shared/app/import-calendar.ts';
import { KIND_NAMES } from '../../shared/app/names.ts';
import { deadLetter } from '../../shared/app/notices/dead-letters.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { noticeList } from '../../shared/app/views.ts';
import type { Notice } from '../../shared/domain/notices/notice.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { sayDateTime } from '../../shared/domain/time/wording.ts';
import { RULES } from '../installation.ts';
import { openSnapshotIn, REAL_DATA, withDistrict } from '../open-district.ts';
import { type Arguments, type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban letters [list] [--json]
duban letters show ID [--json]
duban letters retry ID [--by WHO]
duban letters drop ID --why TEXT [--by WHO]

未送达的提醒：列出、查看经过、重发或注明原因后不再发送。

  list               what reached nobody, the latest first; at most 100
  show ID            one of them, with everything that was tried
  retry ID           from the beginning, to whoever holds the post now
  drop ID            never again; --why stands in the ledger
  --by               who decides, office unless given
  --json             one JSON object a line
  --data FOLDER      the folder of the store, data/district unless given; beside a running Duban as well
  --district ID      where the store has several districts
`;

const OPTIONS = {
  why: { type: 'string' },
  by: { type: 'string' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  district: { type: 'string' },
} as const;

const ACTIONS = ['list', 'show', 'retry', 'drop'] as const;

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [name = 'list', id, more] = given.positionals;
  const action = ACTIONS.find((one) => one === name);
  if (action === undefined)
    throw new UsageFault(`unknown action '${name}'; expected one of ${ACTIONS.join(', ')}`);
  if (more !== undefined || (action === 'list' && id !== undefined))
    throw new UsageFault(`'${more ?? id ?? ''}' is one word too many; expected ${action}`);
  if (action === 'list') return reading(given, (view) => list(view, given, io));
  if (id === undefined) throw new UsageFault(`ID is missing; expected one that 'duban letters list' shows`);
  if (action === 'show') return reading(given, (view) => show(view, id, given, io));
  return act(action, id, given, io);
}

/** A store that is only looked at. */
interface View {
  readonly store: Snapshot;
  readonly district: string;
  readonly zone: string;
  titleOf(post: string): string;
}

/** Nothing is changed, so a store that is in use serves as well. */
async function reading(given: Arguments, use: (view: View) => Promise<number>): Promise<number> {
  const store = openSnapshotIn(given.text('data') ?? REAL_DATA);
  try {
    const known = await districtsOf(store);
    const district = given.text('district') ?? (known.length === 1 ? known[0] : undefined);
    if (district === undefined || !known.includes(district))
      throw new UsageFault(`--district ${district ?? ''}: expected one of ${known.join(', ')}`);
    const [settings, directory] = await store.getMany([KEYS.settings(district), KEYS.directory(district)]);
    if (!settings || !directory) throw new UsageFault(`district '${district}' is not set up in this store`);
    const { rulebook } = settings.body as DistrictSettings;
    const titles = new Map((directory.body as StoredDirectory).posts.map(({ id, title }) => [id, title]));
    return await use({
      store,
      district,
      zone: loadRulebook(path.join(RULES, rulebook)).zone,
      titleOf: (post) => titles.get(post) ?? post,
    });
  } finally {
    await store.close();
  }
}

async function list({ store, district, zone, titleOf }: View, given: Arguments, io: Io): Promise<number> {
  const { entries } = await noticeList(store, district, 'failed');
  if (given.flag('json')) for (const notice of entries) io.out(`${JSON.stringify(notice)}\n`);
  else if (entries.length === 0) io.out('没有未送达的提醒。\n');
  else io.out(entries.map((notice) => `${say(notice, zone, titleOf)}\n`).join(''));
  return 0;
}

function say({ facts, state }: Notice, zone: string, titleOf: (post: string) => string): string {
  const failed = state.status === 'failed' ? `${sayDateTime(state.at, zone)}，${state.reason}` : state.status;
  return `${facts.id}\n  ${KIND_NAMES[facts.kind]}　${titleOf(facts.post)}　${facts.words.matter ?? facts.duty}　${failed}`;
}

async function show(view: View, id: string, given: Arguments, io: Io): Promise<number> {
  const { store, district, zone, titleOf } = view;
  const letter = await deadLetter(store, district, id);
  if (letter === null)
    throw new UsageFault(`no notice '${id}'; expected one that 'duban letters list' shows`);
  const { notice, ledger } = letter;
  if (given.flag('json')) {
    io.out(`${JSON.stringify({ notice, ledger })}\n`);
    return 0;
  }
  const when = (at: Instant) => sayDateTime(at, zone);
  const tried = ledger.map(({ recordedAt, type, body }) => {
    const { reason } = body as { readonly reason?: unknown };
    return `  ${when(recordedAt)}　${type}${typeof reason === 'string' ? `　${reason}` : ''}`;
  });
  io.out(`${say(notice, zone, titleOf)}\n  应办事项：${notice.facts.duty}\n${tried.join('\n')}\n`);
  return 0;
}

async function act(action: 'retry' | 'drop', id: string, given: Arguments, io: Io): Promise<number> {
  const why = given.text('why');
  if (action === 'drop' && why === undefined)
    throw new UsageFault('--why is missing; expected why it is given up');
  const by = given.text('by') ?? 'office';
  const now = systemClock.now();
  const fields = action === 'drop' ? { notice: id, by, why } : { notice: id, by };
  const command = readCommand(`notice.${action}`, fields, now);
  return withDistrict(given.text('data'), given.text('district'), async (engine, district) => {
    const envelope = { district: district.id, commandId: randomUUID(), actor: by, command };
    const outcome = await execute(engine, envelope, now);
    if (outcome.outcome === 'refused') {
      io.err(`duban letters: ${outcome.reason}。\n`);
      return 2;
    }
    io.out(action === 'retry' ? '已重新列入发送。\n' : '已登记不再发送。\n');
    return 0;
  });
}
