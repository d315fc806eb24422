/** The API reaches every verb, whether a page has a form for it or not, and keeps internal rows to itself. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { verbs } from '../../shared/contract/verbs.ts';
import { ownOffice } from './own-office.ts';

const told = readFileSync(path.join(import.meta.dirname, '../../docs/scenario.md'), 'utf8');

/** The example of each verb in the documentation, as a program would send it. */
const examples = new Map(
  [...told.matchAll(/^- \{ at: .*\}$/gm)].flatMap(([line]) =>
    (parse(line) as Record<string, unknown>[]).map(
      ({ at: _at, ...command }) => [command.do, command] as const,
    ),
  ),
);

describe('POST /api/commands', async () => {
  const office = await ownOffice();

  it.each(Object.keys(verbs))('carries out %s, or says why the domain refuses it', async (verb) => {
    const command = examples.get(verb) ?? { do: verb };
    const answer = await office.post(
      '/api/commands',
      JSON.stringify({ commandId: `api-${verb}`, ...command }),
    );
    // Only what the documentation does not show yet may lack a field.
    expect([200, 422, ...(examples.has(verb) ? [] : [400])]).toContain(answer.status);
    const said = JSON.stringify(await answer.json());
    expect(said).toMatch(/"outcome":"(done|refused|repeated)"|"place":/);
    expect(said).not.toContain('unknown verb');
  });
});

describe('what is internal to the Party group', () => {
  it('is on the pages of the office and in no export', async () => {
    const office = await ownOffice();
    const page = await office.page('/matters/2026-11');
    expect(page).toContain('党组内部');
    for (const list of ['/api/duties', '/api/matters/2026-11', '/api/matters/2026-11/ledger'])
      expect(await (await office.get(list)).text()).not.toContain('D51-1');
    await office.until('2026-12-01T12:00:00+08:00');
    for (const list of ['/api/notices', '/api/notices?list=waiting', '/api/duties'])
      expect(await (await office.get(list)).text()).not.toContain('D51-1');
  });
});
