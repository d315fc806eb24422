/** The one table: rows, ledger, receipts, due index and views; its stream hands new outbox rows to the relay. */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type CfnTable,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TABLE_DEFINITION } from '../../shared/contract/table.ts';
import type { DubanFunction } from './duban-function.ts';
import type { Operations } from './operations.ts';
import { DeadLetterQueue } from './watched-queue.ts';

const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
/** A transaction needs the rights of its parts; there is no right for the transaction itself. */
const writeActions = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
];

export class CaseTable extends Construct {
  readonly #table: Table;
  readonly #operations: Operations;

  constructor(scope: Construct, id: string, props: { readonly operations: Operations }) {
    super(scope, id);
    this.#operations = props.operations;
    this.#table = new Table(this, 'Table', {
      partitionKey: text(TABLE_DEFINITION.partitionKey),
      sortKey: text(TABLE_DEFINITION.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      timeToLiveAttribute: TABLE_DEFINITION.ttl,
      stream: StreamViewType.NEW_IMAGE,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const index of Object.values(TABLE_DEFINITION.indexes)) {
      this.#table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType[index.projection],
      });
    }
  }

  get tableName(): string {
    return this.#table.tableName;
  }

  /** Reading and writing rows by key and index; never a scan. */
  grantReadWrite(user: DubanFunction): void {
    const indexes = Object.values(TABLE_DEFINITION.indexes).map(
      ({ name }) => `${this.#table.tableArn}/index/${name}`,
    );
    user.allow(readActions, [this.#table.tableArn, ...indexes]);
    user.allow(writeActions, [this.#table.tableArn]);
    user.configure({ DUBAN_TABLE: this.#table.tableName });
  }

  /** Reading the whole table in segments, for the auditor alone. */
  grantScan(auditor: DubanFunction): void {
    auditor.allow(['dynamodb:Scan'], [this.#table.tableArn]);
  }

  /** Hands every new outbox row to the relay. What the stream loses, the due index still holds. */
  relayBy(relay: DubanFunction): void {
    const failures = new DeadLetterQueue(this, 'RelayFailures', {
      operations: this.#operations,
      errorImpact:
        'Outbox rows left the stream unhandled; they go out with the next heartbeat, so later than meant.',
      section: 'queue-relay-failures',
    });
    this.#grantReadStream(relay);
    relay.allow(['sqs:SendMessage'], [failures.queue.queueArn]);
    new EventSourceMapping(this, 'Relay', {
      target: relay.lambda,
      eventSourceArn: this.#streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [newOutboxRows],
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(0),
      parallelizationFactor: 4,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(1),
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
    });
    this.#operations.alarm(this, 'IteratorAge', {
      metric: relay.lambda.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' }),
      above: Duration.minutes(2).toMilliseconds(),
      periods: 3,
      impact: 'The relay lags behind the table: notices and published events go out with the heartbeat only.',
      section: 'stream-lag',
    });
  }

  #grantReadStream(reader: DubanFunction): void {
    reader.allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      [this.#streamArn],
    );
    reader.allow(['dynamodb:ListStreams'], [`${this.#table.tableArn}/stream/*`]);
    const table = Stack.of(this).getLogicalId(this.#table.node.defaultChild as CfnTable);
    reader.acknowledgeRights(
      `AwsSolutions-IAM5[Resource::<${table}.Arn>/stream/*]`,
      'Listing streams cannot be narrowed to one stream; it is narrowed to the streams of this table.',
    );
  }

  get #streamArn(): string {
    const arn = this.#table.tableStreamArn;
    if (arn === undefined) throw new Error('The table has no stream; the relay reads one.');
    return arn;
  }
}

const newOutboxRows = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { NewImage: { [TABLE_DEFINITION.kind]: { S: FilterRule.isEqual('outbox') } } },
});

function text(name: string): { name: string; type: AttributeType } {
  return { name, type: AttributeType.STRING };
}
