/** 时限执行情况报告 as a paper: its order, its marks, what the extract leaves out, and what no version shows. */
import { beforeAll, describe, expect, test } from 'vitest';
import { paperWriter } from '../../../shared/adapters/docx/paper-writer.ts';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import type { Engine } from '../../../shared/app/engine.ts';
import { compliancePaper } from '../../../shared/app/papers/compliance-paper.ts';
import { extractOf } from '../../../shared/app/reports/kept-lines.ts';
import { type KeptReport, keptReport } from '../../../shared/app/reports/kept-report.ts';
import type { Block, OfficialPaper, Table } from '../../../shared/domain/papers/official-paper.ts';
import { DISTRICT } from '../../support/office.ts';
import { AS_OF, layMonth, PARTY, SECRET } from '../../support/reported-month.ts';

let engine: Engine;
let kept: KeptReport;

beforeAll(async () => {
  engine = await layMonth(openSqliteStore({ file: ':memory:' }));
  const found = await keptReport(engine.store, DISTRICT, '2026-0001');
  if (!found) throw new Error('the month has no report');
  kept = found;
}, 120_000);

function headings(blocks: readonly Block[], level: number): string[] {
  return blocks.flatMap((block) =>
    block.is === 'heading' && block.level === level ? [`${block.number ?? ''}${block.text}`] : [],
  );
}

function tables(blocks: readonly Block[]): Table[] {
  return blocks.filter((block) => block.is === 'table');
}

const all = (paper: OfficialPaper) => JSON.stringify(paper);

const approved = (): KeptReport => ({
  ...kept,
  status: 'approved',
  approval: { by: 'office', for: 'office-director', source: '纸质', at: AS_OF, confirmedBy: 'supervision' },
});

describe('the whole report', () => {
  test('has its six sections in order', () => {
    const { title, subtitle, blocks } = compliancePaper(kept.report, kept);
    expect([title.join(''), subtitle]).toEqual(['示例区时限执行情况报告', '（2026年3月）']);
    expect(headings(blocks, 1).map((text) => text.replace(/（\d+项）$/, ''))).toEqual([
      '一、总体情况',
      '二、分项情况',
      '三、超时事项',
      '四、偏离事项及说明',
      '五、今后30日到期事项',
      '六、有关建议',
    ]);
    expect(headings(blocks, 2).slice(0, 2)).toEqual(['（一）分规则', '（二）分单位（按规定次序排列）']);
  });

  test('states the formula, leaves suggestions blank, and says under what it holds', () => {
    const said = all(compliancePaper(kept.report, kept));
    expect(said).toContain('按时率＝按时办结÷');
    expect(said).toContain('1.＿＿＿');
    expect(said).toContain('工作日历：cn-2026');
    expect(said).toContain('督查室留用');
  });

  test('each row of figures adds up to what is due', () => {
    const [, rules, units] = tables(compliancePaper(kept.report, kept).blocks);
    for (const { columns, rows } of [rules, units].filter((one) => one !== undefined)) {
      const first = columns.findIndex(({ title }) => title === '应办');
      for (const row of rows) {
        const [due, ...parts] = row.slice(first, -1).map(Number);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(due);
      }
    }
  });

  test.each<[string, () => KeptReport | null, string[], string | null, string]>([
    ['a draft', () => kept, ['草案（经办公室主任批准后使用）　演示数据'], null, '办公室主任（批准）'],
    ['approved', approved, ['演示数据'], '2026-04-01', '批准：办公室主任（纸质），2026年4月1日10:00。'],
    [
      'withdrawn',
      () => ({ ...kept, status: 'withdrawn' }),
      ['已撤回，不得使用　演示数据'],
      null,
      '办公室主任（批准）',
    ],
    ['not kept', () => null, ['草案（未留存）　演示数据'], null, '办公室主任（批准）'],
  ])('%s is marked and signed as such', (_caption, how, marks, date, approval) => {
    const paper = compliancePaper(kept.report, how());
    expect([paper.marks, paper.signature?.date]).toEqual([marks, date]);
    expect(all(paper)).toContain(approval);
  });

  test.each<[string, () => KeptReport, boolean]>([
    ['in a draft', () => ({ ...kept, report: { ...kept.report, ranking: true } }), false],
    ['nobody asked for it', approved, false],
    ['asked for and approved', () => ({ ...approved(), report: ranked() }), true],
  ])('a ranking: %s', (_caption, how, shown) => {
    const one = how();
    expect(all(compliancePaper(one.report, one)).includes('按时率排名')).toBe(shown);
  });

  function ranked(): KeptReport['report'] {
    const { figures } = kept.report;
    const byUnit = figures.byUnit.map((one) => ({ ...one, rate: { onTime: 9, of: 10, perMille: 900 } }));
    return { ...kept.report, ranking: true, figures: { ...figures, byUnit } };
  }
});

describe('the extract of a unit', () => {
  test('is addressed to it and has nothing of others, no appendix, no places to sign', async () => {
    const report = await extractOf(engine, kept.report, 'housing');
    const paper = compliancePaper(report, kept);
    expect(paper.addressee).toBe('区住房和城乡建设局');
    expect(headings(paper.blocks, 2).join()).not.toContain('分单位');
    const said = all(paper);
    expect(said).not.toMatch(/督查室留用|呈阅|内部节点（不作评价）|拟稿|排名/);
    const others = kept.report.units.filter(({ id }) => id !== 'housing').map(({ name }) => name);
    expect(others.filter((name) => said.includes(name))).toEqual([]);
  });
});

test('no version shows a work secret beyond its number, or anything of the Party group', async () => {
  const extract = await extractOf(engine, kept.report, 'housing');
  for (const report of [kept.report, extract]) {
    const said = all(compliancePaper(report, kept));
    expect([said.includes(SECRET), said.includes(PARTY), said.includes('p1/')]).toEqual([
      false,
      false,
      false,
    ]);
    expect(said).toContain('k1号事项');
    expect(said).not.toMatch(/违规|undefined|NaN/);
  }
});

test('is the same file every time', async () => {
  const paper = compliancePaper(kept.report, kept);
  const [one, two] = [await paperWriter.document(paper, AS_OF), await paperWriter.document(paper, AS_OF)];
  expect([...one.slice(0, 2)]).toEqual([0x50, 0x4b]);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
});
