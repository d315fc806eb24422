import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  loadMessages,
  MessageFileError,
  readMessages,
} from '../../../shared/adapters/rules/load-messages.ts';

const folder = path.join(import.meta.dirname, '../../../rules/shuangyang-2018');
const shipped = path.join(folder, 'messages.yaml');

const template = (change: string) => `
senders: { office: '【{district}政府办】', duty-room: '【{district}总值班室】', supervision: '【{district}督查室】' }
words:
  matter: { means: 短标题, sample: 老旧小区改造提升方案 }
  due: { means: 时限, sample: '12月31日17:00' }
combined: { ordinary: '{lines}', leader: '呈阅：{lines}', emergency: '{lines}', emergencyLeader: '呈阅：{lines}' }
raised: { short: '呈阅：{matter}', line: '{matter}' }
late: （{delayed}补发）
templates:
  a.b:
    title: 提醒
${change}
`;
const good = `    sender: office
    audience: unit
    words: [matter]
    short: 请报{matter}
    line: '{matter}'
`;

describe('the shipped templates', () => {
  it('have every text that a ladder of the rulebook asks for', () => {
    const ladders = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'messages.yaml');
    const texts = ladders.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
    const needed = new Set([...texts.matchAll(/\bmessage: ([a-z.-]+)/g)].map(([, id = '']) => id));
    expect(needed.size).toBeGreaterThan(0);
    expect(() => loadMessages(shipped, needed)).not.toThrow();
  });

  it('are refused when one is missing', () => {
    expect(() => loadMessages(shipped, ['papers.gone'])).toThrow(
      "messages.yaml: templates: 'papers.gone' is missing; a ladder of the rulebook uses it",
    );
  });
});

describe('a file of templates', () => {
  it('is read; a text without long form is its own', () => {
    const read = readMessages({ file: 'm.yaml', yaml: template(good) }).templates.get('a.b');
    expect(read).toMatchObject({
      id: 'a.b',
      sms: true,
      short: '请报{matter}',
      long: '请报{matter}',
      toLeader: null,
    });
  });

  it.each([
    [
      'a word that is not declared',
      good.replace('请报{matter}', '请于{due}前报{matter}'),
      "templates › a.b: unknown word '{due}'; expected one of matter",
    ],
    [
      'a word the catalogue does not have',
      good.replace('[matter]', '[matter, moon]'),
      "words: unknown word 'moon'",
    ],
    [
      'a word declared and not used',
      good.replace('[matter]', '[matter, due]'),
      "words: 'due' is not used by any text",
    ],
    ['an accusing word', good.replace('请报', '违规，请报'), "contains '违规'"],
    ['督办 from the office', good.replace('请报', '督办：请报'), "contains '督办'"],
    [
      'an order to a leader',
      good.replace('unit', 'leader').replace('请报', '呈阅：务必办理'),
      "contains '务必'",
    ],
    ['a leader who is not served', good.replace('unit', 'leader'), 'speaks to a leader; expected one of 呈'],
    ['a unit that is not asked', good.replace('请报', '速报'), "speaks to a unit; expected '请'"],
    ['half-width punctuation', good.replace('请报', '请报:'), "has half-width ':'"],
    [
      'a short text of two parts',
      good.replace('请报', `请报${'材料'.repeat(30)}`),
      'characters with the sample words; expected at most 70, or sms: false',
    ],
    [
      'a wrong tone in the form for leaders',
      `${good}    toLeader: { short: '{matter}', line: '{matter}' }\n`,
      'templates › a.b › toLeader: speaks to a leader',
    ],
    ['an unknown field', `${good}    tone: soft\n`, 'templates › a.b'],
    ['an unknown sender', good.replace('sender: office', 'sender: mayor'), 'templates › a.b › sender'],
    ['broken YAML', '   - [', 'expected well-formed YAML'],
  ])('is refused for %s', (_, body, sentence) => {
    const read = () => readMessages({ file: 'm.yaml', yaml: template(body) });
    expect(read).toThrow(MessageFileError);
    expect(read).toThrow(sentence);
    expect(read).toThrow(/^m\.yaml: [^\n]+$/);
  });

  it('lets a long text pass that says it is none for SMS', () => {
    const long = `${good.replace('请报', `请报${'材料'.repeat(30)}`)}    sms: false\n`;
    expect(() => readMessages({ file: 'm.yaml', yaml: template(long) })).not.toThrow();
  });

  it('lets the supervision office speak of 督办', () => {
    const from = good.replace('sender: office', 'sender: supervision').replace('请报', '督办：请报');
    expect(() => readMessages({ file: 'm.yaml', yaml: template(from) })).not.toThrow();
  });
});
