import { describe, expect, it } from 'vitest';
import {
  digitsOf,
  maskedPhone,
  personWithPhone,
  quoted,
  readAnswer,
} from '../../../shared/domain/notices/reply.ts';
import type { Person } from '../../../shared/domain/routing/directory.ts';

describe('what a reply says', () => {
  const table: [string, string, ReturnType<typeof readAnswer>][] = [
    ['the figure', '1', 'received'],
    ['the full-width figure', '１', 'received'],
    ['the word', '收到', 'received'],
    ['figure and word', '1 收到。', 'received'],
    ['all of several', '均收到', 'received'],
    ['signed for', '签收', 'received'],
    ['handed in, the figure', ' 2 ', 'handed-in'],
    ['handed in, the word', '已报送！', 'handed-in'],
    ['handed in, both', '２，已报送', 'handed-in'],
    ['more time, the figure', '3', 'extension'],
    ['more time, the word', '延期', 'extension'],
    ['more time, as a sentence', '3申请延期', 'extension'],
    ['two answers', '1 2', null],
    ['two words', '收到，已报送', null],
    ['another number', '4', null],
    ['a number that begins so', '12', null],
    ['a question', '收到了吗', null],
    ['the opposite', '未收到', null],
    ['nothing', '  ', null],
    ['a refusal of messages', '退订', null],
    ['words', '材料下午送到', null],
  ];
  it.each(table)('%s', (_caption, text, expected) => {
    expect(readAnswer(text)).toBe(expected);
  });

  it('is quoted on one line and at most 100 characters long', () => {
    expect(quoted('材料\n下午\u0007送到 ')).toBe('材料 下午 送到');
    expect([...quoted('长'.repeat(300))]).toHaveLength(100);
  });
});

describe('whose number it is', () => {
  const person = (id: string, phone: string, sms?: string): [string, Person] => [
    id,
    { id, name: id, phone, channels: sms === undefined ? [] : [{ channel: 'sms', address: sms }] },
  ];
  const people = new Map([
    person('p-one', '138 0000 1111'),
    person('p-two', '0431-80000000', '13800002222'),
    person('p-three', '13800003333'),
    person('p-four', '13800003333'),
  ]);

  const table: [string, string, string | null][] = [
    ['as it is written', '13800001111', 'p-one'],
    ['with the country code', '+86 138-0000-1111', 'p-one'],
    ['with the country code as dialled', '008613800001111', 'p-one'],
    ['the address of the channel', '13800002222', 'p-two'],
    ['a number of two people', '13800003333', null],
    ['an unknown number', '13800009999', null],
    ['no number', '', null],
    ['no digits', '短信平台', null],
  ];
  it.each(table)('%s', (_caption, phone, expected) => {
    expect(personWithPhone(phone, 'sms', { people })?.id ?? null).toBe(expected);
  });

  it('another channel has other addresses', () => {
    expect(personWithPhone('13800002222', 'voice', { people })).toBe(null);
  });

  it('is blotted out where it need not be read', () => {
    expect(maskedPhone('+86 13800001111')).toBe('138****1111');
    expect(maskedPhone('10086')).toBe('*****');
    expect(digitsOf('000-00001085')).toBe('00000001085');
  });
});
