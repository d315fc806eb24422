/** 飞书 custom robots: a signed message to everybody in a group, with a mention where the address asks for one. */
import { createHmac } from 'node:crypto';
import type { FeishuRobotSettings } from '../../../contract/channel-settings.ts';
import { MOST_BYTES } from '../../../domain/notices/channel-forms.ts';
import { epochOfInstant } from '../../../domain/time/instant.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../ports/channel.ts';
import { systemClock } from '../../system/clock.ts';
import { field, hasCode, textField } from '../answer-body.ts';
import type { ChannelOptions } from '../channel-options.ts';
import { bytesInJson, chatText } from '../chat-text.ts';
import { httpsClient } from '../https.ts';
import { notAccepted } from '../provider-codes.ts';
import type { Provider } from '../provider-words.ts';
import { groupRobots, robotLimits } from '../robots.ts';
import { FEISHU_ROBOT_CODES } from './codes.ts';

const NAME = 'feishu-robot';
/** Of the whole request; what surrounds the text, signature included, takes less than a thousand. */
const MOST = (MOST_BYTES.get(NAME) ?? 20_000) - 1000;
/** 《自定义机器人使用指南》, 频率控制. */
const LIMITS = robotLimits(NAME, [
  { count: 5, seconds: 1 },
  { count: 100, seconds: 60 },
]);

/**
 * Follows 《飞书开放平台》: 《自定义机器人使用指南》 (签名校验). The provider gives no reference and drops no repeats. What is
 * mentioned is the person's open_id.
 */
export function feishuRobot({ url, robots }: FeishuRobotSettings, options: ChannelOptions = {}): Channel {
  const { clock = systemClock } = options;
  const provider: Provider = {
    name: '飞书群机器人',
    secrets: () => Object.values(robots).flatMap(({ key, secret = '' }) => [key, secret]),
  };
  const ask = httpsClient(provider, options);

  async function post(
    robot: FeishuRobotSettings['robots'][string],
    message: OutgoingMessage,
    mention: string | null,
  ): Promise<SendOutcome> {
    const { key, secret } = robot;
    const signed = secret === undefined ? {} : signature(epochOfInstant(clock.now()), secret);
    const reply = await ask({
      url: `${url}/open-apis/bot/v2/hook/${encodeURIComponent(key)}`,
      body: { json: { ...signed, ...contentOf(message, mention) } },
      carriesMessage: true,
      isOwn: hasCode('code', 'StatusCode'),
    });
    if (!reply.answered) return reply.notSent;
    // Older installations answer with StatusCode and StatusMessage.
    const code = textField(reply.body, 'code') ?? textField(reply.body, 'StatusCode');
    if (code === '0' && reply.status < 400) return { outcome: 'sent', reference: null };
    const words = field(reply.body, 'msg') ?? field(reply.body, 'StatusMessage');
    return notAccepted(provider, code, words, FEISHU_ROBOT_CODES);
  }

  return groupRobots({ name: NAME, limits: LIMITS, robots, post }, options);
}

function signature(timestamp: number, secret: string) {
  return { timestamp: String(timestamp), sign: feishuSign(timestamp, secret) };
}

/** Base64 of HMAC-SHA256 over nothing, under the timestamp (seconds), a line feed and `secret`. */
function feishuSign(timestamp: number, secret: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
}

function contentOf(message: OutgoingMessage, mention: string | null) {
  // An open_id has letters, digits and hyphens; anything else could close the mark and open another.
  const marked = mention?.replace(/[^\w-]/g, '') ?? '';
  const tail = marked === '' ? '' : `\n<at user_id="${marked}"></at>`;
  return { msg_type: 'text', content: { text: chatText(message, MOST, { tail, bytes: bytesInJson }) } };
}
