/** Papers as they are printed: 22 lines of 28 characters, nothing outside its area, heads on every page, page numbers. */
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { compliancePaper } from '../../shared/app/papers/compliance-paper.ts';
import { extractOf } from '../../shared/app/reports/kept-lines.ts';
import { keptReport } from '../../shared/app/reports/kept-report.ts';
import {
  column,
  heading,
  type OfficialPaper,
  officialPaper,
  paragraph,
  table,
} from '../../shared/domain/papers/official-paper.ts';
import { parseLocalDate } from '../../shared/domain/time/local-date.ts';
import { DISTRICT } from '../support/office.ts';
import { deskOf, ORDERS, paperOf, paperOffice } from '../support/paper-office.ts';
import { layMonth } from '../support/reported-month.ts';
import { type PrintedLine, type PrintedPage, printed } from './render.ts';

/** Points of a millimetre. */
const MM = 72 / 25.4;
/** What a font may stand out of its line, and the rounding of word processors. */
const TOLERANCE = 2.5;

const PLAIN = '各乡镇人民政府街道办事处区政府各部门各直属单位要按照规则办理';

const plain = officialPaper({
  kind: 'plain',
  name: '正文',
  title: ['测试'],
  blocks: [paragraph(PLAIN.repeat(60))],
});

const long = officialPaper({
  kind: 'long',
  name: '汇总表',
  title: ['汇总表'],
  blocks: [
    heading(1, '汇总'),
    table(
      [column('序号', 3, 'center'), column('事项', 12), column('单位', 6), column('时限', 6, 'center')],
      Array.from({ length: 200 }, (_, index) => [
        `R${String(index + 1).padStart(3, '0')}`,
        index % 7 === 0 ? '老旧小区改造实施方案的办理情况和下一步工作安排'.repeat(3) : '老旧小区改造实施方案',
        '区住房和城乡建设局',
        '3月17日\n17:00',
      ]),
    ),
  ],
  signature: { issuer: '示例区人民政府办公室', date: parseLocalDate('2026-03-17') },
});

const desk = await deskOf(await paperOffice());
const made = await Promise.all(ORDERS.map(([name, about]) => paperOf(desk, name, about)));
const engine = await layMonth(openSqliteStore({ file: ':memory:' }));
const kept = await keptReport(engine.store, DISTRICT, '2026-0001');
if (!kept) throw new Error('the month has no report');
const extract = await extractOf(engine, kept.report, 'housing');
const reports = [compliancePaper(kept.report, kept), compliancePaper(extract, kept)];
const papers: readonly OfficialPaper[] = [plain, long, ...made, ...reports];
const pages = await printed(papers);
const [plainPages = [], longPages = []] = pages;

/** The area of the text, in points from the upper left corner. */
function areaOf({ layout }: OfficialPaper) {
  return layout === 'portrait'
    ? { width: 210 * MM, height: 297 * MM, left: 28 * MM, right: 184 * MM, top: 37 * MM, bottom: 262 * MM }
    : { width: 297 * MM, height: 210 * MM, left: 37 * MM, right: 262 * MM, top: 28 * MM, bottom: 184 * MM };
}

function isPageNumber({ text }: PrintedLine): boolean {
  return /^—\d+—$/.test(text.replaceAll(' ', ''));
}

/** LibreOffice lets a closing mark hang over the edge although the styles say that it must not (w:overflowPunct). */
function hanging({ text }: PrintedLine, { layout }: OfficialPaper): number {
  const character = layout === 'portrait' ? 16 : 12;
  return /[，。、；：！？）》”]$/.test(text) ? character : 0;
}

function textOn(page: PrintedPage): PrintedLine[] {
  return page.lines.filter((line) => !isPageNumber(line));
}

describe('the body of a paper', () => {
  it('has 22 lines on each full page', () => {
    const full = plainPages.slice(1, -1);
    expect(full.length).toBeGreaterThan(1);
    for (const page of full) expect(textOn(page)).toHaveLength(22);
  });

  it('has 28 characters in each full line', () => {
    for (const page of plainPages.slice(1, -1))
      for (const { text } of textOn(page)) expect([...text]).toHaveLength(28);
  });

  it('fills the area of the text from edge to edge', () => {
    const { left, right, top, bottom } = areaOf(plain);
    const lines = plainPages.slice(1, 2).flatMap(textOn);
    expect(Math.abs(Math.min(...lines.map((line) => line.left)) - left)).toBeLessThan(TOLERANCE);
    expect(Math.abs(Math.max(...lines.map((line) => line.right)) - right)).toBeLessThan(TOLERANCE);
    const pitch = (bottom - top) / 22;
    expect((lines.at(0)?.bottom ?? 0) - top).toBeLessThan(pitch + TOLERANCE);
    expect(bottom - (lines.at(-1)?.bottom ?? 0)).toBeLessThan(pitch);
  });
});

describe('a table of 200 rows', () => {
  it('goes over pages, with its heads on each and every row whole', () => {
    expect(longPages.length).toBeGreaterThan(5);
    const withRows = longPages.filter((page) => page.lines.some(({ text }) => /R\d{3}/.test(text)));
    for (const page of withRows)
      expect(page.lines.some(({ text }) => text.startsWith('序号事项单位'))).toBe(true);
    const rows = longPages.flatMap((page) => page.lines.flatMap(({ text }) => text.match(/R\d{3}/g) ?? []));
    expect(new Set(rows).size).toBe(200);
    expect(rows).toHaveLength(200);
  });
});

describe.each(papers.map((paper, index) => [paper.name, paper, pages[index] ?? []] as const))(
  '%s',
  (_name, paper, own) => {
    it('stands on A4, within the area of the text', () => {
      const { width, height, left, right, top, bottom } = areaOf(paper);
      expect(own.length).toBeGreaterThan(0);
      for (const page of own) {
        expect(Math.abs(page.width - width)).toBeLessThan(1);
        expect(Math.abs(page.height - height)).toBeLessThan(1);
        const outside = textOn(page).filter(
          (line) =>
            line.left < left - TOLERANCE ||
            line.right > right + TOLERANCE + hanging(line, paper) ||
            line.bottom > bottom + TOLERANCE ||
            line.bottom < top,
        );
        expect(outside).toEqual([]);
      }
    });

    it('has its page numbers right on odd pages and left on even ones', () => {
      const { left, right } = areaOf(paper);
      for (const [index, page] of own.entries()) {
        const number = page.lines.find(isPageNumber);
        expect(number?.text.replaceAll(' ', '')).toBe(`—${index + 1}—`);
        // One character of size 4 from the edge (7.5).
        const distance = index % 2 === 0 ? right - (number?.right ?? 0) : (number?.left ?? 0) - left;
        expect(Math.abs(distance - 14)).toBeLessThan(4);
      }
    });

    it('loses nothing of what it says', () => {
      const text = own
        .flatMap((page) => page.lines.map((line) => line.text))
        .join('')
        .replaceAll(/\s/g, '');
      for (const line of paper.title) expect(text).toContain(line.replaceAll(/\s/g, ''));
    });
  },
);
