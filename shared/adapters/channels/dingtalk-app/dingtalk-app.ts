/** 钉钉 work notices: messages of an organisation's own application to one person. */
import type { DingtalkAppSettings } from '../../../contract/channel-settings.ts';
import { MOST_BYTES } from '../../../domain/notices/channel-forms.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../ports/channel.ts';
import { elapsedMilliseconds } from '../../system/clock.ts';
import { type AccessToken, accessToken, type TokenAnswer, type TokenRefused } from '../access-token.ts';
import { field, hasCode, textField } from '../answer-body.ts';
import type { ChannelOptions } from '../channel-options.ts';
import { bytesInJson, chatText, numberTail } from '../chat-text.ts';
import { DINGTALK_APP_CODES, DINGTALK_TOKEN_REFUSED } from '../dingtalk-codes.ts';
import { type AskProvider, httpsClient } from '../https.ts';
import { notOnePerson } from '../person-account.ts';
import { notAccepted } from '../provider-codes.ts';
import type { Provider } from '../provider-words.ts';
import { sendEach } from '../send-each.ts';

const IS_OWN = hasCode('errcode');
const NAME = 'dingtalk-app';
/** Of the whole message as JSON (《工作通知消息类型与样例》); what surrounds the text takes up to a hundred. */
const MOST = (MOST_BYTES.get(NAME) ?? 2048) - 100;
/** 《调用频率限制》: one interface of an application at most 20 a second and 1,500 a minute. */
const PACES = [
  { count: 20, seconds: 1 },
  { count: 1500, seconds: 60 },
];
const SEND_PATH = '/topapi/message/corpconversation/asyncsend_v2';

/**
 * Follows 《钉钉开放平台》: 《获取企业内部应用的access_token》 and 《发送工作通知》. The address is the userid. The same content reaches
 * a person once a day, repeats are taken and dropped in silence. The reference is the `task_id`; that the provider has
 * taken the task does not say that it is delivered.
 */
export function dingtalkApp(settings: DingtalkAppSettings, options: ChannelOptions = {}): Channel {
  const { elapsed = elapsedMilliseconds } = options;
  const provider: Provider = {
    name: '钉钉',
    secrets: () => [settings.appSecret, settings.appKey, token.current()],
  };
  const ask = httpsClient(provider, options);
  const token: AccessToken = accessToken(() => askForToken(settings, provider, ask), elapsed);
  const keyOf = () => `${NAME}/${settings.agentId}`;
  const sendOne = async (message: OutgoingMessage) =>
    notOnePerson(message) ??
    (await token.sendWith((current) => sendWith(current, message, settings, provider, ask)));
  return {
    name: NAME,
    limits: { keyOf, paces: PACES },
    send: (messages, milliseconds) =>
      sendEach(messages, milliseconds, sendOne, { keyOf, elapsed, paces: PACES }),
  };
}

async function askForToken(
  { url, appKey, appSecret }: DingtalkAppSettings,
  provider: Provider,
  ask: AskProvider,
): Promise<TokenAnswer> {
  const query = new URLSearchParams({ appkey: appKey, appsecret: appSecret });
  const reply = await ask({ url: `${url}/gettoken?${query}`, carriesMessage: false, isOwn: IS_OWN });
  if (!reply.answered) return reply;
  const token = textField(reply.body, 'access_token');
  if (token !== null) return { token, seconds: Number(field(reply.body, 'expires_in')) || 7200 };
  return { notSent: refused(reply.body, provider) };
}

async function sendWith(
  token: string,
  message: OutgoingMessage,
  { url, agentId }: DingtalkAppSettings,
  provider: Provider,
  ask: AskProvider,
): Promise<SendOutcome | TokenRefused> {
  const content = chatText(message, MOST, { tail: numberTail(message), bytes: bytesInJson });
  const reply = await ask({
    url: `${url}${SEND_PATH}?access_token=${encodeURIComponent(token)}`,
    body: {
      json: {
        agent_id: agentId,
        userid_list: message.address,
        msg: { msgtype: 'text', text: { content } },
      },
    },
    carriesMessage: true,
    isOwn: IS_OWN,
  });
  if (!reply.answered) return reply.notSent;
  if (textField(reply.body, 'errcode') === '0' && reply.status < 400) {
    return { outcome: 'sent', reference: textField(reply.body, 'task_id') };
  }
  const outcome = refused(reply.body, provider);
  return DINGTALK_TOKEN_REFUSED.has(codeOf(reply.body)) ? { tokenRefused: outcome } : outcome;
}

/** `topapi` says 88 for everything that its gateway refuses, and what it means in a code of its own. */
function codeOf(body: unknown): string {
  const code = textField(body, 'errcode') ?? '';
  const within = /subcode=(\d+)/.exec(textField(body, 'errmsg') ?? '')?.[1];
  return code === '88' ? (textField(body, 'sub_code') ?? within ?? code) : code;
}

function refused(body: unknown, provider: Provider) {
  const words = field(body, 'sub_msg') ?? field(body, 'errmsg');
  return notAccepted(provider, codeOf(body), words, DINGTALK_APP_CODES);
}
