/** The HTTP API for pages and commands: every route asks for a token of the office's identity provider. */
import { Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { type DubanFunction, keptLogGroup } from './duban-function.ts';
import { fiveMinutes, type Operations } from './operations.ts';

export interface OfficeApiProps {
  readonly handler: DubanFunction;
  readonly settings: Settings;
  readonly operations: Operations;
}

/** No query strings, no bodies, no names: a link in a notice must not be readable in the log. */
const accessLog = {
  at: '$context.requestTime',
  requestId: '$context.requestId',
  subject: '$context.authorizer.claims.sub',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  refusal: '$context.authorizer.error',
};

export class OfficeApi extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: OfficeApiProps) {
    super(scope, id);
    const { issuer, audience, baseUrl } = props.settings;
    props.handler.configure({ DUBAN_BASE_URL: baseUrl });
    const api = new HttpApi(this, 'Api', {
      apiName: `${Stack.of(this).stackName}-api`,
      description: 'Duban: pages and commands',
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration('Handler', props.handler.lambda),
      defaultAuthorizer: new HttpJwtAuthorizer('Office', issuer, { jwtAudience: audience }),
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(keptLogGroup(this, 'AccessLog')),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    this.url = stage.url;
    props.operations.alarm(this, 'ServerErrors', {
      metric: stage.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
      above: 0,
      impact: 'Pages or commands answer with an error: officials cannot see or record what is due.',
      section: 'api-server-errors',
    });
    props.operations.alarm(this, 'Latency', {
      metric: stage.metricLatency({ period: fiveMinutes, statistic: 'p95' }),
      above: Duration.seconds(3).toMilliseconds(),
      periods: 3,
      impact: 'Pages are slow: one request in twenty takes more than three seconds.',
      section: 'api-latency',
    });
  }
}
