/** The alarms on Duban's own metrics: is the heart beating, is anything late, is anything lost. */
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { limits } from '../../shared/contract/metrics.ts';
import { fiveMinutes, type Operations } from './operations.ts';
import { ownMetric } from './own-metric.ts';

export class VitalSigns extends Construct {
  constructor(scope: Construct, id: string, { operations }: { readonly operations: Operations }) {
    super(scope, id);
    const minute = Duration.minutes(1);
    operations.alarmOnSilence(this, 'HeartbeatMissing', {
      metric: ownMetric('heartbeatCompleted', 'Sum', minute),
      periods: 3,
      impact: 'No heartbeat has completed for three minutes: nothing is reminded, escalated or opened.',
      section: 'heartbeat-missing',
    });
    operations.alarm(this, 'DueLag', {
      metric: ownMetric('dueLag', 'Maximum', minute),
      above: limits.dueLagSeconds,
      periods: 2,
      impact: 'Something is due and has not been taken for more than two minutes: reminders come late.',
      section: 'due-lag',
    });
    operations.alarm(this, 'AuditAge', {
      metric: ownMetric('auditAge', 'Maximum', fiveMinutes),
      above: limits.auditAgeSeconds,
      impact:
        "The table has not been audited in full for 26 hours; the dead-man's switch is no longer pinged.",
      section: 'audit-age',
    });
    operations.alarm(this, 'AuditFindings', {
      metric: ownMetric('auditFindings', 'Sum', Duration.minutes(15)),
      above: 0,
      impact: 'State, ledger, index or series of a row disagree: a duty may never be reminded of.',
      section: 'audit-findings',
    });
    operations.alarm(this, 'NoticesAbandoned', {
      metric: ownMetric('noticesAbandoned', 'Sum', fiveMinutes),
      above: 0,
      impact: 'A notice reached nobody on any channel: somebody has not been told.',
      section: 'notices-abandoned',
    });
    operations.alarm(this, 'IntakeRefused', {
      metric: ownMetric('intakeRefused', 'Sum', fiveMinutes),
      above: 0,
      impact: 'An event of another system was refused: what it reported is not in Duban.',
      section: 'intake-refused',
    });
  }
}
