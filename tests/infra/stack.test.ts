import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { functionNames } from '../../shared/contract/functions.ts';
import { functionsByName, plain, synthesised } from './synthesised.ts';

const stack = synthesised();
const { template } = stack;

describe('the table', () => {
  test('keeps what is written: recovery to any second, no deletion, encryption, stream of new images', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        SSESpecification: { SSEEnabled: true },
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      },
    });
  });

  test('has the due index and the view index', () => {
    const [table] = Object.values(stack.resources('AWS::DynamoDB::Table'));
    const indexes = table?.Properties.GlobalSecondaryIndexes.map(
      (index: {
        IndexName: string;
        KeySchema: { AttributeName: string }[];
        Projection: { ProjectionType: string };
      }) => [
        index.IndexName,
        ...index.KeySchema.map((key) => key.AttributeName),
        index.Projection.ProjectionType,
      ],
    );
    expect(indexes).toEqual([
      ['due', 'duePk', 'dueSk', 'KEYS_ONLY'],
      ['view', 'viewPk', 'viewSk', 'KEYS_ONLY'],
    ]);
  });
});

describe('the functions', () => {
  test('are the seven of the contract, on Node 24, with kept logs', () => {
    const functions = functionsByName(stack);
    expect([...functions.keys()].sort()).toEqual([...functionNames].sort());
    for (const { resource } of functions.values()) {
      expect(resource.Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Handler: 'handler.handler',
        LoggingConfig: { LogGroup: expect.anything() },
      });
    }
  });

  test.each([
    ['cn-north-1', 'x86_64'],
    ['ap-southeast-1', 'arm64'],
  ])('in %s run on %s', (region, architecture) => {
    for (const { resource } of functionsByName(synthesised(region)).values()) {
      expect(resource.Properties.Architectures).toEqual([architecture]);
    }
  });

  test('the relay sees new outbox rows only, and reports failures singly', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CasesTable'), 'StreamArn'] },
      FilterCriteria: {
        Filters: [
          {
            Pattern: JSON.stringify({
              eventName: ['INSERT'],
              dynamodb: { NewImage: { kind: { S: ['outbox'] } } },
            }),
          },
        ],
      },
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  test('every mapping reports failures singly', () => {
    const mappings = Object.values(stack.resources('AWS::Lambda::EventSourceMapping'));
    expect(mappings).toHaveLength(4);
    for (const mapping of mappings) {
      expect(mapping.Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    }
  });
});

describe('the schedules', () => {
  test('come when the contract says, in the time zone of the office, each with a dead-letter queue', () => {
    const schedules = Object.values(stack.resources('AWS::Scheduler::Schedule')).map(({ Properties }) => ({
      expression: Properties.ScheduleExpression,
      zone: Properties.ScheduleExpressionTimezone,
      window: Properties.FlexibleTimeWindow.Mode,
      target: plain(Properties.Target.Arn).replace(/Function.*/, ''),
      deadLetters: plain(Properties.Target.DeadLetterConfig.Arn).slice(0, 14),
      input: Properties.Target.Input,
    }));
    const common = {
      zone: 'Asia/Shanghai',
      window: 'OFF',
      deadLetters: '<NudgeFailures',
      input: '{"scheduledAt":"<aws.scheduler.scheduled-time>"}',
    };
    expect(schedules).toEqual(
      expect.arrayContaining([
        { ...common, expression: 'rate(1 minute)', target: '<Heartbeat' },
        { ...common, expression: 'cron(0 8,9,12,17 * * ? *)', target: '<Weekly' },
        { ...common, expression: 'rate(15 minutes)', target: '<Auditor' },
      ]),
    );
    expect(schedules).toHaveLength(3);
  });
});

describe('the queues', () => {
  const queues = Object.entries(stack.resources('AWS::SQS::Queue'));
  const ends = [
    ...queues.map(([, { Properties }]) => Properties.RedrivePolicy?.deadLetterTargetArn),
    ...Object.values(stack.resources('AWS::Scheduler::Schedule')).map(
      ({ Properties }) => Properties.Target.DeadLetterConfig.Arn,
    ),
    ...Object.values(stack.resources('AWS::Lambda::EventSourceMapping')).map(
      ({ Properties }) => Properties.DestinationConfig?.OnFailure.Destination,
    ),
  ].filter((arn) => arn !== undefined);
  const deadLetterQueues = new Set(ends.map(plain));

  test.each(queues)('%s either has a dead-letter queue or is one', (id, { Properties }) => {
    expect(Properties.RedrivePolicy !== undefined).toBe(!deadLetterQueues.has(`<${id}.Arn>`));
  });

  test.each(queues)('%s is encrypted and refuses plain connections', (id, { Properties }) => {
    expect(Properties.SqsManagedSseEnabled).toBe(true);
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: id }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  test('a message stays hidden for at least six timeouts of its reader', () => {
    const byId = stack.resources('AWS::SQS::Queue');
    const functions = stack.resources('AWS::Lambda::Function');
    for (const { Properties } of Object.values(stack.resources('AWS::Lambda::EventSourceMapping'))) {
      const queue = byId[plain(Properties.EventSourceArn).slice(1, -'.Arn>'.length)];
      if (queue === undefined) continue;
      const timeout = functions[Properties.FunctionName.Ref]?.Properties.Timeout;
      expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout);
    }
  });
});

describe('the logs', () => {
  test.each(Object.entries(stack.resources('AWS::Logs::LogGroup')))('%s is kept for a year', (_id, group) => {
    expect(group.Properties.RetentionInDays).toBe(365);
    expect(group.DeletionPolicy).toBe('Retain');
  });
});

describe('the API', () => {
  test('every route but those with a proof of their own asks for a token of the issuer', () => {
    const routes = Object.values(stack.resources('AWS::ApiGatewayV2::Route'));
    const ways = routes.map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType]);
    expect(ways.toSorted()).toEqual([
      ['$default', 'JWT'],
      ['GET /calendars/{proxy+}', 'NONE'],
      ['GET /links/{proxy+}', 'NONE'],
      ['HEAD /calendars/{proxy+}', 'NONE'],
      ['POST /callbacks/{proxy+}', 'NONE'],
      ['POST /links/{proxy+}', 'NONE'],
    ]);
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: 'https://login.example.gov.cn', Audience: ['duban'] },
    });
    template.resourceCountIs('AWS::Lambda::Url', 0);
  });

  test('the open routes are throttled more than the rest', () => {
    const [stage] = Object.values(stack.resources('AWS::ApiGatewayV2::Stage'));
    const { DefaultRouteSettings: all, RouteSettings: own } = stage?.Properties ?? {};
    expect(Object.keys(own)).toHaveLength(5);
    for (const { ThrottlingRateLimit: rate } of Object.values<{ ThrottlingRateLimit: number }>(own))
      expect(rate).toBeLessThan(all.ThrottlingRateLimit);
  });

  test('the access log is JSON and names neither query nor address, nor the path that holds a token', () => {
    const [stage] = Object.values(stack.resources('AWS::ApiGatewayV2::Stage'));
    const format = JSON.parse(stage?.Properties.AccessLogSettings.Format);
    expect(Object.keys(format)).toContain('status');
    expect(JSON.stringify(format)).not.toMatch(/query|sourceIp|Authorization|context\.path|rawPath/);
  });
});

