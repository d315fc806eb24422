/** Every chat channel and every recorded one keeps the contract of channels. */
import { dingtalkApp } from '../../../shared/adapters/channels/dingtalk-app/dingtalk-app.ts';
import { dingtalkRobot } from '../../../shared/adapters/channels/dingtalk-robot/dingtalk-robot.ts';
import { feishuRobot } from '../../../shared/adapters/channels/feishu-robot/feishu-robot.ts';
import { recordedChannels } from '../../../shared/adapters/channels/recorded.ts';
import { wecomApp } from '../../../shared/adapters/channels/wecom-app/wecom-app.ts';
import { wecomRobot } from '../../../shared/adapters/channels/wecom-robot/wecom-robot.ts';
import { channelContract, everyChannelContract } from '../../contract/channel.contract.ts';
import { DINGTALK, startFakeDingtalk } from '../../support/providers/fake-dingtalk.ts';
import { FEISHU, startFakeFeishu } from '../../support/providers/fake-feishu.ts';
import { startFakeWecom, WECOM } from '../../support/providers/fake-wecom.ts';
import { clockOf, fakeTime } from '../../support/providers/pace-window.ts';

const time = fakeTime();
const clock = clockOf(time);

for (const [name, channel] of recordedChannels()) everyChannelContract(name, 'chen', () => channel);

channelContract({
  name: 'wecom-app',
  address: WECOM.userId,
  unknownAddress: 'nobody',
  givesReference: true,
  dropsRepeats: true,
  throttledSeconds: 60,
  startProvider: () => startFakeWecom(time),
  open: ({ url }, options) =>
    wecomApp({ url, corpId: WECOM.corpId, agentId: WECOM.agentId, secret: WECOM.secret }, options),
});

channelContract({
  name: 'wecom-robot',
  address: '办公室群@13800000001',
  unknownAddress: '没有的群',
  givesReference: false,
  dropsRepeats: false,
  throttledSeconds: 60,
  startProvider: () => startFakeWecom(time),
  open: ({ url }, options) => wecomRobot({ url, robots: { 办公室群: { key: WECOM.robotKey } } }, options),
});

channelContract({
  name: 'dingtalk-app',
  address: DINGTALK.userId,
  unknownAddress: 'nobody',
  givesReference: true,
  dropsRepeats: true,
  throttledSeconds: 60,
  startProvider: () => startFakeDingtalk(time, 90018),
  open: ({ url }, options) =>
    dingtalkApp(
      { url, appKey: DINGTALK.appKey, appSecret: DINGTALK.appSecret, agentId: DINGTALK.agentId },
      options,
    ),
});

channelContract({
  name: 'dingtalk-robot',
  address: '办公室群',
  unknownAddress: '没有的群',
  givesReference: false,
  dropsRepeats: false,
  throttledSeconds: 600,
  startProvider: () => startFakeDingtalk(time),
  open: ({ url }, options) =>
    dingtalkRobot(
      { url, robots: { 办公室群: { key: DINGTALK.robotKey, secret: DINGTALK.robotSecret } } },
      { ...options, clock },
    ),
});

channelContract({
  name: 'feishu-robot',
  address: '办公室群@ou_1a2b',
  unknownAddress: '没有的群',
  givesReference: false,
  dropsRepeats: false,
  throttledSeconds: 60,
  startProvider: () => startFakeFeishu(time),
  open: ({ url }, options) =>
    feishuRobot(
      { url, robots: { 办公室群: { key: FEISHU.robotKey, secret: FEISHU.robotSecret } } },
      { ...options, clock },
    ),
});
