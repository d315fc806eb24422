/** An office in which every paper has something to say: a meeting, a week, an emergency, assignments, leave, a holiday. */

import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { buildPaper } from '../../shared/app/papers/catalogue.ts';
import type { PaperDesk, PaperOrder, PaperOutcome } from '../../shared/app/papers/paper-desk.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import type { OfficialPaper } from '../../shared/domain/papers/official-paper.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { parseWeekId } from '../../shared/domain/time/local-date.ts';
import { paperDesk } from '../../web/paper-desk.ts';
import { chinaTime, DISTRICT, demoDirectory, engineOn, setUpDemo } from './office.ts';

/** The title of a work secret; no paper may show it. */
export const SECRET_TITLE = '某重点工程保密方案';
/** What was said in a report on a work secret; no paper may show it either. */
export const SECRET_TEXT = '保密方案第二稿已经形成';

/** The title of a meeting of the Party group; no paper of the government may show it. */
export const PARTY_TITLE = '区政府党组第3次会议';

const LAST = chinaTime('2026-03-31 09:00');

type Step = readonly [at: string, verb: string, fields: Readonly<Record<string, unknown>>];

const LEADERS = ['mayor', 'executive-vice-mayor', 'vice-mayor-1', 'vice-mayor-2'];

const WEEK: readonly Step[] = LEADERS.map((leader, index) => [
  '2026-03-13 10:00',
  'week.answer',
  {
    week: '2026-W12',
    leader,
    entries: [
      { day: '2026-03-18', time: '9:00', what: '区政府第5次常务会议', place: '区政府会议室' },
      ...(index === 0
        ? [{ day: '2026-03-16', time: '下午2:30', what: '调研春耕备耕工作', place: '示例镇' }]
        : []),
      {
        day: `2026-03-${17 + (index % 3)}`,
        time: '14:30',
        what: `分管工作调度会（${index + 1}）`,
      },
    ],
  },
]);

const MEETING: readonly Step[] = [
  [
    '2026-03-10 09:00',
    'meeting.schedule',
    {
      id: 'm5',
      kind: 'executive',
      title: '区政府第5次常务会议',
      start: '2026-03-18T09:00:00+08:00',
      items: [
        { id: 'i1', unit: 'housing', title: '老旧小区改造实施方案' },
        { id: 'i2', unit: 'finance', title: '2026年财政预算调整方案（草案）' },
        { id: 'i3', unit: 'emergency', title: SECRET_TITLE, tags: ['secret-work'] },
      ],
    },
  ],
  [
    '2026-03-10 09:10',
    'meeting.schedule',
    { id: 'dz1', kind: 'party', title: PARTY_TITLE, start: '2026-03-19T09:00:00+08:00', items: [] },
  ],
  [
    '2026-03-18 15:00',
    'meeting.decide',
    {
      id: 'm5',
      decisions: [
        {
          id: '1',
          unit: 'housing',
          title: '启动老旧小区改造',
          item: 'i1',
          until: '2026-06-30T17:00:00+08:00',
          supporting: ['finance', 'civil-affairs'],
        },
        { id: '2', unit: 'finance', title: '修改预算调整方案并印发', item: 'i2' },
        { id: '3', unit: 'emergency', title: SECRET_TITLE, item: 'i3' },
      ],
    },
  ],
];

const ASSIGNMENTS: readonly Step[] = [
  ...['housing', 'finance', 'health', 'education'].flatMap((unit, index): Step[] => [
    [
      '2026-03-02 10:00',
      'assignment.open',
      {
        id: `a${index}`,
        title: `民生实事第${index + 1}项`,
        short: `民生实事${index + 1}`,
        source: 'minutes',
        sources: [{ kind: 'minutes', reference: `第${index + 1}次常务会议纪要第三条` }],
        lead: unit,
        supporting: ['civil-affairs'],
        until: '2026-03-13',
        assign: true,
      },
    ],
  ]),
  [
    '2026-03-02 11:00',
    'assignment.open',
    {
      id: 'mm1',
      title: SECRET_TITLE,
      short: '保密方案',
      source: 'minutes',
      sources: [{ kind: 'minutes', reference: '第4次常务会议纪要' }],
      lead: 'emergency',
      secrecy: '工作秘密',
      until: '2026-03-13',
      assign: true,
    },
  ],
  [
    '2026-03-20 10:00',
    'assignment.open',
    {
      id: 'mm2',
      title: SECRET_TITLE,
      short: '保密方案',
      source: 'inspection',
      sources: [{ kind: 'inspection', reference: '第2次督查' }],
      lead: 'emergency',
      secrecy: '工作秘密',
    },
  ],
  [
    '2026-03-09 10:00',
    'assignment.progress',
    { id: 'a0', state: '序时推进', text: '已完成方案修改，正在征求意见', by: 'housing' },
  ],
  [
    '2026-03-09 10:00',
    'assignment.progress',
    { id: 'mm1', state: '序时推进', text: SECRET_TEXT, by: 'emergency' },
  ],
];

const EMERGENCY: readonly Step[] = [
  [
    '2026-03-12 12:52',
    'event.report',
    {
      id: 'e17',
      title: '某市场火情',
      severity: '较大',
      occurredAt: '2026-03-12T12:40:00+08:00',
      lead: 'emergency',
      emergency: true,
      source: 'town-1',
      phoneAt: '2026-03-12T12:50:00+08:00',
    },
  ],
  ['2026-03-12 13:05', 'event.instruct', { id: 'e17', by: 'mayor', text: '全力救治，及时上报' }],
  ['2026-03-12 13:10', 'event.call', { id: 'e17', post: 'mayor', answered: true, note: '全力救治' }],
];

