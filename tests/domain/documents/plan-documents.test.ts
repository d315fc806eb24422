import { describe, expect, test } from 'vitest';
import {
  DOCUMENT_COLUMNS,
  type DocumentColumn,
  type DocumentRow,
  documentId,
  planDocuments,
} from '../../../shared/domain/documents/plan-documents.ts';
import type { Assignment } from '../../../shared/domain/matters/assignment.ts';
import { decideMatter, evolveMatter, type Matter } from '../../../shared/domain/matters/kinds.ts';
import { type Instant, parseInstant, parseLocalTime } from '../../../shared/domain/time/instant.ts';
import { demoDirectory } from '../../support/office.ts';
import { ground, shuangyang } from '../../support/shuangyang.ts';

const base = ground();
const roster = { directory: demoDirectory, absences: [], zone: base.zone };
const NOW = parseInstant('2026-03-16T09:30:00+08:00');
const LATER = parseInstant('2026-03-20T09:30:00+08:00');

const ROW: Readonly<Record<DocumentColumn, string>> = {
  文号: '双城字〔2026〕12号',
  编号: '',
  标题: '关于供热协调的来函',
  承办单位: '区住建局',
  收文日期: '2026-03-12',
  时限: '2026年3月19日',
  缓急: '加急',
  状态: '在办',
  办结日期: '',
};

function row(cells: Partial<Record<DocumentColumn, string>> = {}, line = 2): DocumentRow {
  return { line, cells: { ...ROW, ...cells } };
}

/** The matters as they are after the lists that were taken over. */
class Shelf {
  known = new Map<string, Assignment>();

  plan(rows: readonly DocumentRow[], now: Instant) {
    const workEnd = parseLocalTime('17:00');
    const around = { directory: demoDirectory, zone: base.zone, workEnd, known: this.known, by: 'office' };
    return planDocuments(rows, around, now);
  }

  /** Takes a list over; whatever the domain refuses throws. */
  take(rows: readonly DocumentRow[], now: Instant): string[] {
    const plan = this.plan(rows, now);
    expect(plan.faults).toEqual([]);
    for (const command of plan.planned.flatMap(({ commands }) => commands)) {
      let matter: Matter | null = this.known.get(command.id) ?? null;
      const around = { ...base, rulebook: shuangyang, roster, ground: base };
      const decision = decideMatter(command, matter, now, around);
      if ('refused' in decision) throw new Error(decision.refused);
      for (const event of decision.events) matter = evolveMatter(matter, event, now, command.id);
      if (matter?.kind === 'assignment') this.known.set(command.id, matter);
    }
    return plan.planned.flatMap(({ changes }) => changes);
  }

  get only(): Assignment {
    const [found] = this.known.values();
    if (!found) throw new Error('nothing was opened');
    return found;
  }
}

describe('a list from the office’s own document system', () => {
  test('opens what it has not seen, with number, unit and limit', () => {
    const shelf = new Shelf();
    expect(shelf.take([row()], NOW)).toEqual(['open']);
    expect(shelf.only).toMatchObject({
      id: 'doc-双城字-2026-12号',
      source: 'document',
      sources: [{ kind: 'document', reference: '双城字〔2026〕12号' }],
      urgency: '加急',
      until: { instant: '2026-03-19T09:00:00Z' },
      startedAt: '2026-03-12T01:00:00Z',
      assignedAt: NOW,
    });
  });

  test('the same list a second time changes nothing', () => {
    const shelf = new Shelf();
    const list = [row(), row({ 文号: '', 编号: '0031', 时限: '', 缓急: '' }, 3)];
    expect(shelf.take(list, NOW)).toEqual(['open', 'open']);
    expect(shelf.take(list, LATER)).toEqual([]);
  });

  test.each<[string, Partial<Record<DocumentColumn, string>>, string[]]>([
    ['another limit', { 时限: '2026-03-25' }, ['limit']],
    ['another limit on the same day', { 时限: '2026-03-19 12:00' }, ['limit']],
    ['no limit any more: the one known stands', { 时限: '' }, []],
    ['another unit', { 承办单位: '区财政局' }, ['unit']],
    ['finished', { 状态: '办结', 办结日期: '2026-03-18' }, ['finish']],
    ['withdrawn', { 状态: '撤回' }, ['withdraw']],
  ])('%s', (_caption, change, expected) => {
    const shelf = new Shelf();
    shelf.take([row()], NOW);
    expect(shelf.take([row(change)], LATER)).toEqual(expected);
    expect(shelf.take([row(change)], LATER)).toEqual([]);
  });

  test('a limit moves once to each new day', () => {
    const shelf = new Shelf();
    shelf.take([row()], NOW);
    shelf.take([row({ 时限: '2026-03-25' })], LATER);
    expect(shelf.only.until).toEqual({ instant: '2026-03-25T09:00:00Z' });
  });

  test('what was finished on a day is judged by that day; without one nobody is late on missing data', () => {
    const dated = new Shelf();
    dated.take([row()], NOW);
    dated.take([row({ 状态: '办结', 办结日期: '2026-03-18' })], LATER);
    expect(dated.only.closed).not.toBeNull();
    expect(dated.only.closing?.submission.done ?? dated.only.reports.at(-1)?.submission.done).toEqual({
      earliest: '2026-03-17T16:00:00Z',
      latest: '2026-03-18T16:00:00Z',
    });
    const undated = new Shelf();
    undated.take([row()], NOW);
    const [asked] = undated.plan([row({ 状态: '办结' })], LATER).planned[0]?.commands ?? [];
    expect(asked).toMatchObject({ happened: { earliest: null, latest: LATER } });
  });

  test('what was over before it was ever known is left alone', () => {
    expect(new Shelf().plan([row({ 状态: '已办结' })], NOW)).toEqual({
      planned: [],
      unchanged: 1,
      faults: [],
    });
  });

  test.each<[Partial<Record<DocumentColumn, string>>, DocumentColumn, RegExp]>([
    [{ 文号: '', 编号: '' }, '文号', /至少应有一项/],
    [{ 标题: '' }, '标题', /未填写/],
    [{ 承办单位: '区气象局' }, '承办单位', /通讯录中没有“区气象局”/],
    [{ 收文日期: '上周' }, '收文日期', /不是日期，应如2026-03-18/],
    [{ 收文日期: '' }, '收文日期', /未填写/],
    [{ 时限: '2026-02-30' }, '时限', /不是日期/],
    [{ 缓急: '火急' }, '缓急', /应为特急、加急、急件、普通、平件/],
    [{ 状态: '待定' }, '状态', /应为在办/],
  ])('refuses %j', (cells, column, say) => {
    const { faults, planned } = new Shelf().plan([row(cells, 7)], NOW);
    expect(faults).toEqual([{ line: 7, column, say: expect.stringMatching(say) }]);
    expect(planned).toEqual([]);
  });

  test('refuses a number that stands twice, also when it is written otherwise', () => {
    const { faults } = new Shelf().plan([row(), row({ 文号: '双城字[2026]12号' }, 3)], NOW);
    expect(faults).toEqual([{ line: 3, column: '文号', say: '与第2行重复' }]);
    expect(documentId('双城字〔2026〕12号')).toBe(documentId('双城字[2026]12号'));
  });

  test('reads every column it names', () => {
    expect(Object.keys(ROW)).toEqual([...DOCUMENT_COLUMNS]);
  });
});
