/** Official papers through the pages: a file with its name, links where it belongs, a sentence where there is none. */
import { describe, expect, it } from 'vitest';
import { paperWriter } from '../../shared/adapters/docx/paper-writer.ts';
import { demoOffice } from './office.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('with a writer of papers', async () => {
  const office = await demoOffice({ papers: paperWriter });

  it.each([
    ['/papers/week?week=2026-W48', DOCX, '区长、副区长一周主要政务活动安排表（2026年11月23日—29日）.docx'],
    ['/papers/morning', DOCX, '今日办理事项（2026年11月23日）.docx'],
    [
      '/papers/ledger',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      '交办事项台账（2026-11-23）（演示数据）.xlsx',
    ],
  ])('%s is a file with its name', async (path, type, name) => {
    const answer = await office.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/[()]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`,
    );
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b]);
  });

  it.each([
    ['an unknown paper', '/papers/moon', '没有这种文书'],
    ['a week written otherwise', '/papers/week?week=48', '2026-W12的形式'],
    ['a matter that is not there', '/papers/case-file?id=moon', '没有编号为“moon”的事项'],
  ])('%s is refused in a sentence', async (_caption, path, why) => {
    const answer = await office.get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain(why);
  });

  it.each([
    ['/weeks', '/papers/week?week=2026-W48'],
    ['/today', '/papers/morning'],
    ['/rules', '/papers/confirm-form'],
    ['/assignments', '/papers/circular'],
    ['/directory/handover/housing.liaison', '/papers/handover?id=housing.liaison'],
  ])('%s links to its papers', async (page, link) => {
    expect(await office.page(page)).toContain(`href="${link}"`);
  });

  it('asks for the same access as the pages', async () => {
    expect((await office.get('/papers/morning', { host: 'elsewhere.example' })).status).toBe(403);
  });
});

it('without a writer there is nothing to download, and no link to it', async () => {
  const office = await demoOffice();
  expect((await office.get('/papers/morning')).status).toBe(404);
  expect(await office.page('/today')).not.toContain('/papers/');
});
