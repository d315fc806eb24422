import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMessages } from '../../../shared/adapters/rules/load-messages.ts';
import { SMS_CHARACTERS, smsParts } from '../../../shared/domain/notices/channel-forms.ts';
import { group } from '../../../shared/domain/notices/merge.ts';
import type { NoticeFacts } from '../../../shared/domain/notices/notice.ts';
import { toneFaults } from '../../../shared/domain/notices/tone.ts';
import { missingWords, render } from '../../../shared/domain/notices/wording.ts';
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
  copies: '40',
};

function textOf(
  facts: Partial<NoticeFacts>,
  delivery: Partial<Delivery> = {},
  ...more: Partial<NoticeFacts>[]
) {
  return render(groupOf(facts, delivery, ...more), messages, demo);
}

function groupOf(
  facts: Partial<NoticeFacts>,
  delivery: Partial<Delivery> = {},
  ...more: Partial<NoticeFacts>[]
) {
  const [only] = group(
    [facts, ...more].map((one) => dueNotice({ words, ...one }, { person: 'p', ...delivery })),
  );
  if (!only) throw new Error('no message');
  return only;
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

describe('on a channel', () => {
  const remind = messages.templates.get('papers.remind');
  if (!remind) throw new Error('no papers.remind');
  const own = {
    ...remind,
    forms: new Map([
      ['sms', { short: '短信请报{matter}。', long: '短信请报{matter}。' }],
      ['mail', { short: '邮件请报', long: '邮件请报{matter}，谢谢。' }],
    ] as const),
    toLeader: {
      short: '呈阅：{matter}。',
      long: '呈阅：{matter}情况。',
      line: '{matter}',
      forms: new Map([['mail', { short: '呈阅', long: '呈阅：{matter}，请阅示。' }]] as const),
    },
  };
  const withForms = { ...messages, templates: new Map(messages.templates).set('papers.remind', own) };
  const on = (channel: string | null, served: string | null = null) =>
    render(groupOf({ template: 'papers.remind' }, { served }), withForms, demo, channel).text;

  it.each([
    ['sms', null, '短信请报老旧小区改造。'],
    ['mail', null, '邮件请报老旧小区改造，谢谢。'],
    ['mail', 'mayor', '呈阅：老旧小区改造，请阅示。'],
    ['sms', 'mayor', '呈阅：老旧小区改造。'],
    ['wecom-app', 'mayor', '呈阅：老旧小区改造情况。'],
  ])('%s, to %s: its own form, else the short or the long one', (channel, served, text) => {
    expect(on(channel, served)).toBe(`【示例区政府办】${text}`);
  });

  it.each(['voice', 'phone-record', 'inbox', null])('%s takes the short form', (channel) => {
    expect(on(channel)).toMatch(/^【示例区政府办】提醒：第5次/);
  });

  it.each(['wecom-robot', 'dingtalk-app', 'dingtalk-robot', 'feishu-robot', 'paper'])(
    '%s takes the long form',
    (channel) => {
      expect(on(channel)).toMatch(/^【示例区政府办】你单位承担的区政府第5次/);
    },
  );
});

describe('what a provider of registered texts is told', () => {
  const registered = (facts: Partial<NoticeFacts>, served: string | null = null) =>
    textOf({ template: 'papers.remind', ...facts }, { served }).template;

  it('is the template and the words of its text', () => {
    const { title, unit, copies, ...wanted } = words;
    expect([title, unit, copies]).not.toContain(undefined);
    expect(registered({})).toEqual({ id: 'papers.remind', words: wanted });
  });

  it('is a text of its own for leaders, and for what is raised to them', () => {
    expect(registered({ template: 'meeting.withdrawn' }, 'mayor')?.id).toBe('meeting.withdrawn/leader');
    expect(registered({}, 'mayor')?.id).toBe('raised');
    expect(registered({ template: 'papers.escalate' }, 'mayor')?.id).toBe('papers.escalate');
  });

  it('is nothing for several in one, a draft in other words, and 拟发', () => {
    const several = textOf(
      { template: 'papers.remind' },
      {},
      { duty: 'm6/D52-07/i1', template: 'papers.hasten' },
    );
    expect(several.template).toBeNull();
    expect(registered({ words: { ...words, wording: '请阅处。' } })).toBeNull();
    const drafted = groupOf({ template: 'papers.remind' });
    const shadow = { instead: drafted.first.delivery, nobody: false };
    const draft = { ...drafted, first: { ...drafted.first, shadow } };
    expect(render(draft, messages, demo).template).toBeNull();
  });
});

describe('several in one message', () => {
  const second = {
    template: 'papers.remind',
    duty: 'm5/D52-07/i4',
    words: { ...words, matter: '供热保障方案' },
  };
  const said = (why: 'overflow' | 'digest', served: string | null = null) =>
    render(groupOf({ template: 'papers.remind' }, { served }, second), messages, demo, null, { why }).text;

  it.each([
    ['overflow', null, /^【示例区政府办】本小时提醒较多，以下2项合并发送，请阅处：1\./],
    ['overflow', 'mayor', /^【示例区政府办】呈阅：以下2项情况合并呈送，请阅示：1\./],
    ['digest', null, /^【示例区政府办】今日提醒2项，请阅处：1\./],
    ['digest', 'mayor', /^【示例区政府办】呈阅：今日有关情况2项，请阅示：1\./],
  ] as const)('for %s, to %s, says so', (why, served, text) => {
    expect(said(why, served)).toMatch(text);
  });

  it('is one text as ever where there is only one', () => {
    const one = groupOf({ template: 'papers.remind' });
    const digest = render(one, messages, demo, null, { why: 'digest' });
    expect(digest).toEqual(render(one, messages, demo));
  });

  it('keeps the tone towards leaders and units', () => {
    for (const why of ['overflow', 'digest'] as const) {
      expect(toneFaults(said(why), 'unit', 'office')).toEqual([]);
      expect(toneFaults(said(why, 'mayor'), 'leader', 'office')).toEqual([]);
    }
  });
});

describe('how to answer by SMS', () => {
  const ended = (
    facts: Partial<NoticeFacts>,
    channel: string,
    replyHint: boolean,
    more: Partial<NoticeFacts>[] = [],
    served: string | null = null,
  ) =>
    /回1.*$/.exec(
      render(groupOf({ template: 'papers.remind', ...facts }, { served }, ...more), messages, demo, channel, {
        replyHint,
      }).text,
    )?.[0] ?? null;
  const other = {
    template: 'papers.remind',
    duty: 'm6/D52-07/i1',
    words: { ...words, matter: '供热保障方案' },
  };

  it.each<[string, string | null, string | null]>([
    ['is said to a unit', ended({}, 'sms', true), '回1收到2已报3延期。'],
    ['is said once for several', ended({}, 'sms', true, [other]), '回1均收到，办理情况请电话告知。'],
    ['is not said where it is switched off', ended({}, 'sms', false), null],
    ['is not said in a mail', ended({}, 'mail', true), null],
    ['is not said to a leader', ended({}, 'sms', true, [], 'mayor'), null],
    ['is not said where nothing is asked', ended({ kind: 'correction' }, 'sms', true), null],
    ['is not said to the office', ended({ template: 'papers.check', kind: 'remind' }, 'sms', true), null],
  ])('%s', (_caption, said, expected) => {
    expect(said).toBe(expected);
  });
});

it.each([
  [69, 1],
  [70, 1],
  [71, 2],
  [134, 2],
  [135, 3],
])('%i characters are %i parts', (length, parts) => {
  expect(smsParts('督'.repeat(length))).toBe(parts);
});
