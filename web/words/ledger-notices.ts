/** Entries about what became of a message, dead letters and mutes, in words. */
import { channelName } from './labels.ts';
import { type Around, type Body, because, moment, type Sentence, text, who } from './ledger-words.ts';

export const NOTICE_SENTENCES: Readonly<Record<string, Sentence>> = {
  'notice.signed': (body, around) => `${sent(body, around)}已签收${hand(body, around)}${noted(body)}`,
  'notice.delivered': (body, around) => `${sent(body, around)}已送达${noted(body)}`,
  'notice.read': (body, around) => `${sent(body, around)}已读${noted(body)}`,
  'notice.unreached': (body, around) =>
    `${sent(body, around)}未联系到，改送其他渠道或下一人${noted(body)}（${who(body.by, around)}登记）`,
  'notice.needless': (body, around) =>
    `${who(body.post, around)}的电话或纸质通知无须再送：事项已办结或已报送`,
  'notice.retried': (body, around) =>
    `重新发送${who(body.post, around)}的未送达消息（${who(body.by, around)}）`,
  'notice.muted': (body, around) =>
    `静音${whose(body, around)}的一般提醒至${moment(body.until, around)}（${who(body.by, around)}登记）${because(body.why)}`,
  'notice.unmuted': (body, around) => `解除${whose(body, around)}的静音（${who(body.by, around)}登记）`,
};

/** Whose signature it is, and who keyed it where that is somebody else. */
export function signer(body: Body, around: Around): string {
  const signed = text(body.signer) === '' ? body.by : body.signer;
  return signed === body.by ? who(signed, around) : `${who(signed, around)}${keyed(body, around)}`;
}

function sent(body: Body, around: Around): string {
  const person = text(body.person) === '' ? '' : `（${who(body.person, around)}）`;
  return `发${who(body.to, around)}${person}的${channelName(text(body.channel))}`;
}

function hand(body: Body, around: Around): string {
  const signed = text(body.for);
  if (signed === '') return `（${who(body.by, around)}）`;
  const scan = text(body.scan) === '' ? '' : `，扫描件${text(body.scan)}`;
  return `（${who(signed, around)}${keyed(body, around)}${scan}）`;
}

function keyed(body: Body, around: Around): string {
  const source = text(body.source);
  return `，${source === '' ? '' : `${source}，`}${who(body.by, around)}代为登记`;
}

function noted(body: Body): string {
  return text(body.note) === '' ? '' : `：${text(body.note)}`;
}

function whose(body: Body, around: Around): string {
  return who(text(body.post) === '' ? body.person : body.post, around);
}
