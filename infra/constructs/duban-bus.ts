/** The event bus: Duban publishes on it, and other systems reach the intake queue through it. */
import { Duration } from 'aws-cdk-lib';
import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AccountPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { intakePrefix, publishedSource } from '../../shared/contract/bus-events.ts';
import type { Producer } from '../settings.ts';
import type { DubanFunction } from './duban-function.ts';
import type { Operations } from './operations.ts';
import { readFrom } from './queue-reader.ts';
import { WatchedQueue } from './watched-queue.ts';

export interface DubanBusProps {
  readonly operations: Operations;
  readonly producers: readonly Producer[];
}

export class DubanBus extends Construct {
  readonly bus: EventBus;
  readonly #props: DubanBusProps;

  constructor(scope: Construct, id: string, props: DubanBusProps) {
    super(scope, id);
    this.#props = props;
    this.bus = new EventBus(this, 'Bus', { description: 'Duban: what it publishes and what it takes in' });
    for (const producer of props.producers) this.#admit(producer);
  }

  /** Lets a function publish under Duban's own source, and under no other. */
  grantPublish(publisher: DubanFunction): void {
    publisher.allow(['events:PutEvents'], [this.bus.eventBusArn], {
      StringEquals: { 'events:source': publishedSource },
    });
    publisher.configure({ DUBAN_BUS: this.bus.eventBusName });
  }

  /** Brings the intake events of every source but Duban's own to a function, which is told who may speak for whom. */
  takeInBy(intake: DubanFunction): void {
    const queue = new WatchedQueue(this, 'Intake', {
      operations: this.#props.operations,
      consumerTimeout: intake.timeout,
      maximumAge: Duration.minutes(5),
      errorImpact:
        'What other systems reported is not carried out: meetings, events and submissions are missing.',
      section: 'queue-intake',
    });
    new Rule(this, 'IntakeRule', {
      eventBus: this.bus,
      description: 'What other systems tell Duban',
      eventPattern: {
        source: Match.anythingBut(publishedSource),
        detailType: Match.prefix(intakePrefix),
      },
      targets: [new SqsQueue(queue.queue, { deadLetterQueue: queue.deadLetters.queue })],
    });
    readFrom(queue, intake, { batchSize: 10, gather: Duration.seconds(0), maxConcurrency: 5 });
    const districtsOf = this.#props.producers.map(({ source, districts }) => [source, districts]);
    intake.configure({ DUBAN_INTAKE_SOURCES: JSON.stringify(Object.fromEntries(districtsOf)) });
  }

  /** Another account may put intake events under its own source only; the claim in the event counts for nothing. */
  #admit({ source, account }: Producer): void {
    if (account === undefined) return;
    this.bus.addToResourcePolicy(
      new PolicyStatement({
        sid: `Admit${account}${source.replaceAll(/[^A-Za-z0-9]/g, '')}`,
        effect: Effect.ALLOW,
        principals: [new AccountPrincipal(account)],
        actions: ['events:PutEvents'],
        resources: [this.bus.eventBusArn],
        conditions: {
          StringEquals: { 'events:source': source },
          StringLike: { 'events:detail-type': `${intakePrefix}*` },
        },
      }),
    );
  }
}
