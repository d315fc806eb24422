/** 企业微信 as its manual describes it: an application with tokens that expire, and group robots. */
import { type FakeAnswer, type FakeHttpProvider, type ReceivedRequest, startFakeHttp } from './fake-http.ts';
import type { Delivered } from './fake-provider.ts';
import { type FakeTime, fakeTime, paceWindow } from './pace-window.ts';

export const WECOM = {
  corpId: 'ww1a2b3c4d5e6f7a8b',
  agentId: 1000002,
  secret: 'fake-corp-secret/1+2=',
  robotKey: '693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa',
  /** The only one who may see the application. */
  userId: 'chen',
  unlicensed: 'newcomer',
};

const TOKEN_SECONDS = 7200;
const MOST_BYTES = 2048;
const OK = { errcode: 0, errmsg: 'ok' };

export interface FakeWecom extends FakeHttpProvider {
  /** All tokens given out so far are worth nothing from now on. */
  revokeTokens(): void;
}

export async function startFakeWecom(time: FakeTime = fakeTime()): Promise<FakeWecom> {
  const tokens = new Map<string, number>();
  const seen = new Map<string, number>();
  const robotMayTake = paceWindow(20, 60, time);
  let number = 0;

  function giveToken({ query }: ReceivedRequest): FakeAnswer {
    if (query.get('corpid') !== WECOM.corpId) return refusal(40013, 'invalid corpid');
    if (query.get('corpsecret') !== WECOM.secret) return refusal(40001, 'invalid credential');
    const token = `fake-token-${++number}-aXk3_Zp`;
    tokens.set(token, time.now() + TOKEN_SECONDS * 1000);
    return { body: { ...OK, access_token: token, expires_in: TOKEN_SECONDS } };
  }

  function sendToPerson({ query, body }: ReceivedRequest, deliver: (copy: Delivered) => void): FakeAnswer {
    const end = tokens.get(query.get('access_token') ?? '');
    if (end === undefined) return refusal(40014, 'invalid access_token');
    if (end <= time.now()) return refusal(42001, 'access_token expired');
    const sent = JSON.parse(body) as AppMessage;
    if (sent.agentid !== WECOM.agentId) return refusal(40056, 'invalid agentid');
    if (sent.touser === WECOM.unlicensed)
      return { body: { ...OK, unlicenseduser: sent.touser, msgid: 'm-0' } };
    if (sent.touser !== WECOM.userId) return refusal(81013, 'user & party & tag all invalid');
    const repeats = sent.enable_duplicate_check === 1 && (seen.get(body) ?? 0) > time.now();
    if (!repeats) deliver({ to: sent.touser, text: firstBytes(sent.text.content) });
    seen.set(body, time.now() + sent.duplicate_check_interval * 1000);
    return { body: { ...OK, msgid: `msg-${++number}` } };
  }

  function sendToGroup({ query, body }: ReceivedRequest, deliver: (copy: Delivered) => void): FakeAnswer {
    const key = query.get('key') ?? '';
    if (key !== WECOM.robotKey) return refusal(93000, 'invalid webhook url');
    const { text } = JSON.parse(body) as RobotMessage;
    if (Buffer.byteLength(text.content) > MOST_BYTES)
      return refusal(40058, 'text.content exceed max length 2048');
    if (!robotMayTake(key)) return throttling();
    deliver({ to: (text.mentioned_mobile_list ?? []).join(), text: text.content });
    return { body: OK };
  }

  const provider = await startFakeHttp({
    carriesMessage: ({ path }) => path !== '/cgi-bin/gettoken',
    well(request, deliver) {
      if (request.path === '/cgi-bin/gettoken') return giveToken(request);
      if (request.path === '/cgi-bin/message/send') return sendToPerson(request, deliver);
      if (request.path === '/cgi-bin/webhook/send') return sendToGroup(request, deliver);
      return { status: 404, body: 'no such page' };
    },
    refusal: (words) => refusal(40058, words),
    throttling,
    // Of whoever asked for tokens the application's, otherwise the robot's: nobody knows what he has no part in.
    secrets: () => (tokens.size > 0 ? [WECOM.secret, ...tokens.keys()] : [WECOM.robotKey]),
  });
  return { ...provider, revokeTokens: () => tokens.clear() };
}

interface AppMessage {
  readonly touser: string;
  readonly agentid: number;
  readonly text: { readonly content: string };
  readonly enable_duplicate_check: number;
  readonly duplicate_check_interval: number;
}

interface RobotMessage {
  readonly text: { readonly content: string; readonly mentioned_mobile_list?: readonly string[] };
}

/** What an application sends beyond its bytes is cut without a word. */
function firstBytes(text: string): string {
  return Buffer.from(text).subarray(0, MOST_BYTES).toString();
}

function refusal(errcode: number, errmsg: string): FakeAnswer {
  return { body: { errcode, errmsg } };
}

function throttling(): FakeAnswer {
  return refusal(45009, 'api freq out of limit, hint: [1741569000_1_abc], from ip: 127.0.0.1');
}
