/** `duban district begin`: a real district in the table of the AWS home, which has no first start of its own. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openDynamoStore } from '../../shared/adapters/dynamodb/store.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { KEYS } from '../../shared/app/district.ts';
import { createEngine } from '../../shared/app/engine.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import { DUE_SHARDS } from '../../shared/contract/table.ts';
import { RULEBOOK } from '../demonstration.ts';
import { embeddedInstallation, rulebookNames } from '../installation.ts';
import { realDirectory, realSettings } from '../real-district.ts';
import { type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban district begin --table TABLE --directory FILE [--rulebook ID]

在云端数据表中建立一个区（县）：以其通讯录建立，各条规则从试运行（拟发）开始，核定后逐条启用。

  --table TABLE      the DynamoDB table of the installation; region and credentials as the AWS tools have them
  --directory FILE   the district's directory (通讯录), see docs/directory.md
  --rulebook ID      the rulebook it uses, ${RULEBOOK} unless given
`;

const OPTIONS = {
  table: { type: 'string' },
  directory: { type: 'string' },
  rulebook: { type: 'string' },
} as const;

/** Refuses a made-up directory, an unknown rulebook, and a district that the table has already. */
export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [action, more] = given.positionals;
  if (action !== 'begin' || more !== undefined)
    throw new UsageFault(`unknown action '${more ?? action ?? ''}'; expected begin`);
  const [table, file] = [given.text('table'), given.text('directory')];
  if (table === undefined || file === undefined)
    throw new UsageFault('--table and --directory are missing; expected both');
  const rulebook = given.text('rulebook') ?? RULEBOOK;
  if (!rulebookNames().includes(rulebook))
    throw new UsageFault(`--rulebook ${rulebook}: expected one of ${rulebookNames().join(', ')}`);
  const directory = realDirectory(file);
  const client = new DynamoDBClient();
  try {
    const store = await openDynamoStore({ client, table, shards: DUE_SHARDS });
    const engine = createEngine(embeddedInstallation(store));
    if (await store.get(KEYS.settings(directory.district)))
      throw new UsageFault(`district '${directory.district}' is in ${table} already; expected a new one`);
    await setUpDistrict(engine, directory.district, realSettings(rulebook), directory, systemClock.now());
    io.out(`已建立${directory.name}（${directory.district}），各条规则处于试运行，核定后启用。\n`);
    return 0;
  } finally {
    client.destroy();
  }
}
