/** The two queues of delivery nudges: emergencies never wait behind a Monday morning. */
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DubanFunction } from './duban-function.ts';
import type { Operations } from './operations.ts';
import { readFrom } from './queue-reader.ts';
import { WatchedQueue } from './watched-queue.ts';

export class DeliveryQueues extends Construct {
  readonly #emergency: WatchedQueue;
  readonly #normal: WatchedQueue;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly operations: Operations; readonly consumerTimeout: Duration },
  ) {
    super(scope, id);
    this.#emergency = new WatchedQueue(this, 'Emergency', {
      ...props,
      maximumAge: Duration.minutes(2),
      errorImpact: 'Emergency notices wait or are stuck: the duty room and the leaders hear too late.',
      section: 'queue-emergency-notices',
    });
    this.#normal = new WatchedQueue(this, 'Normal', {
      ...props,
      maximumAge: Duration.minutes(15),
      errorImpact: 'Reminders wait or are stuck: units are reminded late.',
      section: 'queue-normal-notices',
    });
  }

  /** Lets a function say that a notice is worth claiming. */
  grantNudge(nudger: DubanFunction): void {
    nudger.allow(['sqs:SendMessage'], [this.#emergency.queue.queueArn, this.#normal.queue.queueArn]);
    nudger.configure({
      DUBAN_EMERGENCY_QUEUE_URL: this.#emergency.queue.queueUrl,
      DUBAN_NORMAL_QUEUE_URL: this.#normal.queue.queueUrl,
    });
  }

  /** The function that claims and sends. */
  deliverBy(deliverer: DubanFunction): void {
    readFrom(this.#emergency, deliverer, { batchSize: 1, gather: Duration.seconds(0), maxConcurrency: 20 });
    readFrom(this.#normal, deliverer, { batchSize: 10, gather: Duration.seconds(5), maxConcurrency: 10 });
  }
}
