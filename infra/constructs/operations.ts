/** Alarms and the topic they speak through; every alarm says what is lost and where to read on. */
import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface AlarmProps {
  readonly metric: IMetric;
  /** Alarms when the metric is above this. */
  readonly above: number;
  /** How many periods in a row; 1 unless a single bad one is harmless. */
  readonly periods?: number;
  /** What is lost while this lasts, in one sentence. */
  readonly impact: string;
  /** The section of docs/runbook.md. */
  readonly section: string;
}

export class Operations extends Construct {
  readonly topic: Topic;
  readonly #runbookUrl: string;

  constructor(scope: Construct, id: string, props: { readonly runbookUrl: string }) {
    super(scope, id);
    this.#runbookUrl = props.runbookUrl;
    this.topic = new Topic(this, 'Alarms', { displayName: 'Duban operations', enforceSSL: true });
    // A topic policy replaces the default one, under which alarms of the same account could publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** An alarm on too much; silence is good. */
  alarm(scope: Construct, id: string, props: AlarmProps): void {
    this.#speak(
      new Alarm(scope, id, {
        ...this.#text(props),
        metric: props.metric,
        threshold: props.above,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: props.periods ?? 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
    );
  }

  /** An alarm on silence: the metric must count at least one in each of the periods. */
  alarmOnSilence(scope: Construct, id: string, props: Omit<AlarmProps, 'above'>): void {
    this.#speak(
      new Alarm(scope, id, {
        ...this.#text(props),
        metric: props.metric,
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: props.periods ?? 1,
        treatMissingData: TreatMissingData.BREACHING,
      }),
    );
  }

  #text(props: Omit<AlarmProps, 'above'>): { alarmDescription: string } {
    return { alarmDescription: `${props.impact} Runbook: ${this.#runbookUrl}#${props.section}` };
  }

  #speak(alarm: Alarm): void {
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

export const fiveMinutes = Duration.minutes(5);
