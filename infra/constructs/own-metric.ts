/** Duban's own metrics as CloudWatch metrics, under the names the handlers publish. */
import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { metrics, metricsDimension, metricsNamespace } from '../../shared/contract/metrics.ts';

export function ownMetric(key: keyof typeof metrics, statistic: 'Sum' | 'Maximum', period: Duration): Metric {
  const { name, publishedBy } = metrics[key];
  return new Metric({
    namespace: metricsNamespace,
    metricName: name,
    dimensionsMap: { [metricsDimension]: publishedBy },
    statistic,
    period,
  });
}
