/** `duban paper` on a store in a folder, as people call it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../local/cli.ts';
import { embeddedInstallation } from '../../local/installation.ts';
import { STORE_FILE } from '../../local/runtime/folder.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { createEngine } from '../../shared/app/engine.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import { chinaTime, demoDirectory } from '../support/office.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'duban-paper-'));

beforeAll(async () => {
  const store = openSqliteStore({ file: path.join(folder, STORE_FILE) });
  const settings = { rulebook: 'shuangyang-2018', overrides: {}, rules: ['D61-1'] };
  const engine = createEngine(embeddedInstallation(store));
  await setUpDistrict(engine, 'demo', settings, demoDirectory, chinaTime('2026-10-01 09:00'));
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

async function paper(...args: string[]) {
  let [out, err] = ['', ''];
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  return { code: await main(['paper', ...args], io), out, err };
}

it('alone it lists what can be made, in Chinese, with what each needs', async () => {
  const { code, out } = await paper();
  expect(code).toBe(0);
  expect(out).toMatch(/^slip +督办通知单 +需要：交办事项编号$/m);
  expect(out.trim().split('\n')).toHaveLength(17);
});

it('writes the same file for the same moment', async () => {
  const [one, other] = [path.join(folder, 'a.docx'), path.join(folder, 'b.docx')];
  const at = ['--at', '2026-10-08T09:00:00+08:00', '--data', folder];
  expect(await paper('confirm-form', '--out', one, ...at)).toEqual({
    code: 0,
    out: `已生成规则核定表：${one}\n`,
    err: '',
  });
  await paper('confirm-form', '--out', other, ...at);
  expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
});

it.each([
  ['an unknown paper', ['moon', '--out', 'x.docx'], "unknown paper 'moon'"],
  ['no file', ['morning'], '--out is missing'],
  [
    'another kind of file',
    ['morning', '--out', path.join(folder, 'x.pdf'), '--data', folder],
    'ends in .docx',
  ],
  ['a folder that is not there', ['morning', '--out', '/nowhere/at/all/x.docx'], 'no such folder'],
  ['a week written otherwise', ['week', '--out', 'x.docx', '--week', '12'], '--week: '],
  [
    'what is not in the store',
    ['slip', '--id', 'a1', '--out', path.join(folder, 'x.docx'), '--data', folder],
    '没有编号为“a1”',
  ],
])('refuses %s and writes nothing', async (_caption, args, why) => {
  const { code, err } = await paper(...args);
  expect(code).toBe(2);
  expect(err).toContain(why);
  expect(existsSync(path.join(folder, 'x.docx'))).toBe(false);
});
