/** SMS through the gateway of the settings. */
import { randomUUID } from 'node:crypto';
import type { SmsSettings } from '../../../contract/sms-settings.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../ports/channel.ts';
import { systemClock } from '../../system/clock.ts';
import type { ChannelOptions } from '../channel-options.ts';
import { type AskProvider, httpsClient } from '../https.ts';
import { notAccepted } from '../provider-codes.ts';
import type { Provider } from '../provider-words.ts';
import { sendEach } from '../send-each.ts';
import { phoneOf, prepare } from './prepare.ts';
import { openProvider, pacesOf } from './providers.ts';
import type { Sms, SmsProvider } from './sms.ts';

const ACCOUNT = 'account';

/**
 * One request for each message: providers take many numbers in one, but then answer for all together. Aliyun says
 * itself that it drops no repeats, so whatever is `unsure` may arrive twice; the report tells by our key or the reference.
 */
export function smsChannel(settings: SmsSettings, options: ChannelOptions = {}): Channel {
  const opened = openProvider(settings);
  const provider: Provider = { name: opened.name, secrets: () => opened.secrets };
  const ask = httpsClient(provider, options);
  const { of, limits } = pacesOf(settings);
  const { clock = systemClock, elapsed } = options;
  return {
    name: 'sms',
    limits: {
      keyOf: (address) => (of === 'account' ? ACCOUNT : (phoneOf(address) ?? 'none')),
      paces: limits,
    },
    send: (messages, milliseconds) =>
      sendEach(messages, milliseconds, sendOne, {
        keyOf: () => ACCOUNT,
        elapsed,
        // A pace of one number needs no gap between others.
        paces: of === 'account' ? limits : [],
      }),
  };

  async function sendOne(message: OutgoingMessage): Promise<SendOutcome> {
    const sms = prepare(message, settings, opened.provider.sends);
    if ('reason' in sms) return { outcome: 'failed', reason: `${sms.reason}。` };
    return await handOver(sms, opened.provider, provider, ask, { now: clock.now(), nonce: randomUUID() });
  }
}

async function handOver(
  sms: Sms,
  gateway: SmsProvider,
  provider: Provider,
  ask: AskProvider,
  stamp: Parameters<SmsProvider['request']>[1],
): Promise<SendOutcome> {
  const reply = await ask({
    ...gateway.request(sms, stamp),
    carriesMessage: true,
    ...(gateway.plainText ? { plainText: true } : {}),
  });
  if (!reply.answered) return reply.notSent;
  const answer = gateway.read(reply.body);
  if (answer === null) {
    const reason = `${provider.name}的答复无法识别，是否送达不明。`;
    return { outcome: 'retry', reason, unsure: true };
  }
  if (answer.taken) return { outcome: 'sent', reference: answer.reference };
  const meaning = gateway.meaning(answer);
  const table = new Map(meaning === undefined ? [] : [[answer.code, meaning]]);
  return notAccepted(provider, answer.code, answer.words, table);
}
