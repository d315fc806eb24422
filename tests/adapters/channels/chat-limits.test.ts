/** What is particular to each chat provider: tokens, signatures, paces, bytes and mentions. */
import { afterEach, describe, expect, it } from 'vitest';
import { dingtalkApp } from '../../../shared/adapters/channels/dingtalk-app/dingtalk-app.ts';
import { dingtalkRobot } from '../../../shared/adapters/channels/dingtalk-robot/dingtalk-robot.ts';
import { feishuRobot } from '../../../shared/adapters/channels/feishu-robot/feishu-robot.ts';
import { wecomApp } from '../../../shared/adapters/channels/wecom-app/wecom-app.ts';
import { wecomRobot } from '../../../shared/adapters/channels/wecom-robot/wecom-robot.ts';
import type { Channel, OutgoingMessage } from '../../../shared/ports/channel.ts';
import { aMessage } from '../../contract/channel.contract.ts';
import { DINGTALK, startFakeDingtalk } from '../../support/providers/fake-dingtalk.ts';
import { FEISHU, startFakeFeishu } from '../../support/providers/fake-feishu.ts';
import type { FakeProvider } from '../../support/providers/fake-provider.ts';
import { startFakeWecom, WECOM } from '../../support/providers/fake-wecom.ts';
import { clockOf, fakeTime } from '../../support/providers/pace-window.ts';

const AMPLE = 60_000;
const GROUP = '办公室群';

const open: FakeProvider[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((provider) => provider.close()));
});

function kept<Provider extends FakeProvider>(provider: Provider): Provider {
  open.push(provider);
  return provider;
}

async function sendOne(channel: Channel, changes: Partial<OutgoingMessage> = {}) {
  const [outcome] = await channel.send([aMessage(changes)], AMPLE);
  return outcome;
}

/** As many messages, one after the other, as those who deliver would hand over if they kept to no pace. */
async function sendMany(channel: Channel, count: number, address: string) {
  const outcomes = [];
  for (let index = 0; index < count; index++) {
    outcomes.push(await sendOne(channel, { address, idempotencyKey: `n-${index}` }));
  }
  return outcomes;
}

async function wecom() {
  const time = fakeTime();
  const provider = kept(await startFakeWecom(time));
  const { url } = provider;
  const settings = { url, corpId: WECOM.corpId, agentId: WECOM.agentId, secret: WECOM.secret };
  const app = wecomApp(settings, { elapsed: time.now });
  const robot = wecomRobot({ url, robots: { [GROUP]: { key: WECOM.robotKey } } });
  const tokensAsked = () => provider.received.filter(({ path }) => path === '/cgi-bin/gettoken').length;
  return { time, provider, settings, app, robot, tokensAsked };
}

describe('企业微信, application', () => {
  it('asks for one token for a whole batch, and for the next shortly before the first expires', async () => {
    const { time, app, tokensAsked } = await wecom();
    const batch = Array.from({ length: 20 }, (_, index) => aMessage({ idempotencyKey: `n-${index}` }));
    const outcomes = await app.send(batch, AMPLE);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['sent']));
    time.passes(7200 - 301);
    await sendOne(app);
    expect(tokensAsked()).toBe(1);
    time.passes(2);
    expect(await sendOne(app)).toMatchObject({ outcome: 'sent' });
    expect(tokensAsked()).toBe(2);
  });

  it('renews a token that the provider has withdrawn, and the message goes out', async () => {
    const { provider, app, tokensAsked } = await wecom();
    await sendOne(app);
    provider.revokeTokens();
    expect(await sendOne(app, { idempotencyKey: 'n-2' })).toMatchObject({ outcome: 'sent' });
    expect(tokensAsked()).toBe(2);
  });

  it('says what is wrong with the credentials, and does not ask again for each message', async () => {
    const { provider, settings, tokensAsked } = await wecom();
    const app = wecomApp({ ...settings, secret: 'not-the-secret' }, { elapsed: () => 0 });
    const outcomes = await sendMany(app, 3, WECOM.userId);
    expect(outcomes).toEqual(
      Array.from({ length: 3 }, () => ({
        outcome: 'failed',
        reason: '企业微信未接受：应用密钥不正确（40001：invalid credential）。',
      })),
    );
    expect(tokensAsked()).toBe(1);
    expect(provider.delivered).toEqual([]);
  });

  it('does not take code 0 for delivery when the person is among those left out', async () => {
    const { app } = await wecom();
    expect(await sendOne(app, { address: WECOM.unlicensed })).toEqual({
      outcome: 'failed',
      reason: '企业微信未接受：收件人没有接口许可。',
    });
  });

  it.each(['@all', 'chen|li', 'chen,li', ''])('writes to one person only, and not to %j', async (address) => {
    const { provider, app } = await wecom();
    expect(await sendOne(app, { address })).toEqual({
      outcome: 'failed',
      reason: `通讯录中的账号“${address}”不是一个人的账号，请核对。`,
    });
    expect(provider.received).toEqual([]);
  });

  it('keeps the number of the message whole when the text is too long', async () => {
    const { provider, app } = await wecom();
    await sendOne(app, { long: '很长的通知。'.repeat(400) });
    expect(provider.delivered[0]?.text).toMatch(/…\n（编号：[0-9a-f]{6}）$/);
  });

  it('lets nobody else’s words become a link', async () => {
    const { provider, app } = await wecom();
    await sendOne(app, { long: '<a href="https://example.com">请点击</a>' });
    expect(provider.delivered[0]?.text).toContain('＜a href');
  });
});

