/** 钉钉 custom robots: a signed message to everybody in a group, with a mention where the address asks for one. */
import { createHmac } from 'node:crypto';
import type { DingtalkRobotSettings } from '../../../contract/channel-settings.ts';
import { MOST_BYTES } from '../../../domain/notices/channel-forms.ts';
import { epochOfInstant } from '../../../domain/time/instant.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../ports/channel.ts';
import { systemClock } from '../../system/clock.ts';
import { field, hasCode, textField } from '../answer-body.ts';
import type { ChannelOptions } from '../channel-options.ts';
import { bytesInJson, chatText } from '../chat-text.ts';
import { DINGTALK_ROBOT_CODES } from '../dingtalk-codes.ts';
import { httpsClient } from '../https.ts';
import { notAccepted } from '../provider-codes.ts';
import type { Provider } from '../provider-words.ts';
import { groupRobots, robotLimits } from '../robots.ts';

const NAME = 'dingtalk-robot';
/** Of the whole message as JSON; what surrounds the text takes less than a thousand. */
const MOST = (MOST_BYTES.get(NAME) ?? 20_000) - 1000;
/** 《自定义机器人发送群消息》, 消息发送频率限制; beyond it the robot is blocked for ten minutes. */
const LIMITS = robotLimits(NAME, [{ count: 20, seconds: 60 }]);

/**
 * Follows 《钉钉开放平台》: 《自定义机器人发送群消息》 and 《自定义机器人安全设置》 (加签). The provider gives no reference and drops
 * no repeats.
 */
export function dingtalkRobot({ url, robots }: DingtalkRobotSettings, options: ChannelOptions = {}): Channel {
  const { clock = systemClock } = options;
  const provider: Provider = {
    name: '钉钉群机器人',
    secrets: () => Object.values(robots).flatMap(({ key, secret }) => [key, secret]),
  };
  const ask = httpsClient(provider, options);

  async function post(
    robot: DingtalkRobotSettings['robots'][string],
    message: OutgoingMessage,
    mention: string | null,
  ): Promise<SendOutcome> {
    const timestamp = epochOfInstant(clock.now()) * 1000;
    const query = new URLSearchParams({
      access_token: robot.key,
      timestamp: String(timestamp),
      sign: dingtalkSign(timestamp, robot.secret),
    });
    const reply = await ask({
      url: `${url}/robot/send?${query}`,
      body: { json: contentOf(message, mention) },
      carriesMessage: true,
      isOwn: hasCode('errcode'),
    });
    if (!reply.answered) return reply.notSent;
    const code = textField(reply.body, 'errcode');
    if (code === '0' && reply.status < 400) return { outcome: 'sent', reference: null };
    return notAccepted(provider, code, field(reply.body, 'errmsg'), DINGTALK_ROBOT_CODES);
  }

  return groupRobots({ name: NAME, limits: LIMITS, robots, post }, options);
}

/** Base64 of HMAC-SHA256 under `secret` over the timestamp (milliseconds), a line feed and `secret` again. */
function dingtalkSign(timestamp: number, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

/** A number is mentioned only where the text names it as well. */
function contentOf(message: OutgoingMessage, mention: string | null) {
  if (mention === null)
    return { msgtype: 'text', text: { content: chatText(message, MOST, { bytes: bytesInJson }) } };
  const content = chatText(message, MOST, { tail: `\n@${mention}`, bytes: bytesInJson });
  return { msgtype: 'text', text: { content }, at: { atMobiles: [mention], isAtAll: false } };
}
