/** Bundles every function into build/functions/NAME, with the rules beside it, and writes the event schemas. */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { busEventJsonSchemas } from '../shared/contract/bus-events.ts';
import { bundledRulesFolder, bundleFile, functionNames } from '../shared/contract/functions.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** CommonJS packages inside an ES module bundle still ask for `require`. */
const banner =
  "import { createRequire as duban_createRequire } from 'node:module'; const require = duban_createRequire(import.meta.url);";

/** Bundles `functions/NAME/handler.ts` for each name; the same sources give the same bytes. */
export async function bundleFunctions(outFolder: string): Promise<void> {
  await rm(outFolder, { recursive: true, force: true });
  await Promise.all(functionNames.map((name) => bundleFunction(name, join(outFolder, name))));
}

async function bundleFunction(name: string, folder: string): Promise<void> {
  await build({
    absWorkingDir: project,
    entryPoints: [`functions/${name}/handler.ts`],
    outfile: join(folder, bundleFile),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: false,
    sourcemap: true,
    // Stack traces need positions and names only; without the text the map is a fraction of the size.
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: banner },
    logLevel: 'warning',
  });
  await cp(join(project, 'rules'), join(folder, bundledRulesFolder), { recursive: true });
}

/** One JSON Schema file for each event on the bus. */
export async function writeEventSchemas(outFolder: string): Promise<void> {
  await rm(outFolder, { recursive: true, force: true });
  await mkdir(outFolder, { recursive: true });
  const schemas = Object.entries(busEventJsonSchemas());
  await Promise.all(
    schemas.map(([type, schema]) =>
      writeFile(join(outFolder, `${type}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`),
    ),
  );
}

if (import.meta.main) {
  await bundleFunctions(join(project, 'build/functions'));
  await writeEventSchemas(join(project, 'build/event-schemas'));
}
