/** `npm run bench`: prints JSON lines; `--quick` measures with less; names of benches choose among them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commits } from './commits.ts';
import { complianceReport } from './compliance-report.ts';
import { emptyHeartbeat } from './empty-heartbeat.ts';
import { mondayMorning } from './monday-morning.ts';
import { rulesCheck } from './rules-check.ts';

const quick = process.argv.includes('--quick');
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));

const BENCHES: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
  'empty-heartbeat': (folder) => emptyHeartbeat(folder, quick ? 50_000 : 1_000_000),
  'monday-morning': (folder) => mondayMorning(folder, quick ? 10_000 : 150_000),
  commits: (folder) => commits(folder, quick ? 20_000 : 100_000),
  'compliance-report': (folder) => complianceReport(folder, quick ? 20_000 : 200_000),
  'rules-check': () => rulesCheck(quick ? 2 : 5),
  // These two are programs of their own, which measure when they are loaded.
  'simulate-year': () => import('./simulate-year.ts'),
  'dynamodb-requests': () => import('./dynamodb-requests.ts'),
};

const unknown = chosen.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined) {
  process.stderr.write(`no bench is called '${unknown}'; expected ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(1);
}

for (const [name, bench] of Object.entries(BENCHES)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-bench-'));
  try {
    await bench(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
