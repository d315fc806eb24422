/** What happens in the crash tests: papers, an emergency and a week, small enough to be lived through hundreds of times. */
import { embeddedInstallation } from '../../local/installation.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { chinaTime, DISTRICT, demoDirectory } from '../support/office.ts';
import type { Job, Step } from './live.ts';

const RULEBOOK = 'shuangyang-2018';

function step(
  time: string,
  verb: string,
  fields: Readonly<Record<string, unknown>>,
): Omit<Step, 'commandId'> {
  const at = chinaTime(time);
  return { at, command: readCommand(verb, fields, at) };
}

function meeting(units: readonly string[]) {
  return step('2026-03-09 08:40', 'meeting.schedule', {
    id: 'm1',
    kind: 'executive',
    start: '2026-03-11T09:00:00+08:00',
    items: units.map((unit, index) => ({ id: `i${index + 1}`, unit, title: '供热工作' })),
  });
}

/** The papers are late, the release is in time, the table is compiled early. */
export function wholeStory(): Story {
  return story(
    ['D52-07', 'D36-2', 'D76-1', 'D76-2'],
    [
      meeting(['finance']),
      step('2026-03-09 08:50', 'week.compile', { week: '2026-W11' }),
      step('2026-03-09 10:10', 'event.report', { id: 'e1', severity: '重大', lead: 'emergency' }),
      step('2026-03-09 11:20', 'duty.submit', { duty: 'e1/D36-2' }),
      step('2026-03-10 18:20', 'duty.submit', { duty: 'm1/D52-07/i1' }),
    ],
    '2026-03-10 19:00',
  );
}

/** One meeting is made known, and the units are told: from the command to the last notice recorded. */
export function shortStory(units: readonly string[], until = '2026-03-09 08:50'): Story {
  return story(['D52-07'], [meeting(units)], until);
}

export type Story = Omit<Job, 'file'>;

/** The part of a job that is the same for every life. */
function story(rules: readonly string[], steps: readonly Omit<Step, 'commandId'>[], until: string): Story {
  const store = openSqliteStore({ file: ':memory:' });
  const { rulebooks, calendarYears } = embeddedInstallation(store, [RULEBOOK]);
  return {
    district: DISTRICT,
    settings: { rulebook: RULEBOOK, overrides: {}, rules },
    directory: { ...demoDirectory, leaders: ['mayor'] },
    rulebooks,
    calendarYears,
    from: chinaTime('2026-03-09 08:30'),
    until: chinaTime(until),
    steps: steps.map((one, index) => ({ ...one, commandId: `step-${index + 1}` })),
  };
}