describe('the bus', () => {
  test('brings intake events of every source but the own one to the queue', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: { Ref: Match.stringLikeRegexp('^Bus') },
      EventPattern: {
        source: [{ 'anything-but': ['duban'] }],
        'detail-type': [{ prefix: 'duban.intake.' }],
      },
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });

  test('another account may use its own source only', () => {
    template.hasResourceProperties('AWS::Events::EventBusPolicy', {
      Statement: Match.objectLike({
        Action: 'events:PutEvents',
        Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' },
        Condition: {
          StringEquals: { 'events:source': 'example.duty-room' },
          StringLike: { 'events:detail-type': 'duban.intake.*' },
        },
      }),
    });
    template.resourceCountIs('AWS::Events::EventBusPolicy', 1);
  });
});

describe('the secrets', () => {
  const secrets = Object.values(stack.resources('AWS::SecretsManager::Secret'));

  test('are created empty and outlive the stack; the signing key is made by AWS', () => {
    expect(secrets.map((s) => [s.Properties.SecretString, s.DeletionPolicy])).toEqual([
      ['{}', 'Retain'],
      ['{}', 'Retain'],
      [undefined, 'Retain'],
    ]);
    expect(secrets[2]?.Properties.GenerateSecretString).toMatchObject({
      GenerateStringKey: 'key',
      PasswordLength: 64,
    });
  });
});
