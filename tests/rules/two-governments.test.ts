/** Another government needs other files and no line of code: two districts, two rulebooks, one store. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { embeddedInstallation, PROJECT } from '../../local/installation.ts';
import { checkRulebook } from '../../shared/adapters/rules/check-rulebook.ts';
import { loadDirectory } from '../../shared/adapters/rules/load-directory.ts';
import { loadRulebook } from '../../shared/adapters/rules/load-rulebook.ts';
import { sayFault } from '../../shared/adapters/rules/rule-fault.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { createEngine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { coverage } from '../../shared/domain/rules/coverage.ts';
import { settingsOf } from '../../shared/domain/rules/settings.ts';
import { chinaTime, demoDirectory, rowsOf } from '../support/office.ts';

const COUNTY = 'demo-county-2009';
const folder = path.join(PROJECT, 'rules', COUNTY);
const county = loadRulebook(folder);

const MEETING = {
  id: 'm1',
  kind: 'executive',
  start: '2026-03-18T09:00:00+08:00',
  items: [{ id: 'i1', unit: 'transport', title: '农村公路养护方案' }],
};

describe('the second rulebook', () => {
  test('has no fault', () => {
    expect(checkRulebook(folder).map(sayFault)).toEqual([]);
  });

  test('serves every clause of its text', () => {
    const states = coverage(county, settingsOf(county)).flatMap(({ clauses }) =>
      clauses.map(({ clause, state }) => [clause.type, state]),
    );
    expect(states.filter(([, state]) => state === 'missing' || state === 'off')).toEqual([]);
    expect(county.articles).toBe(16);
  });

  test('has the numbers of its own text as settings', () => {
    const value = (name: string) => county.settings.get(name)?.value;
    expect(['materials.days', 'materials.copies', 'admission.workdays', 'minutes.days'].map(value)).toEqual([
      2, 30, 2, 3,
    ]);
    expect(value('followup.report_days')).toBe(20);
  });
});

test('two districts in one store, each by its own rules', async () => {
  const store = openSqliteStore({ file: ':memory:' });
  const engine = createEngine(embeddedInstallation(store));
  const now = chinaTime('2026-03-11 10:00');
  const directory = loadDirectory(path.join(PROJECT, 'examples/directories/demo-county.yaml'));
  const rules = (rulebook: string, only: string[]) => ({
    rulebook,
    overrides: {},
    rules: only,
    shadow: false,
  });
  await setUpDistrict(engine, 'demo', rules('shuangyang-2018', ['D52-07']), demoDirectory, now);
  await setUpDistrict(engine, 'demo-county', rules(COUNTY, ['D7-1']), directory, now);
  for (const district of ['demo', 'demo-county']) {
    const command = readCommand('meeting.schedule', MEETING, now);
    await execute(engine, { district, commandId: `${district}-1`, actor: 'office', command }, now);
  }
  await beatUntilQuiet(engine, now);

  const duties = (await rowsOf(store, 'duty')).map(({ district, body }) => [
    district,
    (body as ExistingDuty).plan,
  ]);
  expect(
    duties.map(([district, plan]) => {
      const { id, dueAt, rulebook } = plan as ExistingDuty['plan'];
      return [district, id, dueAt, rulebook.split('#')[0]];
    }),
  ).toEqual([
    ['demo', 'm1/D52-07/i1', chinaTime('2026-03-17 17:00'), 'shuangyang-2018'],
    ['demo-county', 'm1/D7-1/i1', chinaTime('2026-03-16 17:30'), COUNTY],
  ]);
});
