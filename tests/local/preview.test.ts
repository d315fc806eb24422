/** `duban preview`: texts as they would go out, with their lengths; bad input is one line. */
import { describe, expect, test } from 'vitest';
import { main } from '../../local/cli.ts';

async function preview(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const code = await main(['preview', ...args], io);
  return { code, out: out.join(''), err: err.join('') };
}

/** Lines without the empty ones. */
const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

test('without arguments lists every template with its lengths', async () => {
  const { code, out } = await preview();
  expect(code).toBe(0);
  const [head = '', ...rows] = linesOf(out);
  expect(head).toMatch(/^模板 +对象 +短信 +条数 +最长 +字节 +用处 +标题$/);
  expect(rows.find((row) => row.startsWith('papers.check '))).toMatch(
    / 办公室 +68 +1 +93 +256 +4 +材料到时核对$/,
  );
  expect(rows.at(-1)).toMatch(/^共\d+个模板。/);
});

test('one template: who sends it, and each different text with the channels that take it', async () => {
  const { out } = await preview('meeting.withdrawn', '--district', '双阳区');
  expect(linesOf(out)).toEqual([
    'meeting.withdrawn　议题撤回',
    '署名：【双阳区政府办】',
    '用于：系统随事项变化发送',
    expect.stringMatching(/^单位 {2}60字 {2}152字节 {2}短信1条 {2}短信、语音电话、电话记录$/),
    expect.stringMatching(
      /^ {2}【双阳区政府办】“老旧小区改造提升方案”议题不再列入第15次常务会议，前发提醒作废。/,
    ),
    expect.stringMatching(/^单位 {2}85字 {2}227字节 {11}企业微信/),
    expect.stringMatching(/^ {2}【双阳区政府办】.*已分送的材料请按清退清单退回/),
    expect.stringMatching(/^领导 {2}42字 {2}122字节 {2}短信1条 {2}短信、语音电话、/),
    expect.stringMatching(/^ {2}【双阳区政府办】呈阅：/),
  ]);
});

describe('one text', () => {
  test.each<[string, string[], string]>([
    [
      'of a rung, by SMS, with a word of one’s own',
      ['D52-07/remind-1', '--channel', 'sms', '--audience', 'unit', '--word', 'matter=供热保障方案'],
      '【示例区政府办】提醒：第15次常务会议“供热保障方案”材料请于12月31日17:00前报送秘书科，电话000-00001212。回1收到2已报3延期。',
    ],
    [
      'to a leader',
      ['papers.escalate', '--channel', 'mail', '--word', 'unit=区住建局'],
      '【示例区政府办】呈阅：第15次常务会议“老旧小区改造提升方案”材料截至12月31日19:00未到，区住建局承办，办公室正在衔接。',
    ],
    [
      'with the value of a setting, of another rulebook',
      ['papers.start', '--channel', 'paper', '--audience', 'unit', '--rulebook', 'demo-county-2009'],
      '（一式30份，每份不超过3000字）',
    ],
  ])('%s', async (_caption, args, text) => {
    const { code, out } = await preview(...args);
    expect(code).toBe(0);
    expect(out).toContain(text);
    expect(linesOf(out).filter((line) => line.startsWith('  '))).toHaveLength(1);
  });
});

test('a rule: every template of its ladder, once', async () => {
  const { out } = await preview('D36-3/plan', '--channel', 'sms');
  expect(linesOf(out).filter((line) => /^[a-z]+\.[a-z-]+　/.test(line))).toEqual([
    'press.plan　发布会方案提醒',
  ]);
  expect(out).toContain('用于：阶梯press-plan的remind（承办单位联络员），规则D36-3/plan');
});

test.each<[string, string[], string]>([
  [
    'what is neither template nor rule',
    ['papers.gone'],
    "'papers.gone' is no template and no rule of shuangyang-2018;",
  ],
  ['a rung that is not there', ['D52-06/zz'], "rule D52-06 has no rung 'zz'; expected one of remind, due, "],
  ['a word nobody knows', ['--word', 'moon=1'], '--word moon: no such word; expected one of matter, '],
  ['a word without value', ['--word', 'moon'], '--word moon: expected KEY=VALUE'],
  ['a channel nobody knows', ['--channel', 'telex'], '--channel telex: expected one of sms, '],
  ['an audience nobody knows', ['--audience', 'all'], '--audience all: expected one of leader, unit, office'],
  [
    'a text for another audience',
    ['papers.remind', '--audience', 'office'],
    "'papers.remind' says nothing to them",
  ],
  [
    'a language that is not there',
    ['--language', 'en'],
    '--language en: no such texts; expected one of zh-CN',
  ],
  ['a rulebook that is not there', ['--rulebook', 'x'], '--rulebook x: no such rulebook'],
  ['one word too many', ['papers.remind', 'sms'], "'sms' is one word too many"],
])('refuses %s in one line', async (_caption, args, sentence) => {
  const { code, out, err } = await preview(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^duban preview: [^\n]+\n$/);
  expect(err).toContain(sentence);
});
