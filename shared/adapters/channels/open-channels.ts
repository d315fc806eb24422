/** The one place where channels are opened from the settings of an installation. */
import type { ChannelSettings } from '../../contract/channel-settings.ts';
import type { Channel } from '../../ports/channel.ts';
import type { ChannelOptions } from './channel-options.ts';
import { dingtalkApp } from './dingtalk-app/dingtalk-app.ts';
import { dingtalkRobot } from './dingtalk-robot/dingtalk-robot.ts';
import { feishuRobot } from './feishu-robot/feishu-robot.ts';
import { mailChannel } from './mail/channel.ts';
import { recordedChannels } from './recorded.ts';
import { smsChannel } from './sms/channel.ts';
import { voiceChannel } from './voice/channel.ts';
import { webhookChannel } from './webhook/channel.ts';
import { wecomApp } from './wecom-app/wecom-app.ts';
import { wecomRobot } from './wecom-robot/wecom-robot.ts';

/** Those that need no provider always; of the others those that the settings describe. Nothing is connected yet. */
export function openChannels(
  settings: ChannelSettings,
  options: ChannelOptions = {},
): ReadonlyMap<string, Channel> {
  const opened = [
    settings['wecom-app'] && wecomApp(settings['wecom-app'], options),
    settings['wecom-robot'] && wecomRobot(settings['wecom-robot'], options),
    settings['dingtalk-app'] && dingtalkApp(settings['dingtalk-app'], options),
    settings['dingtalk-robot'] && dingtalkRobot(settings['dingtalk-robot'], options),
    settings['feishu-robot'] && feishuRobot(settings['feishu-robot'], options),
    settings.sms && smsChannel(settings.sms, options),
    settings.mail && mailChannel(settings.mail, options),
    settings.webhook && webhookChannel(settings.webhook, options),
    settings.voice && voiceChannel(settings.voice, options),
  ];
  const withProvider = opened.filter((channel) => channel !== undefined);
  return new Map([
    ...recordedChannels(),
    ...withProvider.map((channel): [string, Channel] => [channel.name, channel]),
  ]);
}
