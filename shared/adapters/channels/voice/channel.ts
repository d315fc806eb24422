/** A call to a unit's duty phone by a provider that reads the text out. */
import type { VoiceSettings } from '../../../contract/hook-settings.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../ports/channel.ts';
import { systemClock } from '../../system/clock.ts';
import type { ChannelOptions } from '../channel-options.ts';
import { describedSecrets } from '../described-secrets.ts';
import { httpsClient } from '../https.ts';
import type { Provider } from '../provider-words.ts';
import { sendEach } from '../send-each.ts';
import { postSigned } from '../webhook/post-signed.ts';
import { spoken } from './spoken.ts';

const LINE = 'line';

/**
 * `sent` means that the provider will ring, not that anybody answered: that comes by callback. Meant for duty phones of
 * units only; that no robot rings a leader is decided where channels are chosen, because the port does not say who is one.
 */
export function voiceChannel(settings: VoiceSettings, options: ChannelOptions = {}): Channel {
  const { clock = systemClock, elapsed } = options;
  const described = describedSecrets(Object.values(settings.headers), settings.url);
  const secrets = [settings.secret, settings.callbackSecret ?? '', ...described];
  const provider: Provider = { name: '语音电话平台', secrets: () => secrets };
  const ask = httpsClient(provider, options);
  return {
    name: 'voice',
    limits: { keyOf: () => LINE, paces: settings.paces },
    send: (messages, milliseconds) =>
      sendEach(messages, milliseconds, sendOne, { keyOf: () => LINE, elapsed }),
  };

  async function sendOne(message: OutgoingMessage): Promise<SendOutcome> {
    const { idempotencyKey: id, district, to, short, urgent, at } = message;
    const phone = dialled(message.address);
    if (phone === null) return { outcome: 'failed', reason: '通讯录中的号码不是电话号码。' };
    const { callbackUrl: callback = null } = settings;
    const json = { id, district, to, phone, text: spoken(short), urgent, callback, at };
    return await postSigned({ hook: settings, key: id, json, now: clock.now() }, ask, provider);
  }
}

/** Digits, with a + in front for other countries; landlines too, since duty rooms have them. */
function dialled(address: string): string | null {
  const digits = address.replace(/[\s()（）-]/g, '');
  return /^\+?\d{5,15}$/.test(digits) ? digits : null;
}
