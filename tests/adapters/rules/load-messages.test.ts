import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  loadMessages,
  MessageFileError,
  readMessages,
} from '../../../shared/adapters/rules/load-messages.ts';
import type { RungRule } from '../../../shared/domain/rules/rulebook.ts';

const folder = path.join(import.meta.dirname, '../../../rules/shuangyang-2018');
const shipped = path.join(folder, 'messages.yaml');

const template = (change: string) => `
language: zh-CN
senders: { office: '【{district}政府办】', duty-room: '【{district}总值班室】', supervision: '【{district}督查室】' }
words:
  matter: { means: 短标题, sample: 老旧小区改造提升方案 }
  due: { means: 时限, sample: '12月31日17:00' }
combined:
  { ordinary: '请阅{lines}', leader: '呈阅：{lines}', emergency: '请阅{lines}', emergencyLeader: '呈阅：{lines}',
    overflow: '请阅{lines}', overflowLeader: '呈阅：{lines}', digest: '请阅{lines}', digestLeader: '呈阅：{lines}',
    title: '{title}等{count}项', between: ； }
raised: { short: '呈阅：{matter}', line: '{matter}' }
late: （{delayed}补发）
replyHint: { one: 回1收到, several: 回1均收到 }
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

/** A rung with this role, of which nothing else matters. */
function rungTo(role: string): RungRule {
  return {
    id: 'r',
    kind: 'escalate',
    time: { from: 'due', shift: null, at: null },
    early: null,
    onlyEarlyIf: null,
    onlyConfirmedIf: null,
    to: ['office.liaison', role],
    message: 'a.b',
    channel: null,
    repeatEvery: null,
    quietExemptUntil: null,
    approval: null,
    onlyIf: [],
  };
}

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
    [
      'a text of a channel too long for one SMS',
      `${good}    channels: { sms: { text: '请报{matter}${'材料'.repeat(30)}' } }\n`,
      'templates › a.b › channels › sms: 80 characters with the sample words; expected at most 70, or sms: false',
    ],
    [
      'a text of a channel beyond what the provider takes',
      `${good}    channels: { wecom-robot: { text: '请报{matter}${'材料'.repeat(340)}' } }\n`,
      'templates › a.b › channels › wecom-robot: 2100 bytes with the sample words; expected at most 2048',
    ],
    [
      'a long text beyond what the provider takes',
      `${good}    long: '请报{matter}${'材料'.repeat(340)}'\n`,
      'templates › a.b › long: 2100 bytes with the sample words; expected at most 2048',
    ],
    [
      'a wrong tone in the text of a channel',
      `${good}    channels: { mail: { short: '请报{matter}', long: '速报{matter}' } }\n`,
      "templates › a.b › channels › mail: speaks to a unit; expected '请'",
    ],
    [
      'a wrong tone in the text of a channel for leaders',
      `${good}    toLeader: { short: '呈阅：{matter}', line: '{matter}', channels: { sms: { text: '请阅，务必办理{matter}' } } }\n`,
      "templates › a.b › toLeader › channels › sms: contains '务必'",
    ],
    [
      'an unknown word in the text of a channel',
      `${good}    channels: { voice: { text: '请报{moon}' } }\n`,
      "templates › a.b › channels › voice: unknown word '{moon}'",
    ],
    [
      'a channel nobody knows',
      `${good}    channels: { telex: { text: '请报{matter}' } }\n`,
      'templates › a.b › channels',
    ],
    [
      'half a text of a channel',
      `${good}    channels: { mail: { short: '请报{matter}' } }\n`,
      "templates › a.b › channels › mail: expected 'text' alone, or 'short' and 'long'",
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

  it('has texts of its own for a channel, one or two, also for leaders', () => {
    const own = `${good}    channels: { sms: { text: '请报{matter}。' }, mail: { short: '请报', long: '请报{matter}，谢谢' } }
    toLeader: { short: '呈阅：{matter}', line: '{matter}', channels: { mail: { text: '呈阅：{matter}。请阅' } } }\n`;
    const read = readMessages({ file: 'm.yaml', yaml: template(own) }).templates.get('a.b');
    expect(Object.fromEntries(read?.forms ?? [])).toEqual({
      sms: { short: '请报{matter}。', long: '请报{matter}。' },
      mail: { short: '请报', long: '请报{matter}，谢谢' },
    });
    expect(read?.toLeader?.forms.get('mail')?.long).toBe('呈阅：{matter}。请阅');
  });

  it.each([
    [
      'leader-in-charge',
      "rung 'r' of ladder 'l' tells leader-in-charge; expected audience: leader, or a form toLeader",
    ],
    ['served', "rung 'r' of ladder 'l' tells served"],
    ['served.liaison', null],
    ['unit.principal', null],
    ['office-director', null],
  ])('needs a form for leaders where a rung tells %s', (role, sentence) => {
    const use = { template: 'a.b', ladder: 'l', rung: rungTo(role) };
    const read = (body: string) => () =>
      readMessages({ file: 'm.yaml', yaml: template(body) }, [], [], [use]);
    if (sentence === null) expect(read(good)).not.toThrow();
    else expect(read(good)).toThrow(sentence);
    expect(read(`${good}    toLeader: { short: '呈阅：{matter}', line: '{matter}' }\n`)).not.toThrow();
  });

  it.each([
    [
      'no place for the lines',
      "overflow: '请阅{lines}'",
      "overflow: '请阅'",
      'combined › overflow: has no {lines}',
    ],
    [
      'an order to leaders',
      "digestLeader: '呈阅：{lines}'",
      "digestLeader: '务必{lines}'",
      "digestLeader: contains '务必'",
    ],
    [
      'a word in a hint',
      'one: 回1收到',
      "one: '回1收到{matter}'",
      "replyHint › one: unknown word '{matter}'; expected none",
    ],
    ['no language', 'language: zh-CN', '', 'language: '],
  ])('is refused where what stands around several has %s', (_, from, to, sentence) => {
    const yaml = template(good).replace(from, to);
    expect(() => readMessages({ file: 'm.yaml', yaml })).toThrow(sentence);
  });

  it('in another language is measured, and its tone is left to those who know it', () => {
    const yaml = template(good.replace('请报{matter}', 'Submit {matter}, now!')).replace('zh-CN', 'en');
    expect(readMessages({ file: 'm.yaml', yaml }).language).toBe('en');
    const long = yaml.replace('Submit', 'Submit '.repeat(12));
    expect(() => readMessages({ file: 'm.yaml', yaml: long })).toThrow('expected at most 70');
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
