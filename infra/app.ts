/** The CDK app: one stack for each region of the settings (`-c settings=FILE`, `-c region=REGION`). */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { checkWithNag } from './checks.ts';
import { bundledCode } from './constructs/bundled-code.ts';
import { DubanStack } from './duban-stack.ts';
import { parseSettings } from './settings.ts';

const app = new App();
checkWithNag(app);

const file: string =
  app.node.tryGetContext('settings') ?? fileURLToPath(new URL('example-settings.json', import.meta.url));
const settings = parseSettings(file, readFileSync(file, 'utf8'));
const only: string | undefined = app.node.tryGetContext('region');
const regions = settings.regions.filter((region) => only === undefined || region === only);
if (regions.length === 0) {
  throw new Error(`${file}: has no region '${only}'; expected one of ${settings.regions.join(', ')}.`);
}

for (const region of regions) {
  new DubanStack(app, `Duban-${region}`, { env: { region }, settings, code: bundledCode });
}
