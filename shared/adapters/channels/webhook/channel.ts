/** Any other system of the office that wants to hear of notices: signed JSON to an address of its own. */
import type { WebhookSettings } from '../../../contract/hook-settings.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../ports/channel.ts';
import { systemClock } from '../../system/clock.ts';
import type { ChannelOptions } from '../channel-options.ts';
import { describedSecrets } from '../described-secrets.ts';
import { httpsClient } from '../https.ts';
import type { Provider } from '../provider-words.ts';
import { sendEach } from '../send-each.ts';
import { postSigned } from './post-signed.ts';

/** A person's address is the name of a hook in the settings; how a receiver checks a request stands in docs/channels.md. */
export function webhookChannel({ hooks, paces }: WebhookSettings, options: ChannelOptions = {}): Channel {
  const { clock = systemClock, elapsed } = options;
  const keyOf = (address: string) => address;
  return {
    name: 'webhook',
    limits: { keyOf, paces },
    send: (messages, milliseconds) =>
      sendEach(messages, milliseconds, sendOne, { keyOf: ({ address }) => keyOf(address), elapsed }),
  };

  async function sendOne(message: OutgoingMessage): Promise<SendOutcome> {
    const { address, idempotencyKey: key } = message;
    const hook = Object.hasOwn(hooks, address) ? hooks[address] : undefined;
    if (hook === undefined) return { outcome: 'failed', reason: '渠道设置中没有通讯录所写的业务系统接口。' };
    const secrets = [hook.secret, ...describedSecrets(Object.values(hook.headers), hook.url)];
    const provider: Provider = { name: `业务系统接口“${address}”`, secrets: () => secrets };
    const post = { hook, key, json: jsonOf(message), now: clock.now() };
    return await postSigned(post, httpsClient(provider, options), provider);
  }
}

function jsonOf({ idempotencyKey: id, address: _, template: __, ...message }: OutgoingMessage) {
  return { id, ...message };
}
