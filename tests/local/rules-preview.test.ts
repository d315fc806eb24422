/** `duban rules preview`: which open duties an edited rulebook or another setting would change. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../local/cli.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { execute } from '../../shared/app/execute.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { chinaTime, DISTRICT, engineOn, setUpDemo } from '../support/office.ts';
import { shuangyangFolder } from '../support/shuangyang.ts';

const NOW = chinaTime('2026-03-11 10:00');
const RULES = ['D52-06', 'D52-07', 'D52-08'];

let data = '';
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'duban-preview-'));
  data = path.join(folder, 'data');
  cpSync(shuangyangFolder, path.join(folder, 'edited'), { recursive: true });
  const book = path.join(folder, 'edited', 'rulebook.yaml');
  const offset = 'materials.offset: { type: count, value: 1,';
  const text = readFileSync(book, 'utf8');
  expect(text).toContain(offset);
  writeFileSync(book, text.replace(offset, 'materials.offset: { type: count, value: 2,'));
  cpSync(path.join(folder, 'edited'), path.join(folder, 'other'), { recursive: true });
  const other = path.join(folder, 'other', 'rulebook.yaml');
  writeFileSync(other, text.replace('id: shuangyang-2018', 'id: elsewhere-2018'));
  await layMeeting();
});

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));

async function layMeeting(): Promise<void> {
  mkdirSync(data);
  const store = openSqliteStore({ file: path.join(data, 'duban.sqlite') });
  const engine = engineOn({ store });
  await setUpDemo(engine, NOW, { rules: RULES });
  const command = readCommand(
    'meeting.schedule',
    {
      id: 'm1',
      kind: 'executive',
      start: '2026-03-18T09:00:00+08:00',
      items: [{ id: 'i1', unit: 'housing', title: '老旧小区改造实施方案' }],
    },
    NOW,
  );
  await execute(engine, { district: DISTRICT, commandId: 'c1', actor: 'office', command }, NOW);
  await store.close();
}

async function preview(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await main(['rules', 'preview', ...args], {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe('a preview of rules', () => {
  test('with nothing changed says so', async () => {
    expect(await preview('--data', data)).toEqual({ code: 0, out: '未办结事项均不受影响。\n', err: '' });
  });

  test('of an edited folder names the open duty with both limits', async () => {
    const { code, out } = await preview(path.join(folder, 'edited'), '--data', data);
    expect(code).toBe(1);
    expect(out).toContain('下列1项未办结事项如改按新规则将有变化；未经逐项确认，仍按原规则办理。\n');
    expect(out).toContain('m1/D52-07/i1　议题材料报送（housing）　3月17日17:00 → 3月16日17:00\n');
  });

  test('of another setting gives the rungs to programs', async () => {
    const { code, out } = await preview('--data', data, '--set', 'materials.offset=2', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      duty: 'm1/D52-07/i1',
      dueAt: '2026-03-17T17:00:00+08:00',
      wouldBeDueAt: '2026-03-16T17:00:00+08:00',
      rungs: expect.arrayContaining([
        { rung: 'warn', from: '2026-03-17T16:00:00+08:00', to: '2026-03-16T16:00:00+08:00' },
      ]),
    });
  });

  test('leaves the store as it was', async () => {
    const before = readFileSync(path.join(data, 'duban.sqlite'));
    await preview(path.join(folder, 'edited'), '--data', data);
    expect(readFileSync(path.join(data, 'duban.sqlite')).equals(before)).toBe(true);
  });

  test.each<[string, () => string[], RegExp]>([
    ['no store named', () => [], /no store; expected --data FOLDER/],
    ['a folder without store', () => ['--data', path.join(folder, 'edited')], /no store here/],
    ['a folder without rulebook', () => [data, '--data', data], /no rulebook here/],
    [
      'a rulebook that is not installed',
      () => [path.join(folder, 'other'), '--data', data],
      /rulebook 'elsewhere-2018' is not installed; expected an edited copy of demo-county-2009, shuangyang-2018/,
    ],
    ['an unknown setting', () => ['--data', data, '--set', 'x=1'], /unknown setting 'x'/],
    ['an unknown district', () => ['--data', data, '--district', 'moon'], /no district 'moon'/],
    ['two folders', () => ['a', 'b', '--data', data], /expected/],
  ])('%s is refused', async (_, args, message) => {
    const { code, out, err } = await preview(...args());
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
