/** Carries out what other systems put on the bus. */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { takeIn } from '../../shared/app/take-in.ts';
import { intakeEvent } from '../../shared/contract/bus-events.ts';
import { readEnvironment } from '../../shared/contract/environment.ts';
import { type BatchAnswer, eachRecord } from '../batch.ts';
import { engineOn, once, openStore } from '../composition.ts';
import { openTelemetry } from '../telemetry.ts';

const open = once(async () => {
  const environment = readEnvironment('intake', process.env);
  const engine = engineOn(await openStore(environment), environment);
  const sources = environment.DUBAN_INTAKE_SOURCES;
  return { engine, sources, telemetry: openTelemetry('intake'), clock: systemClock };
});
type Home = Awaited<ReturnType<typeof open>>;

export const handler = async ({ Records }: SQSEvent): Promise<BatchAnswer> => {
  const home = await open();
  const { telemetry } = home;
  return telemetry.during(() =>
    eachRecord(
      Records,
      ({ messageId }) => messageId,
      (record) => takeInRecord(record, home),
      telemetry,
    ),
  );
};

/** A refusal is final and is not tried again; an event that cannot be read fails, and ends in the dead-letter queue. */
async function takeInRecord({ body }: SQSRecord, { engine, sources, clock, telemetry }: Home): Promise<void> {
  const event = readEvent(body, telemetry);
  const outcome = await takeIn(engine, event, sources, clock.now());
  const { id, district } = event.detail;
  if (outcome.outcome === 'refused') {
    telemetry.measure('intakeRefused', 1);
    telemetry.logger.warn(`event '${id}' for '${district}' is refused: ${outcome.reason}`);
  } else telemetry.measure('intakeAccepted', 1);
}

function readEvent(body: string, telemetry: Home['telemetry']) {
  const parsed = intakeEvent.safeParse(JSON.parse(body));
  if (parsed.success) return parsed.data;
  telemetry.measure('intakeRefused', 1);
  throw parsed.error;
}
