/** `duban documents` on a store in a folder, as people call it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../local/cli.ts';
import { embeddedInstallation } from '../../local/installation.ts';
import { STORE_FILE } from '../../local/runtime/folder.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { createEngine } from '../../shared/app/engine.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import { chinaTime, demoDirectory } from '../support/office.ts';

/** A store of its own in a folder; the list lies beside it. */
async function office(source: 'own' | 'imported') {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-documents-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = openSqliteStore({ file: path.join(folder, STORE_FILE) });
  const settings = {
    rulebook: 'shuangyang-2018',
    overrides: { 'documents.source': source },
    rules: ['D61-1'],
  };
  await setUpDistrict(
    createEngine(embeddedInstallation(store)),
    'demo',
    settings,
    demoDirectory,
    chinaTime('2026-10-01 09:00'),
  );
  await store.close();
  const list = path.join(folder, 'list.csv');
  return async (rows: readonly string[], ...more: string[]) => {
    writeFileSync(list, ['文号,标题,承办单位,收文日期,时限,缓急,状态', ...rows, ''].join('\n'));
    let [out, err] = ['', ''];
    const io = {
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
    };
    const code = await main(['documents', 'import', list, ...more, '--data', folder], io);
    return { code, out, err };
  };
}

const LETTER = '双城字〔2026〕12号,关于供热协调的来函,区住建局,2026-10-09,2026-12-31,加急,';

describe('duban documents import', () => {
  test('is shown first, taken over with --yes, and changes nothing the second time', async () => {
    const list = await office('imported');
    const shown = await list([`${LETTER}在办`]);
    expect(shown).toMatchObject({ code: 0, err: '' });
    expect(shown.out).toBe(
      '双城字〔2026〕12号　关于供热协调的来函　登记\n共1件有变化，0件无变化。\n以上为预览，未导入；确认导入请加 --yes。\n',
    );
    expect((await list([`${LETTER}在办`], '--yes')).out).toContain('已导入1件。');
    expect((await list([`${LETTER}在办`], '--yes')).out).toBe('共0件有变化，1件无变化。\n');
    expect((await list([`${LETTER}办结`], '--yes')).out).toContain('办结\n');
    expect((await list([`${LETTER}办结`], '--yes')).out).toBe('共0件有变化，1件无变化。\n');
  });

  test('a faulty row is named with its place, and nothing is written', async () => {
    const list = await office('imported');
    const faulty = await list([`${LETTER}在办`, 'A1,某件,区气象局,2026-10-09,,,在办'], '--yes');
    expect(faulty.code).toBe(2);
    expect(faulty.err).toContain('第3行“承办单位”：通讯录中没有“区气象局”，应为单位名称或简称。');
    expect((await list([`${LETTER}在办`])).out).toContain('登记');
  });

  test('is refused where documents are handled here', async () => {
    const list = await office('own');
    const refused = await list([`${LETTER}在办`]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('documents.source');
  });
});
