/** The code of a function as `infra/build.ts` left it under `build/functions/`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFile, type FunctionName } from '../../shared/contract/functions.ts';

export type CodeSource = (name: FunctionName) => Code;

export const bundledCode: CodeSource = (name) => {
  const folder = fileURLToPath(new URL(`../../build/functions/${name}`, import.meta.url));
  if (!existsSync(`${folder}/${bundleFile}`)) {
    throw new Error(
      `The bundle of '${name}' is missing in build/functions; run 'node infra/build.ts' first.`,
    );
  }
  return Code.fromAsset(folder);
};
