/** Every quarter of an hour: one segment of the audit, so that the whole table is compared within a day. */
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { auditNextSegment } from '../../shared/app/audit-round.ts';
import { readEnvironment } from '../../shared/contract/environment.ts';
import { scheduledNudge } from '../../shared/contract/schedules.ts';
import { engineOn, once, openStore } from '../composition.ts';
import { openTelemetry } from '../telemetry.ts';

const open = once(async () => {
  const environment = readEnvironment('auditor', process.env);
  const engine = engineOn(await openStore(environment), environment);
  const segments = environment.DUBAN_AUDIT_SEGMENTS;
  return { engine, segments, telemetry: openTelemetry('auditor'), clock: systemClock };
});

export const handler = async (event: unknown): Promise<void> => {
  scheduledNudge.parse(event);
  const { engine, segments, telemetry, clock } = await open();
  await telemetry.during(async () => {
    const { rows, findings, segment } = await auditNextSegment(engine, segments, clock.now());
    for (const { reason, ...where } of findings)
      telemetry.logger.error(`audit: ${reason}`, { finding: where });
    telemetry.measure('rowsAudited', rows);
    telemetry.measure('auditFindings', findings.length);
    telemetry.logger.info(`segment ${segment} of ${segments}: ${rows} rows, ${findings.length} findings`);
  });
};
