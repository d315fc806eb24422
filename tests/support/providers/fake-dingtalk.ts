/** 钉钉 as its manual describes it: work notices with tokens that expire, and robots with signatures. */
import { createHmac } from 'node:crypto';
import { type FakeAnswer, type FakeHttpProvider, type ReceivedRequest, startFakeHttp } from './fake-http.ts';
import type { Delivered } from './fake-provider.ts';
import { type FakeTime, fakeTime, paceWindow } from './pace-window.ts';

export const DINGTALK = {
  appKey: 'dingfakeappkey01',
  appSecret: 'fake-app-secret_Qw3-Er5',
  agentId: 3000001,
  robotKey: 'fakerobotaccesstoken0123456789abcdef',
  robotSecret: 'SECfake0123456789abcdef',
  userId: 'chen',
};

const TOKEN_SECONDS = 7200;
const BLOCKED_SECONDS = 600;
const OK = { errcode: 0, errmsg: 'ok' };
const SEND_PATH = '/topapi/message/corpconversation/asyncsend_v2';

export interface FakeDingtalk extends FakeHttpProvider {
  /** All tokens given out so far are worth nothing from now on. */
  revokeTokens(): void;
}

/** `tooMany` is the code for too many messages: a robot's where left out, 90018 for an application. */
export async function startFakeDingtalk(
  time: FakeTime = fakeTime(),
  tooMany = 410_100,
): Promise<FakeDingtalk> {
  const tokens = new Map<string, number>();
  const today = new Set<string>();
  const robotMayTake = paceWindow(20, 60, time);
  let blockedUntil = 0;
  let number = 0;
  const throttling = () => refusal(tooMany, 'send too fast, exceed 20 times per minute');

  function giveToken({ query }: ReceivedRequest): FakeAnswer {
    if (query.get('appkey') !== DINGTALK.appKey || query.get('appsecret') !== DINGTALK.appSecret) {
      return refusal(40089, '不合法的corpid或corpsecret');
    }
    const token = `fake0token${++number}e3c1`;
    tokens.set(token, time.now() + TOKEN_SECONDS * 1000);
    return { body: { ...OK, access_token: token, expires_in: TOKEN_SECONDS } };
  }

  function sendToPerson({ query, body }: ReceivedRequest, deliver: (copy: Delivered) => void): FakeAnswer {
    if ((tokens.get(query.get('access_token') ?? '') ?? 0) <= time.now()) {
      const within = { sub_code: '40014', sub_msg: '不合法的access_token' };
      return {
        body: {
          errcode: 88,
          errmsg: 'ding talk error[subcode=40014,submsg=不合法的access_token]',
          ...within,
        },
      };
    }
    const { agent_id: agentId, userid_list: to, msg } = JSON.parse(body) as WorkNotice;
    if (agentId !== DINGTALK.agentId) return refusal(60011, '没有调用该接口的权限');
    if (to !== DINGTALK.userId) return refusal(33012, '无效的USERID');
    if (Buffer.byteLength(JSON.stringify(msg)) > 2048) return refusal(34015, '消息体过长');
    // Beyond one a day the same content is taken and reaches nobody.
    if (!today.has(body)) deliver({ to, text: msg.text.content });
    today.add(body);
    return { body: { ...OK, task_id: 270_000_000_000 + ++number, request_id: 'r1' } };
  }

  function sendToGroup({ query, body }: ReceivedRequest, deliver: (copy: Delivered) => void): FakeAnswer {
    const key = query.get('access_token') ?? '';
    if (key !== DINGTALK.robotKey) return refusal(300001, 'token is not exist');
    if (!isSigned(query, time.now())) return refusal(310000, 'sign not match');
    if (time.now() < blockedUntil) return throttling();
    if (!robotMayTake(key)) {
      blockedUntil = time.now() + BLOCKED_SECONDS * 1000;
      return throttling();
    }
    if (Buffer.byteLength(body) > 20_000) return refusal(460101, 'message too long, exceed 20000 bytes');
    const { text, at } = JSON.parse(body) as RobotMessage;
    const mentioned = (at?.atMobiles ?? []).filter((mobile) => text.content.includes(`@${mobile}`));
    deliver({ to: mentioned.join(), text: text.content });
    return { body: OK };
  }

  const provider = await startFakeHttp({
    carriesMessage: ({ path }) => path !== '/gettoken',
    well(request, deliver) {
      if (request.path === '/gettoken') return giveToken(request);
      if (request.path === SEND_PATH) return sendToPerson(request, deliver);
      if (request.path === '/robot/send') return sendToGroup(request, deliver);
      return { status: 404, body: 'no such page' };
    },
    refusal: (words) => refusal(430104, words),
    throttling,
    // Of whoever asked for tokens the application's, otherwise the robot's: nobody knows what he has no part in.
    secrets: () =>
      tokens.size > 0 ? [DINGTALK.appSecret, ...tokens.keys()] : [DINGTALK.robotKey, DINGTALK.robotSecret],
  });
  return { ...provider, revokeTokens: () => tokens.clear() };
}

interface WorkNotice {
  readonly agent_id: number;
  readonly userid_list: string;
  readonly msg: { readonly text: { readonly content: string } };
}

interface RobotMessage {
  readonly text: { readonly content: string };
  readonly at?: { readonly atMobiles: readonly string[] };
}

/** The signature is good for an hour. */
function isSigned(query: URLSearchParams, now: number): boolean {
  const timestamp = Number(query.get('timestamp'));
  const mac = createHmac('sha256', DINGTALK.robotSecret).update(`${timestamp}\n${DINGTALK.robotSecret}`);
  return Math.abs(now - timestamp) <= 3_600_000 && query.get('sign') === mac.digest('base64');
}

function refusal(errcode: number, errmsg: string): FakeAnswer {
  return { body: { errcode, errmsg } };
}
