/** Measures `duban simulate` on a district's whole generated year, about 2,000 duties; prints JSON lines. */
import { cpus } from 'node:os';
import { stringify } from 'yaml';
import { factsOf } from '../local/commands/simulate.ts';
import { embeddedInstallation } from '../local/installation.ts';
import { parseScenario } from '../local/scenario-file.ts';
import { formatInstant, type Instant, instantAt, parseLocalTime } from '../shared/domain/time/instant.ts';
import {
  addDays,
  type LocalDate,
  nextWeek,
  parseLocalDate,
  parseWeekId,
} from '../shared/domain/time/local-date.ts';

type Step = Readonly<Record<string, unknown>>;

const ZONE = 'Asia/Shanghai';
const FIRST_MONDAY = parseLocalDate('2026-01-05');
const UNITS = [
  'housing',
  'emergency',
  'finance',
  'civil-affairs',
  'development',
  'education',
  'health',
  'transport',
  'water',
  'culture',
  'agriculture',
  'market',
];
const LEADERS = ['mayor', 'executive-vice-mayor', ...[1, 2, 3, 4, 5, 6].map((rank) => `vice-mayor-${rank}`)];
const MEETINGS = 50;
const ITEMS = 12;
const EVENTS = 115;
const LIMIT_SECONDS = 10;

function at(date: LocalDate, time: string): string {
  return formatInstant(instantAt(date, parseLocalTime(time), ZONE) as Instant, ZONE);
}

/** One week in which most is done in time, something late and something not at all. */
function weekSteps(index: number): Step[] {
  const week = nextWeek(parseWeekId('2026-W02'), index);
  const monday = addDays(FIRST_MONDAY, index * 7);
  const answered = LEADERS.slice(0, LEADERS.length - (index % 3));
  const answers = answered.map((leader) => ({
    at: at(addDays(monday, -4), '16:00'),
    do: 'week.answer',
    week,
    leader,
    entries: 'none',
  }));
  return [
    ...answers,
    { at: at(monday, index % 5 === 0 ? '09:20' : '08:40'), do: 'week.compile', week },
    { at: at(monday, '09:30'), do: 'week.deliver', week },
  ];
}

function meetingSteps(index: number): Step[] {
  const id = `m${index + 1}`;
  const wednesday = addDays(FIRST_MONDAY, index * 7 + 2);
  const items = UNITS.slice(0, ITEMS).map((unit, item) => ({
    id: `i${item + 1}`,
    unit,
    title: `第${item + 1}项议题`,
  }));
  const papers = items.slice(0, ITEMS - (index % 2)).map(({ id: item, unit }, place) => {
    const time = place % 5 === 4 ? '18:10' : '15:30';
    return {
      at: at(addDays(wednesday, -1), time),
      do: 'duty.submit',
      duty: `${id}/D52-07/${item}`,
      by: unit,
    };
  });
  return [
    {
      at: at(addDays(wednesday, -6), '10:00'),
      do: 'meeting.schedule',
      id,
      kind: 'executive',
      start: at(wednesday, '09:00'),
      items,
    },
    { at: at(addDays(wednesday, -5), '10:00'), do: 'duty.submit', duty: `${id}/D52-06` },
    ...papers,
    { at: at(addDays(wednesday, -1), '19:00'), do: 'duty.submit', duty: `${id}/D52-08` },
  ];
}

function eventSteps(index: number): Step[] {
  const id = `e${index + 1}`;
  const day = addDays(FIRST_MONDAY, index * 3);
  const lead = UNITS[index % UNITS.length];
  const major = index % 2 === 0;
  const release = major ? 'D36-2' : 'D36-1';
  const updates = major
    ? [1, 2, 3, 4, 5].map((n) => ({
        at: at(addDays(day, Math.ceil(n / 2)), n % 2 ? '08:00' : '18:00'),
        do: 'duty.submit',
        duty: `${id}/D36-4`,
        by: lead,
      }))
    : [];
  return [
    {
      at: at(day, '12:10'),
      do: 'event.report',
      id,
      severity: major ? '重大' : '一般',
      occurredAt: at(day, '12:00'),
      lead,
    },
    { at: at(day, '14:00'), do: 'duty.submit', duty: `${id}/D37-1` },
    {
      at: at(day, index % 7 === 0 ? '19:00' : '15:00'),
      do: 'duty.submit',
      duty: `${id}/${release}`,
      by: lead,
    },
    ...(major
      ? [{ at: at(addDays(day, 1), '10:00'), do: 'duty.submit', duty: `${id}/D36-3`, by: lead }]
      : []),
    ...updates,
    { at: at(addDays(day, 4), '12:00'), do: 'event.close', id },
  ];
}

function count<Made>(size: number, make: (index: number) => Made[]): Made[] {
  return Array.from({ length: size }, (_, index) => make(index)).flat();
}

/** By the three rules that the steps are about, and by the whole rulebook, whose other duties nobody hands in. */
const CHOICES = {
  'simulate-year': ['D36-*', 'D37-1', 'D52-06', 'D52-07', 'D52-08', 'D76-*'],
  'simulate-year-whole-rulebook': null,
} as const;

for (const [bench, rules] of Object.entries(CHOICES)) {
  const scenario = parseScenario(
    'year.yaml',
    stringify({
      rulebook: 'shuangyang-2018',
      rules,
      from: '2025-12-29T08:00:00+08:00',
      until: '2027-01-01T00:00:00+08:00',
      steps: [...count(51, weekSteps), ...count(MEETINGS, meetingSteps), ...count(EVENTS, eventSteps)],
    }),
    null,
  );
  const tally: Record<string, number> = {};
  const begun = performance.now();
  const cpuBefore = process.cpuUsage();
  for await (const { fact } of factsOf(scenario, embeddedInstallation))
    tally[String(fact)] = (tally[String(fact)] ?? 0) + 1;
  const seconds = Number(((performance.now() - begun) / 1000).toFixed(2));
  const { user, system } = process.cpuUsage(cpuBefore);
  const facts = Object.values(tally).reduce((sum, size) => sum + size, 0);
  const [cpu] = cpus();
  console.log(
    JSON.stringify({
      bench,
      seconds,
      cpuSeconds: Number(((user + system) / 1e6).toFixed(2)),
      ...(rules === null ? {} : { limitSeconds: LIMIT_SECONDS, met: seconds < LIMIT_SECONDS }),
      steps: scenario.steps.length,
      refused: tally['step.refused'] ?? 0,
      duties: tally['duty.opened'] ?? 0,
      facts,
      notices: tally['notice.sent'] ?? 0,
      cores: cpus().length,
      cpu: cpu?.model ?? 'unknown',
      node: process.version,
    }),
  );
}
