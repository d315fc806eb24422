/** 企业微信 and 政务微信: messages of a self-built application to one person. */
import type { WecomAppSettings } from '../../../contract/channel-settings.ts';
import { MOST_BYTES } from '../../../domain/notices/channel-forms.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../ports/channel.ts';
import { elapsedMilliseconds } from '../../system/clock.ts';
import { type AccessToken, accessToken, type TokenAnswer, type TokenRefused } from '../access-token.ts';
import { field, hasCode, textField } from '../answer-body.ts';
import type { ChannelOptions } from '../channel-options.ts';
import { chatText, numberTail } from '../chat-text.ts';
import { type AskProvider, httpsClient } from '../https.ts';
import { notOnePerson } from '../person-account.ts';
import { notAccepted } from '../provider-codes.ts';
import type { Provider } from '../provider-words.ts';
import { sendEach } from '../send-each.ts';
import { WECOM_CODES, WECOM_TOKEN_REFUSED } from '../wecom-codes.ts';

const IS_OWN = hasCode('errcode');
const NAME = 'wecom-app';
const MOST = MOST_BYTES.get(NAME) ?? 2048;
/** The longest that 《发送应用消息》 allows. */
const REPEAT_SECONDS = 4 * 3600;
/** 《访问频率限制》: one interface of an organisation at most 10,000 a minute and 150,000 an hour. */
const PACES = [
  { count: 10_000, seconds: 60 },
  { count: 150_000, seconds: 3600 },
];

/**
 * Follows 《企业微信开发者中心》: 《获取access_token》 and 《发送应用消息》. The address is the userid. An identical message within four hours is
 * dropped by the provider. The reference is the `msgid`.
 */
export function wecomApp(settings: WecomAppSettings, options: ChannelOptions = {}): Channel {
  const { elapsed = elapsedMilliseconds } = options;
  const provider: Provider = {
    name: '企业微信',
    secrets: () => [settings.secret, settings.corpId, token.current()],
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
    send: (messages, milliseconds) => sendEach(messages, milliseconds, sendOne, { keyOf, elapsed }),
  };
}

async function askForToken(
  settings: WecomAppSettings,
  provider: Provider,
  ask: AskProvider,
): Promise<TokenAnswer> {
  const query = new URLSearchParams({ corpid: settings.corpId, corpsecret: settings.secret });
  const reply = await ask({
    url: `${settings.url}/cgi-bin/gettoken?${query}`,
    carriesMessage: false,
    isOwn: IS_OWN,
  });
  if (!reply.answered) return reply;
  const token = textField(reply.body, 'access_token');
  if (token !== null) return { token, seconds: Number(field(reply.body, 'expires_in')) || 7200 };
  return { notSent: refused(reply.body, provider) };
}

async function sendWith(
  token: string,
  message: OutgoingMessage,
  settings: WecomAppSettings,
  provider: Provider,
  ask: AskProvider,
): Promise<SendOutcome | TokenRefused> {
  const reply = await ask({
    url: `${settings.url}/cgi-bin/message/send?access_token=${encodeURIComponent(token)}`,
    body: { json: contentOf(message, settings) },
    carriesMessage: true,
    isOwn: IS_OWN,
  });
  if (!reply.answered) return reply.notSent;
  const code = textField(reply.body, 'errcode') ?? '';
  if (WECOM_TOKEN_REFUSED.has(code)) return { tokenRefused: refused(reply.body, provider) };
  if (code !== '0' || reply.status >= 400) return refused(reply.body, provider);
  return leftOut(reply.body, provider) ?? { outcome: 'sent', reference: textField(reply.body, 'msgid') };
}

function contentOf(message: OutgoingMessage, { agentId }: WecomAppSettings) {
  return {
    touser: message.address,
    msgtype: 'text',
    agentid: agentId,
    text: { content: chatText(message, MOST, { tail: numberTail(message) }) },
    enable_duplicate_check: 1,
    duplicate_check_interval: REPEAT_SECONDS,
  };
}

function refused(body: unknown, provider: Provider) {
  return notAccepted(provider, textField(body, 'errcode'), field(body, 'errmsg'), WECOM_CODES);
}

/** Code 0 although the one person it was for is not among those who got it. */
function leftOut(body: unknown, { name }: Provider): SendOutcome | null {
  if (textField(body, 'invaliduser') !== null) {
    return { outcome: 'failed', reason: `${name}未接受：收件人不存在或者不在应用可见范围内。` };
  }
  if (textField(body, 'unlicenseduser') === null) return null;
  return { outcome: 'failed', reason: `${name}未接受：收件人没有接口许可。` };
}
