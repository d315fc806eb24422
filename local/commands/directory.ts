/** `duban directory`: export, import, check, hand-over list, and who gets what at a moment. */
import { randomUUID } from 'node:crypto';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { directoryChanges, sayDirectoryChanges } from '../../shared/app/directory-changes.ts';
import { findingsOf } from '../../shared/app/directory-findings.ts';
import type { District } from '../../shared/app/district.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { handoverList } from '../../shared/app/handover-list.ts';
import { sayHandover } from '../../shared/app/say-handover.ts';
import { sayReach } from '../../shared/app/say-reach.ts';
import { resolve } from '../../shared/domain/routing/resolve.ts';
import { writtenFrom } from '../../shared/domain/routing/written-directory.ts';
import { InvalidTime, parseInstant } from '../../shared/domain/time/instant.ts';
import { readDirectoryFile, writeDirectoryFile } from '../directory-file.ts';
import { withDistrict } from '../open-district.ts';
import { type Arguments, type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban directory export FILE
duban directory import FILE [--by WHO] [--why WHY] [--yes]
duban directory check [--json]
duban directory handover POST [--json]
duban directory resolve POST [--at INSTANT] [--json]

通讯录的导出、导入、检查，职务交接清单，以及某一时刻某职务由谁办理。

  export FILE        the whole directory as .xlsx, .csv, .yaml or .json
  import FILE        shows what the file changes; with --yes takes it over
  check              what the office should look after; exit code 1 if there is anything
  handover POST      交接清单: what is open for a post such as housing.liaison
  resolve POST       the person who acts in a post, and the way to them
  --at INSTANT       such as 2026-10-08T09:00:00+08:00, now unless given
  --by, --why        for the record of an import
  --json             for programs
  --data FOLDER      the folder of the store, data/district unless given
  --district ID      where the store has several districts
`;

const OPTIONS = {
  at: { type: 'string' },
  by: { type: 'string' },
  why: { type: 'string' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  district: { type: 'string' },
} as const;

type Action = (asked: Asked, engine: Engine, district: District) => Promise<number>;

interface Asked {
  /** FILE or POST. */
  readonly what: string;
  readonly given: Arguments;
  readonly io: Io;
}

const ACTIONS: Readonly<Record<string, { readonly needs: 'FILE' | 'POST' | null; readonly run: Action }>> = {
  export: { needs: 'FILE', run: exportFile },
  import: { needs: 'FILE', run: importFile },
  check: { needs: null, run: check },
  handover: { needs: 'POST', run: handover },
  resolve: { needs: 'POST', run: whoActs },
};

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [name = '', what, ...more] = given.positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action)
    throw new UsageFault(
      `${name === '' ? 'nothing to do' : `unknown action '${name}'`}; expected one of ${Object.keys(ACTIONS).join(', ')}`,
    );
  if (action.needs !== null && what === undefined)
    throw new UsageFault(
      `${action.needs} is missing; expected ${action.needs === 'FILE' ? 'a file such as directory.xlsx' : 'a post such as housing.liaison'}`,
    );
  const [tooMuch] = action.needs === null && what !== undefined ? [what] : more;
  if (tooMuch !== undefined) throw new UsageFault(`'${tooMuch}' is one word too many; expected ${name}`);
  return withDistrict(given.text('data'), given.text('district'), (engine, district) =>
    action.run({ what: what ?? '', given, io }, engine, district),
  );
}

async function exportFile({ what, io }: Asked, _engine: Engine, district: District): Promise<number> {
  await writeDirectoryFile(what, district.directory);
  const { units, posts, people } = district.directory;
  io.out(`已导出：单位${units.size}个，职务${posts.size}个，人员${people.size}人。\n`);
  return 0;
}

async function importFile({ what, given, io }: Asked, engine: Engine, district: District): Promise<number> {
  const directory = await readDirectoryFile(what);
  const changes = sayDirectoryChanges(
    directoryChanges(district.directory, directory),
    district.directory,
    directory,
  );
  io.out(changes.length === 0 ? '与现有通讯录一致，无变化。\n' : `${changes.join('\n')}\n`);
  if (changes.length === 0) return 0;
  if (!given.flag('yes')) {
    io.out('以上为预览，未导入；确认导入请加 --yes。\n');
    return 0;
  }
  const command = {
    do: 'directory.import',
    directory: writtenFrom(directory),
    by: given.text('by') ?? 'office',
    why: given.text('why') ?? '通讯录更新',
  } as const;
  const envelope = { district: district.id, commandId: randomUUID(), actor: command.by, command };
  const outcome = await execute(engine, envelope, systemClock.now());
  if (outcome.outcome === 'refused') {
    io.err(`duban directory: ${outcome.reason}。\n`.replace('。。', '。'));
    return 2;
  }
  io.out('已导入。\n');
  return 0;
}

async function check({ given, io }: Asked, _engine: Engine, district: District): Promise<number> {
  const findings = findingsOf(district, systemClock.now());
  if (given.flag('json')) for (const finding of findings) io.out(`${JSON.stringify(finding)}\n`);
  else if (findings.length === 0) io.out('通讯录检查通过，未发现问题。\n');
  else io.out(`${findings.map(({ say }, index) => `${index + 1}. ${say}`).join('\n')}\n`);
  return findings.length === 0 ? 0 : 1;
}

async function handover({ what, given, io }: Asked, engine: Engine, district: District): Promise<number> {
  const list = await handoverList(engine.store, district, what, systemClock.now());
  if (!list) throw unknownPost(what);
  io.out(
    given.flag('json') ? `${JSON.stringify(list)}\n` : sayHandover(list, district.directory, district.zone),
  );
  return 0;
}

async function whoActs({ what, given, io }: Asked, _engine: Engine, district: District): Promise<number> {
  const { directory, roster } = district;
  const reach = resolve(what, readInstant(given.text('at')), roster);
  if (!directory.posts.has(what) && reach.path[0]?.startsWith('通讯录中没有')) throw unknownPost(what);
  io.out(given.flag('json') ? `${JSON.stringify(reach)}\n` : sayReach(what, reach, directory));
  return reach.reached ? 0 : 1;
}

function readInstant(text: string | undefined) {
  if (text === undefined) return systemClock.now();
  try {
    return parseInstant(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new UsageFault(`--at: ${fault.message}`);
    throw fault;
  }
}

function unknownPost(post: string): UsageFault {
  return new UsageFault(`the directory has no post '${post}'; expected one such as mayor or housing.liaison`);
}
