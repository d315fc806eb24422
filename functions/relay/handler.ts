/** Hands on new outbox rows from the table's stream: creates notices, publishes facts, nudges delivery. */
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { rowKeyIn } from '../../shared/adapters/dynamodb/stream-record.ts';
import { nudgeDelivery } from '../../shared/adapters/sqs/delivery-nudges.ts';
import { watchNewNotices } from '../../shared/adapters/sqs/new-notices.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { relay } from '../../shared/app/relay.ts';
import { readEnvironment } from '../../shared/contract/environment.ts';
import { type BatchAnswer, eachRecord } from '../batch.ts';
import { busOf, engineOn, once, openStore, queuesOf } from '../composition.ts';
import { openTelemetry, sayFault } from '../telemetry.ts';

const open = once(async () => {
  const environment = readEnvironment('relay', process.env);
  const telemetry = openTelemetry('relay');
  const watched = watchNewNotices(await openStore(environment));
  const engine = engineOn(watched.store, environment, {
    publisher: busOf(environment, telemetry),
  });
  return { engine, watched, telemetry, queues: queuesOf(environment), clock: systemClock };
});
type Home = Awaited<ReturnType<typeof open>>;

export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<BatchAnswer> => {
  const home = await open();
  return home.telemetry.during(async () => {
    const idOf = (record: DynamoDBRecord) => record.dynamodb?.SequenceNumber ?? '';
    const answer = await eachRecord(Records, idOf, (record) => relayRecord(record, home), home.telemetry);
    await nudge(home);
    return answer;
  });
};

/** A row that is gone has been relayed meanwhile, by the heartbeat or by an earlier delivery of the same record. */
async function relayRecord(record: DynamoDBRecord, { engine, clock, telemetry }: Home): Promise<void> {
  const row = await engine.store.get(rowKeyIn(record.dynamodb?.NewImage));
  if (row === null) return;
  await relay(engine, await engine.districts.open(row.district), row, clock.now());
  telemetry.measure('outboxRelayed', 1);
}

/** Only makes delivery quick: a lost nudge costs until the next heartbeat, a failed record would cost more. */
async function nudge({ watched, queues, clock, telemetry }: Home): Promise<void> {
  const notices = watched.take(clock.now());
  try {
    const refused = await nudgeDelivery(queues, notices);
    if (refused > 0) telemetry.logger.warn(`${refused} of ${notices.length} nudges were refused`);
  } catch (fault) {
    telemetry.logger.warn(`${notices.length} nudges were not sent: ${sayFault(fault)}`, fault as Error);
  }
}
