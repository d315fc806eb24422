/** Numbers of headings, places of signatures, and the wording of dates and document numbers on official papers. */
import { describe, expect, it } from 'vitest';
import {
  blankNumber,
  column,
  heading,
  numbered,
  officialPaper,
  paragraph,
  table,
} from '../../../shared/domain/papers/official-paper.ts';
import { paperText, sayDays } from '../../../shared/domain/papers/paper-text.ts';
import { signaturePlace } from '../../../shared/domain/papers/signature-place.ts';
import { widthOf } from '../../../shared/domain/papers/text-width.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';

const day = parseLocalDate('2026-03-17');

describe('headings', () => {
  it('are numbered 一、（一）1.（1）, each level anew under the one above', () => {
    const blocks = numbered([
      heading(1, '甲'),
      heading(2, '乙'),
      heading(3, '丙'),
      heading(4, '丁'),
      heading(4, '戊'),
      heading(2, '己'),
      paragraph('正文'),
      heading(1, '庚'),
      heading(2, '辛'),
    ]);
    const said = blocks.flatMap((block) => (block.is === 'heading' ? [block.number] : []));
    expect(said).toEqual(['一、', '（一）', '1.', '（1）', '（2）', '（二）', '二、', '（一）']);
  });

  it('of annexes are counted from one again', () => {
    const blocks = [heading(1, '甲')];
    const annexes = [{ title: ['附件'], blocks: [heading(1, '乙')] }];
    const paper = officialPaper({ kind: 'x', name: 'x', title: ['x'], blocks, annexes });
    expect(paper.blocks).toMatchObject([{ number: '一、' }]);
    expect(paper.annexes[0]?.blocks).toMatchObject([{ number: '一、' }]);
  });
});

describe('tables', () => {
  it('refuse rows of another length', () => {
    expect(() => table([column('甲', 1)], [['1', '2']])).toThrow('a row of 2 cells in a table of 1 columns');
  });
});

describe('the signature', () => {
  it('has its date four characters from the right and its name centred on it', () => {
    const place = signaturePlace({ issuer: '示例区人民政府', date: day });
    expect(place).toMatchObject({ date: '2026年3月17日', dateFromRight: 4 });
    const middle = (fromRight: number, text: string) => fromRight + widthOf(text) / 2;
    expect(middle(place.issuerFromRight, place.issuer)).toBe(middle(4, place.date));
  });

  it('keeps a long name within the text', () => {
    const place = signaturePlace({ issuer: '示例区人民政府安全生产委员会办公室', date: day });
    expect(place.issuerFromRight).toBe(0);
  });

  it('leaves the date blank until it is signed', () => {
    expect(signaturePlace({ issuer: '示例区人民政府', date: null }).date).toMatch(/^　+年　+月　+日$/);
  });
});

describe('texts', () => {
  it.each([
    ['长双府发[2018]7号', '长双府发〔2018〕7号'],
    ['长双府发（2018）7号', '长双府发〔2018〕7号'],
    ['根据规则(试行),9:00前报送', '根据规则（试行），9:00前报送'],
    ['共3项(第[2]组)', '共3项（第[2]组）'],
  ])('%s becomes %s', (given, said) => {
    expect(paperText(given)).toBe(said);
  });

  it.each([
    ['one day', '2026-03-16', '2026-03-16', '2026年3月16日'],
    ['a week', '2026-03-16', '2026-03-22', '2026年3月16日—22日'],
    ['over the end of a month', '2026-03-30', '2026-04-05', '2026年3月30日—4月5日'],
    ['over the end of a year', '2026-12-28', '2027-01-03', '2026年12月28日—2027年1月3日'],
  ])('%s', (_caption, first, last, said) => {
    expect(sayDays(parseLocalDate(first), parseLocalDate(last))).toBe(said);
  });

  it('a number is the office’s to give', () => {
    expect(blankNumber(day)).toBe('〔2026〕　　号');
  });
});