describe('企业微信, group robot', () => {
  it('takes 20 a minute, and the next when the minute is over', async () => {
    const { time, robot } = await wecom();
    const outcomes = await sendMany(robot, 21, GROUP);
    expect(outcomes.filter((one) => one?.outcome === 'sent')).toHaveLength(20);
    expect(outcomes[20]).toMatchObject({ outcome: 'retry', after: 60, down: true });
    time.passes(60);
    expect(await sendOne(robot, { address: GROUP })).toMatchObject({ outcome: 'sent' });
    expect(robot.limits?.paces).toEqual([{ count: 20, seconds: 60 }]);
  });

  it('cuts a text at the last character that fits into 2,048 bytes', async () => {
    const { provider, robot } = await wecom();
    expect(await sendOne(robot, { address: GROUP, title: '通知', long: '字'.repeat(1000) })).toMatchObject({
      outcome: 'sent',
    });
    const text = provider.delivered[0]?.text ?? '';
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
    expect(Buffer.byteLength(text)).toBeGreaterThan(2048 - 3);
    expect(text).toMatch(/^通知\n字+…$/);
  });

  it('mentions whom the address names, under the limits of the robot', async () => {
    const { provider, robot } = await wecom();
    await sendOne(robot, { address: `${GROUP}@13800000001` });
    expect(provider.delivered[0]?.to).toBe('13800000001');
    expect(robot.limits?.keyOf(`${GROUP}@13800000001`)).toBe(robot.limits?.keyOf(GROUP));
    expect(robot.limits?.keyOf('另一群')).not.toBe(robot.limits?.keyOf(GROUP));
  });

  it('says which robot the settings do not have', async () => {
    const { robot } = await wecom();
    expect(await sendOne(robot, { address: '没有的群' })).toEqual({
      outcome: 'failed',
      reason: '通讯录中的群机器人“没有的群”未在渠道设置中登记，请核对名称。',
    });
  });
});

describe('something between here and the provider', () => {
  it.each(['{}', '[]', 'null', '"ok"', '0'])('that answers %s is not the provider', async (body) => {
    const fetch = async () => new Response(body);
    const channels = [
      wecomRobot({ url: 'https://a.example', robots: { [GROUP]: { key: 'k' } } }, { fetch }),
      dingtalkRobot({ url: 'https://a.example', robots: { [GROUP]: { key: 'k', secret: 's' } } }, { fetch }),
      feishuRobot({ url: 'https://a.example', robots: { [GROUP]: { key: 'k' } } }, { fetch }),
    ];
    for (const channel of channels) {
      expect(await sendOne(channel, { address: GROUP })).toMatchObject({ outcome: 'retry', unsure: true });
    }
    const app = wecomApp({ url: 'https://a.example', corpId: 'c', agentId: 1, secret: 's' }, { fetch });
    expect(await sendOne(app)).toEqual({
      outcome: 'retry',
      reason: '企业微信的答复无法识别。',
      down: true,
    });
  });
});

