/** Ledger entries about answers of people without an account, and about calendar addresses, in words. */
import { ANSWER_NAMES, type Answer } from '../../shared/domain/notices/reply.ts';
import { channelName } from './labels.ts';
import { type Around, type Body, because, type Sentence, text, who } from './ledger-words.ts';

const RESULTS: Readonly<Record<string, string>> = {
  signed: '已登记签收',
  'to-check': '已登记，待核对',
  known: '此前已登记',
  call: '待电话联系',
};

export const REPLY_SENTENCES: Readonly<Record<string, Sentence>> = {
  'reply.taken': (body, around) => {
    const said = text(body.words) === '' ? '' : `：“${text(body.words)}”`;
    const head = `${sender(body, around)}回复（${body.channel === 'link' ? '一次性链接' : channelName(text(body.channel))}）`;
    if (body.result === 'unclear') return `${head}${said}，未能自动登记，已告知办公室`;
    const answer = ANSWER_NAMES[body.answer as Answer] ?? text(body.answer);
    return `${head}${said === '' ? `：${answer}` : said}，${RESULTS[text(body.result)] ?? text(body.result)}`;
  },
  'feed.issued': (body, around) => `生成日历订阅地址：${who(body.of, around)}（${who(body.by, around)}）`,
  'feed.revoked': (body, around) =>
    `停用日历订阅地址：${who(body.of, around)}（${who(body.by, around)}）${because(body.why)}`,
};

function sender(body: Body, around: Around): string {
  if (text(body.person) === '') return `号码${text(body.phone)}`;
  const post = text(body.post) === '' ? '' : who(body.post, around);
  return `${post}${who(body.person, around)}`;
}
