/** What people and providers reach of the AWS home without an account, on routes that ask for no token. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { writeFeedCalendar } from '../../shared/adapters/calendars/feed-calendar.ts';
import { openCallbacks } from '../../shared/adapters/channels/open-callbacks.ts';
import { readSecret } from '../../shared/adapters/secrets/read-secret.ts';
import { systemSigners } from '../../shared/adapters/system/signer.ts';
import type { ChannelSettings } from '../../shared/contract/channel-settings.ts';
import type { Environment } from '../../shared/contract/environment.ts';
import { channelsSecret, signingSecret } from '../../shared/contract/secrets.ts';
import type { Outside } from '../../web/options.ts';

/**
 * One table holds many districts: callbacks name theirs in the address. Settings of channels that cannot be read are
 * reported, and only the callbacks are missing then: the pages must not stand still because of them.
 */
export async function openOutside(
  environment: Environment<'api'>,
  report: (fault: unknown) => void,
): Promise<Outside> {
  const secrets = new SecretsManagerClient();
  const [channels, { key }] = await Promise.all([
    readSecret(secrets, environment.DUBAN_CHANNELS_SECRET, channelsSecret).catch(withoutChannels(report)),
    readSecret(secrets, environment.DUBAN_SIGNING_SECRET, signingSecret),
  ]);
  const baseUrl = environment.DUBAN_BASE_URL.replace(/\/+$/, '');
  return {
    baseUrl: () => baseUrl,
    signers: systemSigners(key),
    callbacks: openCallbacks(channels),
    writeCalendar: writeFeedCalendar,
  };
}

function withoutChannels(report: (fault: unknown) => void) {
  return (fault: unknown): ChannelSettings => {
    report(fault);
    return {};
  };
}
