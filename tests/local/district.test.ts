/** A real district begun in a table: the one act the AWS home has no first start for. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../../local/cli.ts';
import { PROJECT } from '../../local/installation.ts';
import { createTable } from '../../shared/adapters/dynamodb/create-table.ts';
import { openDynamoStore } from '../../shared/adapters/dynamodb/store.ts';
import { DUE_SHARDS } from '../../shared/contract/table.ts';
import {
  type DynamoServer,
  dynamoClient,
  noDynamoReason,
  startDynamoServer,
} from '../support/dynamodb-server.ts';
import { engineOn } from '../support/office.ts';

async function duban(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await main(args, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe.skipIf(noDynamoReason !== null)(
  `duban district${noDynamoReason ? ` (${noDynamoReason})` : ''}`,
  () => {
    const table = `duban-${randomUUID()}`;
    const made = path.join(PROJECT, 'examples/directories/demo.yaml');
    const folder = mkdtempSync(path.join(tmpdir(), 'duban-district-'));
    let server: DynamoServer;
    let real: string;

    beforeAll(async () => {
      server = await startDynamoServer();
      await createTable(dynamoClient(server.endpoint), table);
      vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', server.endpoint);
      vi.stubEnv('AWS_REGION', 'local');
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
      real = path.join(folder, 'directory.yaml');
      writeFileSync(real, readFileSync(made, 'utf8').replace('demonstration: true', 'demonstration: false'));
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      await server.stop();
      rmSync(folder, { recursive: true });
    });

    it('lays settings, directory and series; every rule begins in shadow', async () => {
      expect(await duban('district', 'begin', '--table', table, '--directory', real)).toMatchObject({
        code: 0,
        out: '已建立示例区（demo），各条规则处于试运行，核定后启用。\n',
      });
      const store = await openDynamoStore({
        client: dynamoClient(server.endpoint),
        table,
        shards: DUE_SHARDS,
      });
      const district = await engineOn({ store }).districts.open('demo');
      expect(district.directory.people.size).toBeGreaterThan(90);
      expect(district.settings.get('notice.jitter_seconds')).toBe(120);
      expect(await store.nextDue()).not.toBeNull();
    });

    it.each([
      ['a district that is there already', ['--table', table, '--directory', 'REAL'], /is in .* already/],
      ['made-up people', ['--table', table, '--directory', made], /made up/],
      ['no such file', ['--table', table, '--directory', '/nowhere.yaml'], /no such file/],
      ['no table named', ['--directory', 'REAL'], /--table and --directory/],
      ['an unknown rulebook', ['--table', table, '--directory', 'REAL', '--rulebook', 'x'], /--rulebook x/],
    ])('refuses %s', async (_caption, args, why) => {
      const { code, err } = await duban(
        'district',
        'begin',
        ...args.map((one) => (one === 'REAL' ? real : one)),
      );
      expect(code).toBeGreaterThan(0);
      expect(err).toMatch(why);
      expect(err.trim().split('\n')).toHaveLength(1);
    });
  },
);
