/** The metrics Duban publishes about itself; the alarms watch them under the same names. */
import type { FunctionName } from './functions.ts';

export const metricsNamespace = 'Duban';

/** Every metric has this one dimension; its value is the name of the function that publishes it. */
export const metricsDimension = 'service';

interface MetricDefinition {
  readonly name: string;
  readonly unit: 'Count' | 'Seconds';
  readonly publishedBy: FunctionName;
}

export const metrics = {
  /** 1 when a heartbeat has taken everything that was due, or its slice of it, and has audited the heads. */
  heartbeatCompleted: { name: 'HeartbeatCompleted', unit: 'Count', publishedBy: 'heartbeat' },
  /** Age of the oldest instant that is due and not yet taken, over all shards and lanes; 0 when none is. */
  dueLag: { name: 'DueLagSeconds', unit: 'Seconds', publishedBy: 'heartbeat' },
  /** Rows whose step was taken in this heartbeat: duties, series, absences, notices, outbox rows. */
  stepsTaken: { name: 'StepsTaken', unit: 'Count', publishedBy: 'heartbeat' },
  /** Age of the last audit that covered the whole table. */
  auditAge: { name: 'AuditAgeSeconds', unit: 'Seconds', publishedBy: 'heartbeat' },
  /** 1 when the dead-man's switch was reached, 0 when it was not (held back on purpose or unreachable). */
  deadManPinged: { name: 'DeadManPinged', unit: 'Count', publishedBy: 'heartbeat' },
  outboxRelayed: { name: 'OutboxRelayed', unit: 'Count', publishedBy: 'relay' },
  noticesSent: { name: 'NoticesSent', unit: 'Count', publishedBy: 'deliver' },
  /** Attempts that failed and will be repeated. */
  noticesRetried: { name: 'NoticesRetried', unit: 'Count', publishedBy: 'deliver' },
  /** Notices that no channel and no further person could take. */
  noticesAbandoned: { name: 'NoticesAbandoned', unit: 'Count', publishedBy: 'deliver' },
  intakeAccepted: { name: 'IntakeAccepted', unit: 'Count', publishedBy: 'intake' },
  /** Events of other systems that were not carried out: unreadable, not entitled, or refused by the rules. */
  intakeRefused: { name: 'IntakeRefused', unit: 'Count', publishedBy: 'intake' },
  /** Rows where state, ledger, index and series disagree. */
  auditFindings: { name: 'AuditFindings', unit: 'Count', publishedBy: 'auditor' },
  rowsAudited: { name: 'RowsAudited', unit: 'Count', publishedBy: 'auditor' },
} as const satisfies Record<string, MetricDefinition>;

/** What the alarms and the dead-man's switch hold the system to. */
export const limits = {
  /** The head of every due shard is at most this old. */
  dueLagSeconds: 120,
  /** The last full pass of the auditor is at most this old: 26 hours. */
  auditAgeSeconds: 93_600,
} as const;
