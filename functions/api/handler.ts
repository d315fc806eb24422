/** Pages and commands behind the HTTP API, which has checked the token. */
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { paperWriter } from '../../shared/adapters/docx/paper-writer.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { readEnvironment } from '../../shared/contract/environment.ts';
import { createWeb } from '../../web/app.ts';
import { engineOn, once, openStore } from '../composition.ts';
import { openTelemetry, sayFault } from '../telemetry.ts';
import { accessOf } from './access.ts';
import { openOutside } from './outside.ts';

const open = once(async () => {
  const environment = readEnvironment('api', process.env);
  const engine = engineOn(await openStore(environment), environment);
  const { logger } = openTelemetry('api');
  const outside = await openOutside(environment, (fault) =>
    logger.error(`callbacks of providers are not taken: ${sayFault(fault)}`, fault as Error),
  );
  const web = createWeb(engine, {
    now: systemClock.now,
    authorize: (_request, env) => accessOf(claimsIn(env)),
    newCommandId: randomUUID,
    outside,
    papers: paperWriter,
    onFault: (fault) => logger.error(`a page failed: ${sayFault(fault)}`, fault as Error),
  });
  return handle(web);
});

export const handler = async (event: LambdaEvent, context: Context) => (await open())(event, context);

/** What hono hands along is the event as it came. */
function claimsIn(env: unknown): unknown {
  const { event } = env as { readonly event?: Partial<APIGatewayProxyEventV2WithJWTAuthorizer> };
  return event?.requestContext?.authorizer?.jwt.claims;
}
