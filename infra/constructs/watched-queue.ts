/** A queue with its dead-letter queue, both encrypted and watched. */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { fiveMinutes, type Operations } from './operations.ts';

const common = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
  // A queue holds nudges and copies, never the only record: the table does.
  removalPolicy: RemovalPolicy.DESTROY,
};

export interface DeadLetterQueueProps {
  readonly operations: Operations;
  /** What it means that something lies here. */
  readonly errorImpact: string;
  /** The section of docs/runbook.md. */
  readonly section: string;
}

/** A queue for what failed for good; one message is one alarm. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', common);
    props.operations.alarm(this, 'Depth', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: fiveMinutes,
        statistic: 'Maximum',
      }),
      above: 0,
      impact: props.errorImpact,
      section: props.section,
    });
    Validations.of(this.queue).acknowledge(
      { id: 'Serverless-SQSRedrivePolicy', reason: 'This queue is itself the end of the line.' },
      { id: 'AwsSolutions-SQS3', reason: 'This queue is itself the end of the line.' },
    );
  }
}

export interface WatchedQueueProps extends DeadLetterQueueProps {
  /** Alarms when the oldest message is older. */
  readonly maximumAge: Duration;
  /** The timeout of the consuming function; a message stays hidden for six of them. */
  readonly consumerTimeout: Duration;
}

export class WatchedQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: WatchedQueueProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', props);
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: 5 },
    });
    props.operations.alarm(this, 'Age', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
      above: props.maximumAge.toSeconds(),
      periods: 2,
      impact: props.errorImpact,
      section: props.section,
    });
  }
}
