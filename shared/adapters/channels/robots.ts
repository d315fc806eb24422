/** Group robots: a person's address names one in the settings, and may say whom to mention. */
import type { Channel, Limits, OutgoingMessage, Pace, SendOutcome } from '../../ports/channel.ts';
import type { ChannelOptions } from './channel-options.ts';
import { sendEach } from './send-each.ts';

interface RobotAddress {
  readonly robot: string;
  /** After an @ in the address: the telephone number, for 飞书 the open_id. */
  readonly mention: string | null;
}

/** 飞书 takes `all` for everybody in the group, who see the message anyway. */
const MENTIONS_NOBODY = /^(all)?$/i;

/** `办公室群` or `办公室群@13800000000`. */
function robotAddress(address: string): RobotAddress {
  const [robot = '', mention = ''] = address.split('@', 2).map((part) => part.trim());
  return { robot, mention: MENTIONS_NOBODY.test(mention) ? null : mention };
}

/** Each robot has paces of its own, whomever it mentions. */
export function robotLimits(channel: string, paces: readonly Pace[]): Limits {
  return { keyOf: (address) => `${channel}/${robotAddress(address).robot}`, paces };
}

/** The robot of the message, or the outcome where the settings have none of that name. */
function findRobot<Robot>(
  robots: Readonly<Record<string, Robot>>,
  { address }: OutgoingMessage,
): { readonly robot: Robot; readonly mention: string | null } | { readonly notSent: SendOutcome } {
  const { robot: name, mention } = robotAddress(address);
  const robot = Object.hasOwn(robots, name) ? robots[name] : undefined;
  if (robot) return { robot, mention };
  return {
    notSent: { outcome: 'failed', reason: `通讯录中的群机器人“${name}”未在渠道设置中登记，请核对名称。` },
  };
}

interface GroupRobots<Robot> {
  readonly name: string;
  readonly limits: Limits;
  readonly robots: Readonly<Record<string, Robot>>;
  /** Hands one message to a robot, which mentions whom the address names. */
  readonly post: (robot: Robot, message: OutgoingMessage, mention: string | null) => Promise<SendOutcome>;
}

/** The channel of a provider's group robots: each message by the robot that its address names, within its paces. */
export function groupRobots<Robot>(
  { name, limits, robots, post }: GroupRobots<Robot>,
  { elapsed }: ChannelOptions,
): Channel {
  async function sendOne(message: OutgoingMessage): Promise<SendOutcome> {
    const found = findRobot(robots, message);
    return 'notSent' in found ? found.notSent : post(found.robot, message, found.mention);
  }
  return {
    name,
    limits,
    send: (messages, milliseconds) =>
      sendEach(messages, milliseconds, sendOne, {
        keyOf: ({ address }) => limits.keyOf(address),
        elapsed,
        paces: limits.paces,
      }),
  };
}
