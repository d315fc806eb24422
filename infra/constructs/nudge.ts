/** A regular nudge by EventBridge Scheduler, with its own role that may do nothing else. */
import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { officeZone, scheduledNudgeInput } from '../../shared/contract/schedules.ts';
import type { DubanFunction } from './duban-function.ts';
import type { DeadLetterQueue } from './watched-queue.ts';

export interface NudgeProps {
  readonly target: DubanFunction;
  readonly expression: string;
  readonly description: string;
  /** Where a nudge goes that could not be delivered. */
  readonly failures: DeadLetterQueue;
}

export class Nudge extends Construct {
  constructor(scope: Construct, id: string, props: NudgeProps) {
    super(scope, id);
    const { functionArn } = props.target.lambda;
    const { queueArn } = props.failures.queue;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        Nudge: new PolicyDocument({
          statements: [permit('lambda:InvokeFunction', functionArn), permit('sqs:SendMessage', queueArn)],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      description: props.description,
      scheduleExpression: props.expression,
      scheduleExpressionTimezone: officeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        input: scheduledNudgeInput,
        deadLetterConfig: { arn: queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 2 },
      },
    });
  }
}

function permit(action: string, resource: string): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions: [action], resources: [resource] });
}