describe('钉钉', () => {
  async function dingtalk() {
    const time = fakeTime();
    const provider = kept(await startFakeDingtalk(time));
    const { url } = provider;
    const clock = clockOf(time);
    const robotWith = (secret: string) =>
      dingtalkRobot({ url, robots: { [GROUP]: { key: DINGTALK.robotKey, secret } } }, { clock });
    const { appKey, appSecret, agentId } = DINGTALK;
    const app = dingtalkApp({ url, appKey, appSecret, agentId }, { elapsed: time.now });
    return { time, provider, app, robot: robotWith(DINGTALK.robotSecret), robotWith };
  }

  it('renews a token that its gateway refuses under code 88', async () => {
    const { provider, app } = await dingtalk();
    await sendOne(app);
    provider.revokeTokens();
    expect(await sendOne(app, { idempotencyKey: 'n-2' })).toMatchObject({ outcome: 'sent' });
    expect(provider.delivered).toHaveLength(2);
  });

  it('keeps a work notice within 2,048 bytes of JSON', async () => {
    const { app } = await dingtalk();
    expect(await sendOne(app, { long: '第一行\n'.repeat(300) })).toMatchObject({ outcome: 'sent' });
  });

  it('stays away for ten minutes after the robot has been blocked', async () => {
    const { time, robot } = await dingtalk();
    const outcomes = await sendMany(robot, 21, GROUP);
    expect(outcomes[19]).toMatchObject({ outcome: 'sent' });
    expect(outcomes[20]).toEqual({
      outcome: 'retry',
      reason:
        '钉钉群机器人暂未受理：发送过快，已被限制十分钟（410100：send too fast, exceed 20 times per minute）。',
      after: 600,
      down: true,
    });
    time.passes(599);
    expect(await sendOne(robot, { address: GROUP })).toMatchObject({ outcome: 'retry' });
    time.passes(1);
    expect(await sendOne(robot, { address: GROUP })).toMatchObject({ outcome: 'sent' });
  });

  it('is refused with a signature under another secret', async () => {
    const { robotWith } = await dingtalk();
    expect(await sendOne(robotWith('SECother'), { address: GROUP })).toEqual({
      outcome: 'failed',
      reason: '钉钉群机器人未接受：未通过群机器人的安全设置（310000：sign not match）。',
    });
  });

  it('names in the text whom it mentions', async () => {
    const { provider, robot } = await dingtalk();
    await sendOne(robot, { address: `${GROUP}@13800000001` });
    expect(provider.delivered[0]).toEqual({
      to: '13800000001',
      text: expect.stringMatching(/\n@13800000001$/),
    });
  });
});

describe('飞书', () => {
  async function feishu() {
    const time = fakeTime();
    const provider = kept(await startFakeFeishu(time));
    const robots = { [GROUP]: { key: FEISHU.robotKey, secret: FEISHU.robotSecret } };
    const robot = feishuRobot({ url: provider.url, robots }, { clock: clockOf(time) });
    return { time, provider, robot };
  }

  it('takes five in a second and a hundred in a minute', async () => {
    const { time, robot } = await feishu();
    const outcomes = await sendMany(robot, 6, GROUP);
    expect(outcomes.map((one) => one?.outcome)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'retry']);
    for (let second = 1; second < 20; second++) {
      time.passes(1);
      await sendMany(robot, 5, GROUP);
    }
    time.passes(1);
    expect(await sendOne(robot, { address: GROUP })).toMatchObject({
      outcome: 'retry',
      down: true,
      after: 60,
    });
    expect(robot.limits?.paces).toEqual([
      { count: 5, seconds: 1 },
      { count: 100, seconds: 60 },
    ]);
  });

  it('keeps a message within 20 KB', async () => {
    const { robot } = await feishu();
    expect(await sendOne(robot, { address: GROUP, long: '很长的通知。\n'.repeat(2000) })).toMatchObject({
      outcome: 'sent',
    });
  });

  it('mentions by open_id, and nobody because of what the text says', async () => {
    const { provider, robot } = await feishu();
    await sendOne(robot, { address: `${GROUP}@ou_1a"2b`, long: '<at user_id="all">所有人</at>' });
    await sendOne(robot, { address: `${GROUP}@all` });
    expect(provider.delivered.map(({ to }) => to)).toEqual(['ou_1a2b', '']);
  });
});
