/** `duban duty-room`: the list of open emergencies for the hand-over of the watch, and the hand-over itself. */
import { randomUUID } from 'node:crypto';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import type { District } from '../../shared/app/district.ts';
import { sayWatchList, watchList } from '../../shared/app/duty-room.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { titleOf } from '../../shared/domain/routing/absences.ts';
import { withDistrict } from '../open-district.ts';
import { type Arguments, type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban duty-room handover [--json]
duban duty-room handover --from WHO --to WHO --signed ID,ID … [--note TEXT]

值班交接：列出未结的紧急突发事件供打印、签字；给出交班人、接班人和签收的事件编号的，登记交接。

  --from, --to       who hands over, who takes over
  --signed           the open events that the incoming officer signs for; refused while one is missing
  --note             what else is to be known
  --json             for programs
  --data FOLDER      the folder of the store, data/district unless given
  --district ID      where the store has several districts
`;

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  signed: { type: 'string' },
  note: { type: 'string' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  district: { type: 'string' },
} as const;

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [action, more] = given.positionals;
  if (action !== 'handover' || more !== undefined)
    throw new UsageFault(`unknown action '${more ?? action ?? ''}'; expected handover`);
  const [from, to] = [given.text('from'), given.text('to')];
  if ((from === undefined) !== (to === undefined))
    throw new UsageFault('--from and --to belong together; expected both, or none for the list');
  return withDistrict(given.text('data'), given.text('district'), (engine, district) =>
    from === undefined ? list(given, io, engine, district) : handOver(given, io, engine, district),
  );
}

async function list(given: Arguments, io: Io, engine: Engine, district: District): Promise<number> {
  const watch = await watchList(engine.store, district, systemClock.now());
  const { directory, zone } = district;
  const name = (one: string) => directory.units.get(one)?.shortName ?? titleOf(one, directory);
  io.out(given.flag('json') ? `${JSON.stringify(watch)}\n` : sayWatchList(watch, zone, name));
  return 0;
}

async function handOver(given: Arguments, io: Io, engine: Engine, { id }: District): Promise<number> {
  const now = systemClock.now();
  const note = given.text('note');
  const signed = (given.text('signed') ?? '').split(/[,，、]/u).filter((event) => event.trim() !== '');
  const fields = {
    from: given.text('from'),
    to: given.text('to'),
    signed: signed.map((event) => event.trim()),
  };
  const command = readCommand('duty-room.handover', note === undefined ? fields : { ...fields, note }, now);
  const envelope = { district: id, commandId: randomUUID(), actor: 'duty-room', command };
  const outcome = await execute(engine, envelope, now);
  if (outcome.outcome === 'refused') {
    io.err(`duban duty-room: ${outcome.reason}。\n`);
    return 2;
  }
  io.out('已登记值班交接。\n');
  return 0;
}
