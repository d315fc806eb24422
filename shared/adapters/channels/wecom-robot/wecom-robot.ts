/** 企业微信 group robots: a message to everybody in a group, with a mention where the address asks for one. */
import type { WecomRobotSettings } from '../../../contract/channel-settings.ts';
import { MOST_BYTES } from '../../../domain/notices/channel-forms.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../ports/channel.ts';
import { field, hasCode, textField } from '../answer-body.ts';
import type { ChannelOptions } from '../channel-options.ts';
import { chatText } from '../chat-text.ts';
import { httpsClient } from '../https.ts';
import { notAccepted } from '../provider-codes.ts';
import type { Provider } from '../provider-words.ts';
import { groupRobots, robotLimits } from '../robots.ts';
import { WECOM_CODES } from '../wecom-codes.ts';

const NAME = 'wecom-robot';
const MOST = MOST_BYTES.get(NAME) ?? 2048;
/** 《群机器人配置说明》, 消息发送频率限制. */
const LIMITS = robotLimits(NAME, [{ count: 20, seconds: 60 }]);

/**
 * Follows 《企业微信开发者中心》: 《群机器人配置说明》. Text and not Markdown, because only a text can mention by telephone number.
 * The provider gives no reference and drops no repeats.
 */
export function wecomRobot({ url, robots }: WecomRobotSettings, options: ChannelOptions = {}): Channel {
  const provider: Provider = {
    name: '企业微信群机器人',
    secrets: () => Object.values(robots).map(({ key }) => key),
  };
  const ask = httpsClient(provider, options);

  async function post(
    robot: WecomRobotSettings['robots'][string],
    message: OutgoingMessage,
    mention: string | null,
  ): Promise<SendOutcome> {
    const reply = await ask({
      url: `${url}/cgi-bin/webhook/send?key=${encodeURIComponent(robot.key)}`,
      body: { json: contentOf(message, mention) },
      carriesMessage: true,
      isOwn: hasCode('errcode'),
    });
    if (!reply.answered) return reply.notSent;
    const code = textField(reply.body, 'errcode');
    if (code === '0' && reply.status < 400) return { outcome: 'sent', reference: null };
    return notAccepted(provider, code, field(reply.body, 'errmsg'), WECOM_CODES);
  }

  return groupRobots({ name: NAME, limits: LIMITS, robots, post }, options);
}

function contentOf(message: OutgoingMessage, mention: string | null) {
  const mentioned = mention === null ? {} : { mentioned_mobile_list: [mention] };
  return { msgtype: 'text', text: { content: chatText(message, MOST), ...mentioned } };
}
