/** 飞书 as its manual describes it: a custom robot with a signature, two paces and 20 KB. */
import { createHmac } from 'node:crypto';
import { type FakeAnswer, type FakeHttpProvider, startFakeHttp } from './fake-http.ts';
import { type FakeTime, fakeTime, paceWindow } from './pace-window.ts';

export const FEISHU = {
  robotKey: '0a1b2c3d-fake-4e5f-8a9b-robotkey0001',
  robotSecret: 'fakeFeishuSecret01',
};

const HOOK = '/open-apis/bot/v2/hook/';
const MOST_BYTES = 20 * 1024;

export async function startFakeFeishu(time: FakeTime = fakeTime()): Promise<FakeHttpProvider> {
  const perSecond = paceWindow(5, 1, time);
  const perMinute = paceWindow(100, 60, time);
  return await startFakeHttp({
    carriesMessage: () => true,
    well({ path, body }, deliver) {
      const key = path.startsWith(HOOK) ? path.slice(HOOK.length) : '';
      if (key !== FEISHU.robotKey)
        return refusal(19001, 'param invalid: incoming webhook access token invalid');
      if (Buffer.byteLength(body) > MOST_BYTES) return refusal(9499, 'Bad Request');
      const message = JSON.parse(body) as RobotMessage;
      if (!isSigned(message, time.now())) {
        return refusal(19021, 'sign match fail or timestamp is not within one hour from current time');
      }
      if (!perSecond(key) || !perMinute(key)) return throttling();
      const { text } = message.content;
      deliver({ to: /<at user_id="([^"]*)">/.exec(text)?.[1] ?? '', text });
      return { body: { code: 0, msg: 'success', data: {} } };
    },
    refusal: (words) => refusal(19024, words),
    throttling,
    secrets: () => [FEISHU.robotKey, FEISHU.robotSecret],
  });
}

interface RobotMessage {
  readonly timestamp: string;
  readonly sign: string;
  readonly content: { readonly text: string };
}

/** The signature is good for an hour. */
function isSigned({ timestamp, sign }: RobotMessage, now: number): boolean {
  const mac = createHmac('sha256', `${timestamp}\n${FEISHU.robotSecret}`);
  return Math.abs(now / 1000 - Number(timestamp)) <= 3600 && sign === mac.digest('base64');
}

function refusal(code: number, msg: string): FakeAnswer {
  return { body: { code, msg } };
}

function throttling(): FakeAnswer {
  return refusal(11232, 'frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]');
}
