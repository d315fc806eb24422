/** Lets a function take messages from a queue in batches, reporting the failed ones singly. */
import { type Duration, Validations } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { DubanFunction } from './duban-function.ts';
import type { WatchedQueue } from './watched-queue.ts';

export interface QueueReaderProps {
  readonly batchSize: number;
  /** Gathers a batch for so long; zero hands each message over at once. */
  readonly gather: Duration;
  readonly maxConcurrency: number;
}

export function readFrom(source: WatchedQueue, reader: DubanFunction, props: QueueReaderProps): void {
  reader.allow(
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
    [source.queue.queueArn],
  );
  const mapping = new EventSourceMapping(source, 'Reader', {
    target: reader.lambda,
    eventSourceArn: source.queue.queueArn,
    batchSize: props.batchSize,
    maxBatchingWindow: props.gather,
    maxConcurrency: props.maxConcurrency,
    reportBatchItemFailures: true,
  });
  Validations.of(mapping).acknowledge({
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason:
      'A mapping of an SQS queue takes no failure destination; the dead-letter queue of the queue is one.',
  });
}
