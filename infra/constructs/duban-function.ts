/** A Lambda function of the house: own role, kept logs, alarms that say what a failure costs. */
import { Annotations, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type Conditions, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { VariableName } from '../../shared/contract/environment.ts';
import {
  bundledRulesFolder,
  bundleHandler,
  bundleRoot,
  type FunctionName,
} from '../../shared/contract/functions.ts';
import { metricsNamespace } from '../../shared/contract/metrics.ts';
import type { CodeSource } from './bundled-code.ts';
import { fiveMinutes, type Operations } from './operations.ts';
import type { DeadLetterQueue } from './watched-queue.ts';

export interface FunctionProfile {
  readonly name: FunctionName;
  readonly description: string;
  /** What officials lose while this function fails; becomes the text of its alarms. */
  readonly errorImpact: string;
  readonly timeout: Duration;
  readonly memorySize: number;
}

export interface DubanFunctionProps extends FunctionProfile {
  readonly code: CodeSource;
  readonly operations: Operations;
  /** For functions that are invoked without anybody waiting: where an invocation goes that failed for good. */
  readonly failures?: DeadLetterQueue;
}

export class DubanFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly timeout: Duration;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: DubanFunctionProps) {
    super(scope, id);
    this.timeout = props.timeout;
    const logGroup = keptLogGroup(this, 'Log');
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: props.code(props.name),
      handler: bundleHandler,
      runtime: Runtime.NODEJS_24_X,
      architecture: architectureIn(Stack.of(this).region),
      timeout: props.timeout,
      memorySize: props.memorySize,
      role: this.#role,
      logGroup,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace,
      },
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    this.configure({ DUBAN_RULES_DIR: `${bundleRoot}/${bundledRulesFolder}` });
    if (props.failures) this.#keepFailures(props.failures);
    this.#watch(props);
    this.#acknowledge();
  }

  /** Sets environment variables that the contract knows. */
  configure(variables: Partial<Record<VariableName, string>>): void {
    for (const [variable, value] of Object.entries(variables)) this.lambda.addEnvironment(variable, value);
  }

  /** Lets the function do exactly these actions on exactly these resources. */
  allow(actions: readonly string[], resources: readonly string[], conditions?: Conditions): void {
    if (actions.some((action) => action.includes('*'))) {
      Annotations.of(this).addError(`An action with a wildcard is not granted: ${actions.join(', ')}`);
    }
    this.#role.addToPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions && { conditions }),
      }),
    );
  }

  /** Accepts one finding of the rule packs about what this function may do. */
  acknowledgeRights(id: string, reason: string): void {
    Validations.of(this.#role).acknowledge({ id, reason });
  }

  /** The next nudge comes by itself and finds whatever is still due; an old one has nothing to add. */
  #keepFailures({ queue }: DeadLetterQueue): void {
    this.allow(['sqs:SendMessage'], [queue.queueArn]);
    this.lambda.configureAsyncInvoke({
      onFailure: { bind: () => ({ destination: queue.queueArn }) },
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
    });
  }

  #watch({ name, errorImpact, operations }: DubanFunctionProps): void {
    const section = `function-${name}`;
    operations.alarm(this, 'Errors', {
      metric: this.lambda.metricErrors({ period: fiveMinutes }),
      above: 0,
      impact: `Function '${name}' fails. ${errorImpact}`,
      section,
    });
    operations.alarm(this, 'Throttles', {
      metric: this.lambda.metricThrottles({ period: fiveMinutes }),
      above: 0,
      impact: `Function '${name}' is throttled. ${errorImpact}`,
      section,
    });
  }

  #acknowledge(): void {
    Validations.of(this.lambda).acknowledge(
      {
        id: 'Serverless-LambdaTracing',
        reason: 'X-Ray does not trace Lambda in the China regions, and both homes run the same template.',
      },
      {
        id: 'Serverless-LambdaDLQ',
        reason:
          'What must not be lost waits in the table; failed invocations go to the failure destination, stream and queue records to the dead-letter queue of their source.',
      },
    );
  }
}

/** Logs stay for a year: the Cybersecurity Law asks for at least six months, and 180 days are too few. */
export function keptLogGroup(scope: Construct, id: string): LogGroup {
  return new LogGroup(scope, id, {
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** Arm is cheaper, but whether the China regions offer it for Lambda is not established; the bundles are pure. */
function architectureIn(region: string): Architecture {
  return region.startsWith('cn-') ? Architecture.X86_64 : Architecture.ARM_64;
}
