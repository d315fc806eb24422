/** Every minute: takes what is due, looks at the vital signs, and pings the dead-man's switch while all is well. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readSecret } from '../../shared/adapters/secrets/read-secret.ts';
import { nudgeDelivery } from '../../shared/adapters/sqs/delivery-nudges.ts';
import { elapsedMilliseconds, systemClock } from '../../shared/adapters/system/clock.ts';
import { pingDeadManSwitch } from '../../shared/adapters/system/dead-man-switch.ts';
import { vitalSigns } from '../../shared/app/audit-round.ts';
import { beat, type DistrictFault } from '../../shared/app/heartbeat.ts';
import { readEnvironment } from '../../shared/contract/environment.ts';
import { scheduledNudge } from '../../shared/contract/schedules.ts';
import { deadManSecret } from '../../shared/contract/secrets.ts';
import { busOf, engineOn, once, openStore, queuesOf } from '../composition.ts';
import { openTelemetry, sayFault } from '../telemetry.ts';

/** Shorter than the function's own time, so that the vital signs are always looked at. */
const WORK_MILLISECONDS = 40_000;
/** Rows in one slice. */
const SLICE = 100;
/** A district's Monday morning at once; what is left a minute later is nudged again. */
const MOST_NUDGED_AT_ONCE = 2000;

const open = once(async () => {
  const environment = readEnvironment('heartbeat', process.env);
  const telemetry = openTelemetry('heartbeat');
  const engine = engineOn(await openStore(environment), environment, {
    publisher: busOf(environment, telemetry),
  });
  const secrets = new SecretsManagerClient();
  const deadMan = once(() => readSecret(secrets, environment.DUBAN_DEAD_MAN_SECRET, deadManSecret));
  return { engine, telemetry, queues: queuesOf(environment), deadMan, clock: systemClock };
});
type Home = Awaited<ReturnType<typeof open>>;

export const handler = async (event: unknown): Promise<void> => {
  const { scheduledAt } = scheduledNudge.parse(event);
  const home = await open();
  await home.telemetry.during(async () => {
    home.telemetry.logger.info(`heartbeat meant for ${scheduledAt}`);
    const faults = await takeSteps(home);
    await nudgeDeliveries(home);
    await lookAtVitalSigns(home);
    // Last, so that the fault of one district keeps nothing from the others; it raises the alarm all the same.
    for (const fault of faults) throw fault;
  });
};

/** Takes the steps that are due, as far as the time goes; answers which districts failed. */
async function takeSteps({ engine, clock, telemetry }: Home): Promise<DistrictFault[]> {
  const begun = elapsedMilliseconds();
  let rows = 0;
  let more = true;
  const faults: DistrictFault[] = [];
  while (more && elapsedMilliseconds() - begun < WORK_MILLISECONDS) {
    const slice = await beat(engine, clock.now(), SLICE, 'steps');
    rows += slice.rows;
    more = slice.more;
    faults.push(...slice.faults);
  }
  for (const fault of faults) telemetry.logger.error(fault.message, fault);
  telemetry.measure('stepsTaken', rows);
  return faults;
}

/** The deliverers hear of whatever is due and not claimed: held notices, retries, and nudges that were lost. */
async function nudgeDeliveries({ engine, clock, queues, telemetry }: Home): Promise<void> {
  const now = clock.now();
  for (const lane of ['emergency-delivery', 'normal-delivery'] as const) {
    const rows = await engine.store.due({ lane, now, limit: MOST_NUDGED_AT_ONCE });
    if (rows.length === 0) continue;
    try {
      const refused = await nudgeDelivery(
        queues,
        rows.map((key) => ({ key, lane, delaySeconds: 0 })),
      );
      if (refused > 0) telemetry.logger.warn(`${refused} of ${rows.length} notices could not be nudged`);
    } catch (fault) {
      telemetry.logger.error(`${rows.length} notices were not nudged: ${sayFault(fault)}`, fault as Error);
    }
  }
}

async function lookAtVitalSigns(home: Home): Promise<void> {
  const { engine, clock, telemetry } = home;
  const { dueLagSeconds, auditAgeSeconds, isWell } = await vitalSigns(engine.store, clock.now());
  telemetry.measure('dueLag', dueLagSeconds);
  if (auditAgeSeconds !== null) telemetry.measure('auditAge', auditAgeSeconds);
  const pinged = isWell && (await ping(home));
  telemetry.measure('deadManPinged', pinged ? 1 : 0);
  telemetry.measure('heartbeatCompleted', 1);
}

/** A switch that cannot be reached, or whose address cannot be read, must not keep the heart from beating. */
async function ping({ deadMan, telemetry }: Home): Promise<boolean> {
  try {
    const { url } = await deadMan();
    return url !== undefined && (await pingDeadManSwitch(url));
  } catch (fault) {
    telemetry.logger.error(`the dead-man's switch is not pinged: ${sayFault(fault)}`, fault as Error);
    return false;
  }
}
