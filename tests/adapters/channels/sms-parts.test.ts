/** What an SMS costs, where it is cut, and what a message becomes for providers. */
import { describe, expect, it } from 'vitest';
import { cutTo, partsOf, roomOf } from '../../../shared/adapters/channels/sms/parts.ts';
import { phoneOf, prepare } from '../../../shared/adapters/channels/sms/prepare.ts';
import { smsSettings } from '../../../shared/contract/sms-settings.ts';
import { aMessage } from '../../contract/channel.contract.ts';

it.each([
  ['one part alone holds 70', 70, 1],
  ['one more costs two', 71, 2],
  ['two hold 134', 134, 2],
  ['and then three', 135, 3],
])('%s', (_caption, length, parts) => {
  expect(partsOf('字'.repeat(length))).toBe(parts);
});

it('counts a character outside the basic plane as the two units that it costs', () => {
  expect(partsOf('𠮷'.repeat(35))).toBe(1);
  expect(partsOf('𠮷'.repeat(36))).toBe(2);
});

describe('a text too long', () => {
  it('is left alone while it fits', () => {
    expect(cutTo('请于17:00前报送。', roomOf(1))).toBe('请于17:00前报送。');
  });

  it('ends with a sentence and the telephone number that it gave', () => {
    const text = `请于3月17日17:00前报送材料。${'另请准备汇报提纲，'.repeat(9)}联系人×××84XXXX12。`;
    expect(cutTo(text, 60)).toBe(
      '请于3月17日17:00前报送材料。另请准备汇报提纲，另请准备汇报提纲，另请准备汇报提纲…详情请致电84XXXX12。',
    );
    const early = `${'请报送材料'.repeat(7)}。${'另请准备'.repeat(20)}。`;
    expect(cutTo(early, 60)).toBe(`${'请报送材料'.repeat(7)}。…详情请来电询问。`);
  });

  it('is cut anywhere where it has no sentence, but never through a character', () => {
    const cut = cutTo('𠮷'.repeat(100), 70);
    expect(cut.length).toBeLessThanOrEqual(70);
    expect(cut.isWellFormed()).toBe(true);
  });
});

it.each([
  ['13800000001', '13800000001'],
  ['+86 138-0000-0001', '13800000001'],
  ['008613800000001', '13800000001'],
  ['+85251234567', '+85251234567'],
  ['0431-84123456', null],
  ['chen@example.gov.cn', null],
  ['1380000000', null],
])('the number %s is %s', (address, phone) => {
  expect(phoneOf(address)).toBe(phone);
});

describe('a message made ready', () => {
  const settings = (changes: object = {}) =>
    smsSettings.parse({
      provider: 'aliyun',
      accessKeyId: 'fake-id-01',
      accessKeySecret: 'fake-secret-01',
      ...changes,
    });
  const message = aMessage({ address: '13800000001' });

  it.each([
    ['as it stands in brackets', {}, '示例区政府办'],
    ['as registered', { sign: '示例区政务' }, '示例区政务'],
    ['as the one in brackets is registered', { sign: 'X', signs: { 示例区政府办: 'S88' } }, 'S88'],
  ])('has its sign apart: %s', (_caption, changes, sign) => {
    const made = prepare(message, settings({ otherwise: { code: 'T' }, ...changes }), 'templates');
    expect(made).toMatchObject({ sign, text: '请于3月12日17:00前报送会议材料。' });
  });

  it('keeps to the parts allowed, the sign included', () => {
    const long = aMessage({ ...message, short: `【示例区政府办】${'请报送。'.repeat(100)}` });
    const made = prepare(long, settings({ maxParts: 2 }), 'texts');
    if ('reason' in made) throw new Error(made.reason);
    expect(partsOf(made.content)).toBe(2);
  });

  it('needs each word of its template', () => {
    const params = [{ word: 'place' }];
    const made = prepare(message, settings({ templates: { SMS_1: { code: 'T1', params } } }), 'templates');
    expect(made).toEqual({ reason: '短信模板“T1”需要“place”，本条提醒没有' });
  });

  it('cuts a word where the provider allows it only so long, visibly', () => {
    const params = [{ word: 'time', longest: 5 }];
    const made = prepare(message, settings({ templates: { SMS_1: { code: 'T1', params } } }), 'templates');
    expect(made).toMatchObject({ template: { params: [{ name: 'time', value: '3月12…' }] } });
  });
});
