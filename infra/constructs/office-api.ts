/**
 * The HTTP API: pages and commands ask for a token of the office's identity provider; three routes ask for none, because
 * whoever comes there proves it otherwise.
 */
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
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

/** Reached without a token of the identity provider, and by what whoever comes there is known instead. */
const OPEN_ROUTES = [
  {
    path: '/callbacks/{proxy+}',
    methods: [HttpMethod.POST],
    proof: 'Providers of messages prove themselves by a shared secret or a signature over the body.',
  },
  {
    path: '/links/{proxy+}',
    methods: [HttpMethod.GET, HttpMethod.POST],
    proof: 'A one-time link is signed, bound to one person and one message, and expires.',
  },
  {
    path: '/calendars/{proxy+}',
    methods: [HttpMethod.GET, HttpMethod.HEAD],
    proof: 'A calendar address is signed and can be revoked; calendar programs can send no token.',
  },
] as const;

/** For each open route; the whole API has more. */
const OPEN_THROTTLE = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 } as const;

/** No query strings, no bodies, no names, no paths: what stands in a link or a calendar address is its whole secret. */
const accessLog = {
  at: '$context.requestTime',
  requestId: '$context.requestId',
  subject: '$context.authorizer.claims.sub',
  method: '$context.httpMethod',
  route: '$context.routeKey',
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
    const integration = new HttpLambdaIntegration('Handler', props.handler.lambda);
    const api = new HttpApi(this, 'Api', {
      apiName: `${Stack.of(this).stackName}-api`,
      description: 'Duban: pages and commands',
      createDefaultStage: false,
      defaultIntegration: integration,
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
    openRoutes(api, stage, integration);
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

/** Whoever has nothing to prove himself with is turned away by the function; the throttle keeps guessing slow and cheap. */
function openRoutes(api: HttpApi, stage: HttpStage, integration: HttpLambdaIntegration): void {
  const settings: Record<string, typeof OPEN_THROTTLE> = {};
  for (const { path, methods, proof } of OPEN_ROUTES) {
    const routes = api.addRoutes({
      path,
      methods: [...methods],
      integration,
      authorizer: new HttpNoneAuthorizer(),
    });
    for (const route of routes) {
      Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: proof });
      // Settings of a route are refused until the route is there.
      stage.node.addDependency(route);
    }
    for (const method of methods) settings[`${method} ${path}`] = OPEN_THROTTLE;
  }
  (stage.node.defaultChild as CfnStage).addPropertyOverride('RouteSettings', settings);
}
