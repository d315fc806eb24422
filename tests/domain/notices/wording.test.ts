import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMessages } from '../../../shared/adapters/rules/load-messages.ts';
import { group } from '../../../shared/domain/notices/merge.ts';
import type { NoticeFacts } from '../../../shared/domain/notices/notice.ts';
import { toneFaults } from '../../../shared/domain/notices/tone.ts';
import { missingWords, render, SMS_CHARACTERS } from '../../../shared/domain/notices/wording.ts';
import type { Delivery } from '../../../shared/domain/routing/recipients.ts';
import { demo } from '../routing/demo-roster.ts';
import { dueNotice } from './office-times.ts';

const file = path.join(import.meta.dirname, '../../../rules/shuangyang-2018/messages.yaml');
const messages = loadMessages(file);
const templates = [...messages.templates.values()];
const samples = Object.fromEntries([...messages.words].map(([name, { sample }]) => [name, sample]));
const words = {
  matter: '老旧小区改造',
  title: '老旧小区改造实施方案',
  unit: '区住建局',
  due: '3月17日17:00',
  meeting: '第5次常务会议',
  contact: '000-00001212',
};

function textOf(
  facts: Partial<NoticeFacts>,
  delivery: Partial<Delivery> = {},
  ...more: Partial<NoticeFacts>[]
) {
  const [only] = group(
    [facts, ...more].map((one) => dueNotice({ words, ...one }, { person: 'p', ...delivery })),
  );
  if (!only) throw new Error('no message');
  return render(only, messages, demo);
}

describe.each(templates)('$id', (template) => {
  it('renders with the declared words and nothing missing', () => {
    const own = Object.fromEntries(template.words.map((word) => [word, samples[word] ?? '']));
    const message = textOf({ template: template.id, words: own });
    expect(message.missing).toEqual([]);
    expect(message.short).toMatch(/^【示例区(政府办|总值班室|政府督查室)】/);
    expect(`${message.short}${message.long}`).not.toMatch(/[{}]|undefined|……/);
  });

  it('keeps the tone, also towards a leader who comes to read it', () => {
    for (const served of [null, 'mayor']) {
      const { short, long } = textOf({ template: template.id, words: { ...samples } }, { served });
      const audience = served === null ? template.audience : 'leader';
      for (const text of [short, long]) expect(toneFaults(text, audience, template.sender)).toEqual([]);
    }
  });
});

describe.each(templates.filter(({ sms }) => sms))('$id', ({ id }) => {
  it('fits one SMS part with the longest usual words', () => {
    const message = textOf({ template: id, words: samples });
    expect(message.short.length).toBeLessThanOrEqual(SMS_CHARACTERS);
  });
});

it('reads as the office writes', () => {
  expect(textOf({ template: 'papers.remind' }).short).toBe(
    '【示例区政府办】提醒：第5次常务会议“老旧小区改造”材料请于3月17日17:00前报送秘书科，电话000-00001212。',
  );
});

it('joins several into one list', () => {
  const second = {
    template: 'papers.remind',
    duty: 'm5/D52-07/i4',
    words: { ...words, matter: '供热保障方案' },
  };
  expect(textOf({ template: 'papers.remind' }, {}, second).short).toBe(
    '【示例区政府办】以下2项请阅处：1.第5次常务会议“老旧小区改造”材料请于3月17日17:00前报送；' +
      '2.第5次常务会议“供热保障方案”材料请于3月17日17:00前报送。联系电话000-00001212。',
  );
});

it('joins the two clocks of one event under its number', () => {
  const event = {
    clock: 'E',
    kind: 'start',
    matter: 'e17',
    words: { ...words, event: '2026-017', due: '3月18日17:40' },
  } as const;
  const first = { ...event, duty: 'e17/D36-2', template: 'opinion.start-units' };
  const second = {
    ...event,
    duty: 'e17/D36-3',
    template: 'press.start-units',
    words: { ...event.words, due: '3月19日12:40' },
  };
  expect(textOf(first, {}, second).short).toBe(
    '【示例区总值班室】特急：事件2026-017以下2项请即办理：1.首次信息发布时限3月18日17:40，请即拟稿报审；2.新闻发布会最迟于3月19日12:40举行，请即筹备。',
  );
});

it('speaks to a leader who was told in the words owed to leaders', () => {
  expect(textOf({ template: 'meeting.withdrawn' }, { served: 'mayor' }).short).toBe(
    '【示例区政府办】呈阅：“老旧小区改造”议题不再列入第5次常务会议，请阅知。',
  );
});

it('tells a leader whom a unit’s reminder reached that nobody else could be', () => {
  expect(textOf({ template: 'papers.remind' }, { served: 'executive-vice-mayor' }).short).toBe(
    '【示例区政府办】呈阅：区住建局承担的“老旧小区改造”（时限3月17日17:00）现无可送达人员，请阅示。',
  );
});

it('says that it comes late when it does', () => {
  const { short } = textOf({ template: 'papers.remind', words: { ...words, delayed: '3月17日09:00' } });
  expect(short).toMatch(/（本条应于3月17日09:00发出，现补发）$/);
});

it('shows a gap instead of failing when a word or a template is missing', () => {
  const { due, ...rest } = words;
  expect(due).toBe('3月17日17:00');
  expect(textOf({ template: 'papers.remind', words: rest })).toMatchObject({
    missing: ['due'],
    short: expect.stringContaining('请于……前'),
  });
  expect(textOf({ template: 'papers.gone' })).toMatchObject({
    missing: ['template papers.gone'],
    short: '【示例区政府办】区住建局“老旧小区改造”，时限3月17日17:00，请阅处。',
  });
  expect(missingWords('papers.remind', rest, messages)).toEqual(['due']);
});

it('gives the telephone of the desk that sends where the notice names none', () => {
  const { contact, ...rest } = words;
  expect(contact).toBe('000-00001212');
  const desk = demo.people.get('p-office-liaison')?.phone ?? 'none';
  expect(textOf({ template: 'papers.remind', words: rest })).toMatchObject({
    missing: [],
    short: expect.stringContaining(`电话${desk}`),
  });
});
