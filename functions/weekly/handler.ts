/**
 * At 08:00, 09:00, 12:00 and 17:00: one more look at the due index, at the times when a week opens, its entries are
 * due and its table is compiled. A nudge decides nothing: whether there is anything to open or to remind of is a
 * matter of the work calendar, and the same rows would be taken by the next heartbeat. So the week does not hang on
 * the heartbeat alone; what subscribers are to hear waits for the relay.
 */
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { readEnvironment } from '../../shared/contract/environment.ts';
import { scheduledNudge } from '../../shared/contract/schedules.ts';
import { engineOn, once, openStore } from '../composition.ts';
import { openTelemetry } from '../telemetry.ts';

const open = once(async () => {
  const environment = readEnvironment('weekly', process.env);
  const engine = engineOn(await openStore(environment), environment);
  return { engine, telemetry: openTelemetry('weekly'), clock: systemClock };
});

export const handler = async (event: unknown): Promise<void> => {
  const { scheduledAt } = scheduledNudge.parse(event);
  const { engine, telemetry, clock } = await open();
  const sent = await beatUntilQuiet(engine, clock.now());
  telemetry.logger.info(`nudge meant for ${scheduledAt}: ${sent} messages sent`);
};
