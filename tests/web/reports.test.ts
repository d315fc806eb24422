/** Compliance reports on the pages: kept and on demand, with charts, the duties behind each figure, approval, and files. */
import { beforeAll, describe, expect, it } from 'vitest';
import { paperWriter } from '../../shared/adapters/docx/paper-writer.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { keptReports } from '../../shared/app/reports/kept-report.ts';
import { complianceReportSchema } from '../../shared/contract/report.ts';
import { AS_OF, layMonth, PARTY, SECRET } from '../support/reported-month.ts';
import { done, refusal } from './answers.ts';
import { type Office, officeOf } from './office.ts';

let office: Office;
/** The draft that the schedule made. */
const DRAFT = '/reports/2026-0001';

beforeAll(async () => {
  const engine = await layMonth(openSqliteStore({ file: ':memory:' }));
  office = await officeOf(engine, AS_OF, { papers: paperWriter });
}, 120_000);

async function lastKept() {
  const kept = (await keptReports(office.engine.store, 'demo')).at(-1);
  if (!kept) throw new Error('nothing is kept');
  return kept;
}

describe('the pages', () => {
  it.each<[string, RegExp[]]>([
    ['/reports', [/2026年第1号/, /2026年3月/, /草案/, /系统，4月1日（星期三）09:00/, /生成并留存/]],
    [
      DRAFT,
      [
        /统计期：2026年3月/,
        /截止时点：2026年4月1日09:00/,
        /一、总体情况/,
        /六、有关建议/,
        /按时率＝按时办结÷/,
        /规则库/,
        /工作日历：cn-2026/,
        /本区设置：/,
        /督查室留用/,
        /<svg class="chart"/,
      ],
    ],
    [
      '/reports/now?from=2026-03-09&to=2026-03-20',
      [/未留存/, /2026年3月9日至2026年3月20日/, /不作为正式报告/],
    ],
    ['/reports/now?from=2026-03-01&to=2026-03-31&unit=housing', [/承办单位：区住房和城乡建设局/]],
    ['/reports/now?from=2026-03-01&to=2026-03-31&kind=meeting', [/事项类别：会议/]],
    ['/reports/year', [/全年情况（2026年）/, /每格一日/, /虚线格为尚未到的日期/]],
    ['/reports/year?year=2025&unit=housing', [/全年情况（2025年）/, /没有超时事项/]],
  ])('%s', async (path, expected) => {
    const page = await office.page(path);
    for (const one of expected) expect(page).toMatch(one);
    expect(page).toContain('演示数据');
    expect(page).not.toMatch(/undefined|\[object|NaN|style="|<script>|违规/);
  });

  it.each([
    ['a number that there is none of', '/reports/2026-0999', '没有这个事项'],
    ['duties of such a report', '/reports/2026-0999/duties', '没有这个事项'],
    ['a file of such a report', '/reports/2026-0999/csv', '没有编号为“2026-0999”的报告'],
    ['a unit that owes nothing in it', `${DRAFT}/docx?unit=moon`, '没有这个单位的事项'],
    ['another kind of file', `${DRAFT}/xlsx`, '没有'],
  ])('%s is not there', async (_caption, path, why) => {
    const answer = await office.get(path);
    expect([answer.status, (await answer.text()).includes(why)]).toEqual([404, true]);
  });

  it.each([
    ['a day that is none', 'from=2026-02-30', '日期应写作'],
    ['days the wrong way round', 'from=2026-03-09&to=2026-03-01', '止日早于起日'],
    ['too long a time', 'from=2020-01-01&to=2026-03-01', '最长三年'],
    ['an unknown unit', 'unit=moon', '没有该单位'],
  ])('%s is refused beside the form', async (_caption, query, why) => {
    const page = await office.page(`/reports/now?${query}`);
    expect(page).toMatch(new RegExp(`role="alert">[^<]*${why}`));
    expect(page).toContain('action="/reports/now"');
  });

  it('drawings and tables give no rate for few', async () => {
    const [kept] = await keptReports(office.engine.store, 'demo');
    const rated = (kept?.report.figures.byUnit ?? []).filter(({ rate }) => rate !== null).length;
    const page = await office.page(DRAFT);
    const [, drawing = ''] = /aria-labelledby="units-1-title.*?<\/defs>(.*?)<\/svg>/s.exec(page) ?? [];
    expect(drawing).toContain('区住房和城乡建设局');
    expect(drawing.match(/按时率/g)?.length ?? 0).toBe(rated);
    expect(page).toContain('—：不足10项，不计按时率。');
  });

  it('each drawing has names and ids of its own', async () => {
    const page = await office.page(DRAFT);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(new Set(ids).size);
    expect(page.match(/<svg /g)?.length).toBe(page.match(/role="img"/g)?.length);
  });
});

describe('the duties behind a figure', () => {
  it('are as many as each link says, on every table of a kept report', async () => {
    const page = await office.page(DRAFT);
    const links = [...page.matchAll(/<a href="(\/reports\/2026-0001\/duties[^"]*)">(\d+)<\/a>/g)];
    expect(links.length).toBeGreaterThan(20);
    for (const [, link = '', count = ''] of links) {
      const list = await office.page(link.replaceAll('&amp;', '&'));
      expect([link, /共(\d+)项/.exec(list)?.[1]]).toEqual([link, count]);
    }
  });

  it('of a report that is not kept lead back to it', async () => {
    const path = '/reports/now/duties?from=2026-03-01&to=2026-03-31&outcome=late';
    const list = await office.page(path);
    expect(list).toContain('结果：超时办结');
    expect(list).toContain('k1号事项（x1）');
    expect(list).toContain('href="/reports/now?from=2026-03-01&amp;to=2026-03-31"');
    expect(list).toContain('href="/duties/k1/D52-07/x1"');
  });

  it('are numbered on over pages, and what is not understood narrows nothing', async () => {
    const path = `${DRAFT}/duties?outcome=moon&extension=moon&month=2026-Q1`;
    const all = await office.page(path);
    expect(all).toContain('全部应办事项');
    expect(all).toMatch(/<td>1<\/td>/);
    expect(await office.page(`${path}&first=3`)).not.toMatch(/<td>2<\/td>/);
  });
});

describe('a draft', () => {
  it('is made, keyed as approved by one hand, confirmed by another, and withdrawn', async () => {
    await done(await office.submit('/reports', 'report.make:report', { period: '2026-Q1', ranking: 'yes' }));
    const { id, report } = await lastKept();
    const path = `/reports/${id}`;
    expect(report.period).toBe('2026年第一季度');
    expect(await office.page(path)).toContain('已要求附排名，报告批准后显示');

    const key = `report.approve:${id}`;
    await done(await office.submit(path, key, { source: '电话', by: 'office.liaison' }));
    expect(await office.page(path)).toContain('草案（批准已代录，待复核）');
    expect(await office.page(path)).not.toMatch(
      /<select name="by"[^>]*>(?:(?!<\/select>).)*value="office\.liaison"/s,
    );
    expect(await refusal(await office.submit(path, key, { by: 'office.liaison' }))).toContain('另一人复核');
    await done(await office.submit(path, key, { by: 'supervision.liaison' }));
    const approved = await office.page(path);
    expect(approved).toContain('已批准');
    expect(approved).toContain('区政府办公室主任批准（电话，');
    expect(approved).toMatch(/按时率排名|不作排名/);
    expect(approved).not.toContain(`id="${key}"`);

    await done(await office.submit(path, `report.withdraw:${id}`, { why: '数据补登后重做' }));
    expect(await office.page(path)).toContain('原因：数据补登后重做');
    expect(await office.page('/reports')).toContain('已撤回');
  });

  it('of one unit has no ranking and no bars by unit', async () => {
    await done(await office.submit('/reports', 'report.make:report', { period: '2026-03', unit: 'housing' }));
    const { id } = await lastKept();
    const page = await office.page(`/reports/${id}`);
    expect(page).not.toMatch(/排名|分单位办理情况/);
    expect(page).toContain('承办单位：区住房和城乡建设局');
  });

  it('whoever may not write sees no forms', async () => {
    const answer = await office.get(DRAFT, { cookie: '' });
    const page = await answer.text();
    expect([answer.status, page.includes('report.approve'), page.includes('report.withdraw')]).toEqual([
      200,
      false,
      false,
    ]);
  });
});

describe('files', () => {
  const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

  it.each([
    ['docx', DOCX, '示例区时限执行情况报告（2026年3月）.docx'],
    ['docx?unit=housing', DOCX, '示例区时限执行情况报告（2026年3月，区住房和城乡建设局）.docx'],
    ['csv', 'text/csv; charset=utf-8', '示例区时限执行情况报告（2026年3月）.csv'],
    ['json', 'application/json', '示例区时限执行情况报告（2026年3月）.json'],
  ])('%s has its kind and name, and is the same every time', async (file, type, name) => {
    const [answer, again] = [await office.get(`${DRAFT}/${file}`), await office.get(`${DRAFT}/${file}`)];
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    const said = answer.headers.get('content-disposition') ?? '';
    expect(decodeURIComponent(said.replace(/^.*''/, ''))).toBe(name);
    expect(await answer.arrayBuffer()).toEqual(await again.arrayBuffer());
  });

  it('data are of the published form, whole and extract', async () => {
    for (const file of ['json', 'json?unit=housing']) {
      const data: unknown = await (await office.get(`${DRAFT}/${file}`)).json();
      expect(complianceReportSchema.safeParse(data).error).toBeUndefined();
    }
  });

  it('the table of a unit has its own duties alone', async () => {
    const [head = '', ...rows] = (await (await office.get(`${DRAFT}/csv?unit=housing`)).text())
      .trim()
      .split('\r\n');
    expect(head).not.toContain('提醒次数');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.includes(',housing,'))).toBe(true);
  });

  it('without a writer there are no documents, and no links to them', async () => {
    const plain = await officeOf(office.engine, AS_OF);
    expect((await plain.get(`${DRAFT}/docx`)).status).toBe(404);
    expect(await plain.page(DRAFT)).not.toContain('/docx');
    expect((await plain.get(`${DRAFT}/csv`)).status).toBe(200);
  });
});

describe('no page and no file shows', () => {
  const paths = [
    '/reports',
    DRAFT,
    `${DRAFT}/duties`,
    `${DRAFT}/duties?unit=housing`,
    '/reports/now?from=2026-03-01&to=2026-03-31',
    '/reports/now/duties?from=2026-03-01&to=2026-03-31',
    '/reports/year',
    `${DRAFT}/csv`,
    `${DRAFT}/json`,
    `${DRAFT}/json?unit=housing`,
    `${DRAFT}/csv?unit=housing`,
  ];

  it.each(paths)('a work secret beyond its number, or anything of the Party group: %s', async (path) => {
    const said = await (await office.get(path)).text();
    expect([said.includes(SECRET), said.includes(PARTY), said.includes('p1/')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
