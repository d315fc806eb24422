/** What a function says about itself: structured log lines and the metrics of the contract. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { FunctionName } from '../shared/contract/functions.ts';
import { metrics, metricsNamespace } from '../shared/contract/metrics.ts';

export interface Telemetry {
  readonly logger: Logger;
  measure(metric: keyof typeof metrics, value: number): void;
  /** Carries out one invocation, and publishes what it measured even when it fails. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function openTelemetry(name: FunctionName): Telemetry {
  const logger = new Logger({ serviceName: name });
  const published = new Metrics({ namespace: metricsNamespace, serviceName: name });
  return {
    logger,
    measure(metric, value) {
      const { name: metricName, unit } = metrics[metric];
      published.addMetric(metricName, MetricUnit[unit], value);
    },
    async during(work) {
      try {
        return await work();
      } finally {
        published.publishStoredMetrics();
      }
    },
  };
}

/** A fault in a sentence; the log keeps the stack beside it. */
export function sayFault(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