const LEAVE: readonly Step[] = [
  [
    '2026-03-11 09:00',
    'absence.request',
    {
      id: 'q1',
      post: 'housing.principal',
      from: '2026-03-19T08:00:00+08:00',
      to: '2026-03-21T18:00:00+08:00',
      reason: '出差',
      destination: '省住建厅',
      standIn: 'housing.deputy',
    },
  ],
  ['2026-03-11 09:10', 'absence.approve', { id: 'q1', by: 'mayor' }],
  ['2026-03-11 09:20', 'absence.approve', { id: 'q1', by: 'vice-mayor-1' }],
  ['2026-03-11 09:30', 'absence.file', { id: 'q1', number: '外出备[2026]15号' }],
  [
    '2026-03-11 09:40',
    'absence.record',
    {
      id: 'q2',
      post: 'vice-mayor-3',
      from: '2026-03-17T00:00:00+08:00',
      to: '2026-03-20T00:00:00+08:00',
      reason: '学习',
    },
  ],
];

/** 清明节 2026: the office's roster and a town's, and what a leader does on the first day. */
const HOLIDAY: readonly Step[] = [
  ...['town-1', 'housing', 'street-1'].map(
    (unit, index): Step => [
      '2026-03-30 10:00',
      'roster.hand-in',
      {
        unit,
        holiday: '2026-04-04',
        entries: [4, 5, 6].map((day) => ({
          date: `2026-04-0${day}`,
          officer: `值班员${index + 1}`,
          leader: `带班${index + 1}`,
          phone: `000-0000${index}`,
        })),
      },
    ],
  ),
  [
    '2026-03-30 11:00',
    'week.answer',
    {
      week: '2026-W14',
      leader: 'vice-mayor-1',
      entries: [{ day: '2026-04-04', time: '9:00', what: '检查森林防火工作', place: '示例镇' }],
    },
  ],
  ['2026-03-30 15:00', 'check.answer', { duty: 'a1/D52-14/finish/finance', received: false }],
];

/** Everything until the last day of March 2026, each step at its own moment. */
export async function paperOffice(): Promise<Engine> {
  const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }) });
  const from = chinaTime('2026-03-02 08:00');
  await setUpDemo(engine, from, { directory: demoDirectory });
  await beatUntilQuiet(engine, from);
  const steps = [...WEEK, ...MEETING, ...ASSIGNMENTS, ...EMERGENCY, ...LEAVE, ...HOLIDAY].toSorted(
    ([a], [b]) => (a < b ? -1 : a > b ? 1 : 0),
  );
  for (const [index, [at, verb, fields]] of steps.entries()) {
    const now = chinaTime(at);
    await beatUntilQuiet(engine, now);
    const command = readCommand(verb, fields, now);
    const outcome = await execute(
      engine,
      { district: DISTRICT, commandId: `c${index}`, actor: 'office', command },
      now,
    );
    if (outcome.outcome === 'refused') throw new Error(`${verb} at ${at}: ${outcome.reason}`);
  }
  await beatUntilQuiet(engine, LAST);
  return engine;
}

export async function deskOf(engine: Engine, now: Instant = LAST): Promise<PaperDesk> {
  return paperDesk({ reader: engine.store, district: await engine.districts.open(DISTRICT), now });
}

/** What is asked for by name, with an id or a week. */
export async function outcomeOf(
  desk: PaperDesk,
  name: string,
  about: { readonly id?: string; readonly week?: string } = {},
): Promise<PaperOutcome> {
  const order: PaperOrder = {
    id: about.id ?? null,
    week: about.week === undefined ? null : parseWeekId(about.week),
  };
  const outcome = await buildPaper(name, desk, order);
  if (outcome === null) throw new Error(`no paper '${name}'`);
  return outcome;
}

/** Refuses, with the reason, where there is no document. */
export async function paperOf(...asked: Parameters<typeof outcomeOf>): Promise<OfficialPaper> {
  const outcome = await outcomeOf(...asked);
  if (!('paper' in outcome)) throw new Error('refused' in outcome ? outcome.refused : 'a spreadsheet');
  return outcome.paper;
}

/** Every paper that the office can have made of what it holds, with what it is about. */
export const ORDERS: readonly (readonly [string, { readonly id?: string; readonly week?: string }])[] = [
  ['week', { week: '2026-W12' }],
  ['week-by-leader', { week: '2026-W12' }],
  ['topics', { id: 'm5' }],
  ['meeting-plan', { id: 'm5' }],
  ['decisions', { id: 'm5' }],
  ['slip', { id: 'a0' }],
  ['slip', { id: 'mm1' }],
  ['circular', {}],
  ['hasten', { id: 'a1/D52-14/finish/finance' }],
  ['holiday', { week: '2026-W14' }],
  ['duty-info', { id: 'e17' }],
  ['call-list', { id: 'e17' }],
  ['leave-receipt', { id: 'q1' }],
  ['handover', { id: 'housing.liaison' }],
  ['handover', { id: 'emergency.liaison' }],
  ['confirm-form', {}],
  ['morning', {}],
  ['case-file', { id: 'm5' }],
  ['case-file', { id: 'a0' }],
  ['case-file', { id: 'mm1' }],
];
