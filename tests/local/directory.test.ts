/** `duban directory` on a store in a folder, as people call it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../local/cli.ts';
import { readDirectoryFile, writeDirectoryFile } from '../../local/directory-file.ts';
import { embeddedInstallation } from '../../local/installation.ts';
import { STORE_FILE } from '../../local/runtime/folder.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { storedDirectory } from '../../shared/app/district.ts';
import { createEngine } from '../../shared/app/engine.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import { chinaTime, demoDirectory } from '../support/office.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'duban-directory-'));
const file = (name: string) => path.join(folder, name);
const AT = '2026-10-09T09:00:00+08:00';

/** The demonstration without one holder, so that the check has something to say. */
const directory: Directory = {
  ...demoDirectory,
  posts: new Map(
    [...demoDirectory.posts].map(([id, post]) => [
      id,
      id === 'water.liaison' ? { ...post, holder: null } : post,
    ]),
  ),
};

beforeAll(async () => {
  const store = openSqliteStore({ file: file(STORE_FILE) });
  const engine = createEngine(embeddedInstallation(store));
  const settings = { rulebook: 'shuangyang-2018', overrides: {}, rules: null };
  await setUpDistrict(engine, 'demo', settings, directory, chinaTime('2026-10-01 09:00'));
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

async function duban(...args: string[]) {
  let [out, err] = ['', ''];
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const code = await main(['directory', ...args, '--data', folder], io);
  return { code, out, err };
}

describe('files', () => {
  test.each(['.xlsx', '.csv', '.yaml', '.json'])('export and import as %s lose nothing', async (ending) => {
    const target = file(`directory${ending}`);
    expect(await duban('export', target)).toEqual({
      code: 0,
      out: '已导出：单位26个，职务94个，人员94人。\n',
      err: '',
    });
    expect(storedDirectory(await readDirectoryFile(target))).toEqual(storedDirectory(directory));
    expect(await duban('import', target)).toEqual({ code: 0, out: '与现有通讯录一致，无变化。\n', err: '' });
  });

  test('an import is shown first, and taken over with --yes', async () => {
    const target = file('new.xlsx');
    const person = {
      id: 'p-new',
      name: '高示远',
      phone: '000-00001095',
      channels: [{ channel: 'inbox', address: 'p-new' }],
    };
    const post = demoDirectory.posts.get('audit.liaison');
    if (!post) throw new Error('no audit.liaison');
    await writeDirectoryFile(target, {
      ...directory,
      people: new Map([...directory.people, ['p-new', person]]),
      posts: new Map([...directory.posts, ['audit.liaison', { ...post, holder: 'p-new' }]]),
    });
    const said = '任职变更：区审计局联络员（韩例谦→高示远）\n新增人员：高示远\n';
    const preview = await duban('import', target);
    expect(preview).toEqual({ code: 0, out: `${said}以上为预览，未导入；确认导入请加 --yes。\n`, err: '' });
    const done = await duban('import', target, '--yes', '--by', 'office-director', '--why', '年度更新');
    expect(done).toEqual({ code: 0, out: `${said}已导入。\n`, err: '' });
    expect((await duban('import', target)).out).toBe('与现有通讯录一致，无变化。\n');
  });

  test('what the district refuses is one sentence', async () => {
    const target = file('other.json');
    await writeDirectoryFile(target, { ...directory, district: 'other' });
    const { code, err } = await duban('import', target, '--yes');
    expect([code, err]).toEqual([2, 'duban directory: 所导入的通讯录属于“other”，本区为“demo”。\n']);
  });
});

describe('check', () => {
  test('in words, with exit code 1', async () => {
    const { code, out } = await duban('check');
    expect(code).toBe(1);
    expect(out).toMatch(/^1\. 职务“区水利局联络员”暂缺，请确定人选并登记。\n/);
  });

  test('for programs', async () => {
    const { out } = await duban('check', '--json');
    const [line = ''] = out.split('\n');
    expect(JSON.parse(line)).toMatchObject({ kind: 'vacant-post', about: 'water.liaison' });
  });
});

describe('hand-over and resolve', () => {
  test('a list to print', async () => {
    const { code, out } = await duban('handover', 'housing.liaison');
    expect(code).toBe(0);
    expect(out).toMatch(/^示例区应办事项交接清单\n职务：区住建局联络员/);
    expect(JSON.parse((await duban('handover', 'housing.liaison', '--json')).out)).toMatchObject({
      post: 'housing.liaison',
      entries: [],
    });
  });

  test('the person himself', async () => {
    expect((await duban('resolve', 'mayor', '--at', AT)).out).toBe(
      '区长：沈示川，电话000-00001001\n  由本人办理\n',
    );
  });

  test('the path to whoever acts', async () => {
    const { out } = await duban('resolve', 'water.liaison', '--at', AT);
    expect(out).toBe(
      '区水利局联络员：程示信（区水利局局长），电话000-00001068\n  1. 区水利局联络员暂缺，转区水利局局长\n',
    );
    expect(JSON.parse((await duban('resolve', 'water.liaison', '--at', AT, '--json')).out)).toMatchObject({
      reached: true,
      post: 'water.principal',
    });
  });

  test('a role name of rulebooks', async () => {
    expect((await duban('resolve', 'legal.liaison', '--at', AT)).out).toContain('蓝例文');
  });
});

describe('bad input: exit code 2 and one line', () => {
  const broken = file('broken.csv');
  writeFileSync(broken, '【单位】\n编号\n');
  test.each<[string, string[], RegExp]>([
    ['nothing to do', [], /nothing to do; expected one of export, import, check, handover, resolve/],
    ['an unknown action', ['merge'], /unknown action 'merge'/],
    ['no file', ['export'], /FILE is missing; expected a file such as directory\.xlsx/],
    ['no post', ['handover'], /POST is missing/],
    ['a word too many', ['check', 'mayor'], /'mayor' is one word too many/],
    ['an unknown ending', ['export', file('x.doc')], /unknown kind of file; expected \.xlsx/],
    ['a file that is not there', ['import', file('nowhere.xlsx')], /no such file/],
    ['a spreadsheet without its sheets', ['import', broken], /缺少“基本信息”表/],
    ['an unknown post', ['handover', 'moon.liaison'], /no post 'moon\.liaison'/],
    ['nobody of that name', ['resolve', 'moon.liaison'], /no post 'moon\.liaison'/],
    ['a time without offset', ['resolve', 'mayor', '--at', '2026-10-09T09:00:00'], /--at: .*has no offset/],
    [
      'an unknown district',
      ['check', '--district', 'moon'],
      /--district moon: no such district; expected one of demo/,
    ],
  ])('%s', async (_, args, words) => {
    const { code, out, err } = await duban(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
    expect(err).toMatch(/^duban directory: [^\n]+\n$/);
  });
});

test('a folder without store', async () => {
  const io = { out: () => {}, err: () => {} };
  expect(await main(['directory', 'check', '--data', path.join(folder, 'nothing')], io)).toBe(2);
});
