/** What a row may write for a rule, and what it may not. */
import { describe, expect, it } from 'vitest';
import { loadGround } from '../../../local/rules-folder.ts';
import { RULE_WORDS, ruleMeant } from '../../../shared/domain/looking-back/rule-words.ts';
import { ruleKey } from '../../../shared/domain/rules/rulebook.ts';

const { rulebook } = loadGround('shuangyang-2018', {});
const county = loadGround('demo-county-2009', {}).rulebook;

function meant(written: string, under = rulebook): string {
  const told = ruleMeant(written, under);
  if ('unmapped' in told) return told.unmapped;
  return told.rules
    .map((rule) => `${ruleKey(rule)}${rule.variant === null ? '' : `#${rule.variant}`}`)
    .join(' ');
}

describe('which rule is meant', () => {
  it.each([
    ['D52-07', 'D52-07'],
    ['Ｄ５２－０７', 'D52-07'],
    ['d52-7', 'D52-07'],
    ['D36-3/plan', 'D36-3/plan'],
    ['D45-1#instruction-urgent', 'D45-1#instruction-urgent'],
    ['议题材料报送（D52-07）', 'D52-07'],
    ['D52-07 议题材料报送', 'D52-07'],
    ['会议材料', 'D52-07'],
    ['“会议材料”', 'D52-07'],
    ['周安排', 'D76-2'],
    ['舆情首发', 'D36-2'],
    ['新闻发布会', 'D36-3'],
    ['批示', 'D45-1#instruction'],
    ['第三十五条', 'D35-1'],
    ['35条', 'D35-1'],
    ['第五十二条议题材料报送', 'D52-07'],
    ['第五十二条（议题材料报送）', 'D52-07'],
    ['第五十二条：会议材料', 'D52-07'],
    ['信访事项办结', 'D43-1'],
  ])('%s', (written, expected) => expect(meant(written)).toBe(expected));

  it.each([
    ['nothing', '', '未填写'],
    ['an article with several limits', '第五十二条', '应写明是哪一项'],
    ['a word nobody uses', '其他工作', '不知是哪一条'],
    ['a number that is not there', 'D52-99', '不知是哪一条'],
    ['a number and another rule’s title', 'D52-08议题材料报送', '不知是哪一条'],
    ['an article and another one’s title', '第三十五条议题材料报送', '不知是哪一条'],
    ['a part of a title', '议题材料', null],
  ])('%s', (_what, written, why) => {
    if (why === null) expect(meant(written)).toBe('D52-07');
    else expect(meant(written)).toContain(why);
  });

  it('holds under another rulebook by the titles of its rules', () => {
    expect(meant('会议材料', county)).toBe('D7-1');
    expect(meant('舆情首发', county)).toContain('不知是哪一条');
  });

  it('every word means a rule of the rulebook that ships', () => {
    for (const word of Object.keys(RULE_WORDS)) expect(meant(word), word).not.toMatch(/[。，]/);
  });
});
