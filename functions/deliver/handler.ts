/** Claims the notices that nudges name and sends them on their channels. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { openChannels } from '../../shared/adapters/channels/open-channels.ts';
import { readSecret } from '../../shared/adapters/secrets/read-secret.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { systemSigners } from '../../shared/adapters/system/signer.ts';
import { deliverNudged } from '../../shared/app/notices/deliver-nudged.ts';
import { readEnvironment } from '../../shared/contract/environment.ts';
import { deliveryNudge } from '../../shared/contract/nudges.ts';
import { channelsSecret, signingSecret } from '../../shared/contract/secrets.ts';
import { type BatchAnswer, eachRecord } from '../batch.ts';
import { engineOn, once, openStore } from '../composition.ts';
import { openTelemetry } from '../telemetry.ts';

const open = once(async () => {
  const environment = readEnvironment('deliver', process.env);
  const secrets = new SecretsManagerClient();
  const [settings, { key }] = await Promise.all([
    readSecret(secrets, environment.DUBAN_CHANNELS_SECRET, channelsSecret),
    readSecret(secrets, environment.DUBAN_SIGNING_SECRET, signingSecret),
  ]);
  const baseUrl = environment.DUBAN_BASE_URL.replace(/\/+$/, '');
  const engine = engineOn(await openStore(environment), environment, {
    channels: openChannels(settings),
    links: { signer: systemSigners(key).links, baseUrl },
  });
  return { engine, telemetry: openTelemetry('deliver'), clock: systemClock };
});
type Home = Awaited<ReturnType<typeof open>>;

export const handler = async ({ Records }: SQSEvent): Promise<BatchAnswer> => {
  const home = await open();
  const { telemetry } = home;
  return telemetry.during(() =>
    eachRecord(
      Records,
      ({ messageId }) => messageId,
      (record) => deliverRecord(record, home),
      telemetry,
    ),
  );
};

async function deliverRecord({ body }: SQSRecord, { engine, clock, telemetry }: Home): Promise<void> {
  const nudge = deliveryNudge.parse(JSON.parse(body));
  const { sent, retried, abandoned } = await deliverNudged(engine, nudge, clock.now());
  telemetry.measure('noticesSent', sent);
  telemetry.measure('noticesRetried', retried);
  telemetry.measure('noticesAbandoned', abandoned);
}
