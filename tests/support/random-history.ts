/** Random weeks of an office: what people do and when, as verbs with fields, for the property tests. */
import fc from 'fast-check';
import type { CommandOutcome } from '../../shared/app/commands.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { addSeconds, formatInstant, type Instant } from '../../shared/domain/time/instant.ts';
import { chinaTime, DISTRICT } from './office.ts';

/** A Monday morning in office hours, before the week's table is due. */
export const BEGINNING = chinaTime('2026-03-09 08:30');
/** Acts fall within six days. */
const LONGEST_MINUTES = 6 * 24 * 60;

export interface Act {
  readonly at: Instant;
  readonly verb: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const minutes = (from: number, to: number) => fc.integer({ min: from, max: to });
const meeting = fc.constantFrom('m1', 'm2');
const agendaItem = fc.constantFrom('a', 'b');
const unit = fc.constantFrom('housing', 'finance', 'town-3');
const severity = fc.constantFrom('一般', '较大', '重大', '特别重大');
const leader = fc.constantFrom('mayor', 'vice-mayor-1');
const week = fc.constantFrom('2026-W11', '2026-W12');
const duty = fc.constantFrom(
  'm1/D52-06',
  'm1/D52-07/a',
  'm1/D52-07/b',
  'm1/D52-08',
  'm2/D52-07/a',
  'm2/D52-08',
  'e1/D36-1',
  'e1/D36-2',
  'e1/D36-3',
  'e1/D36-3.plan',
  'e1/D36-4',
  'e1/D37-1',
  '2026-W11/D76-1/mayor',
  '2026-W11/D76-2',
);

type Fields = Readonly<Record<string, unknown>>;
type Draft = { readonly minute: number; readonly verb: string; readonly fields: (at: Instant) => Fields };

function say(instant: Instant): string {
  return formatInstant(instant, 'Asia/Shanghai');
}

function ahead(at: Instant, by: number): string {
  return say(addSeconds(at, by * 60));
}

function draft(verb: string, fields: fc.Arbitrary<(at: Instant) => Fields>): fc.Arbitrary<Draft> {
  return fc.record({ minute: minutes(0, LONGEST_MINUTES), verb: fc.constant(verb), fields });
}

/** Fields that do not depend on the moment of the act. */
function fixed(fields: fc.Arbitrary<Fields>): fc.Arbitrary<(at: Instant) => Fields> {
  return fields.map((some) => () => some);
}

const start = fc.oneof(
  { weight: 6, arbitrary: minutes(30, 6 * 24 * 60).map((later) => (at: Instant) => ahead(at, later)) },
  { weight: 1, arbitrary: fc.constant(() => '待定') },
  { weight: 1, arbitrary: fc.constantFrom('2026-03-13', '2026-03-16').map((date) => () => date) },
);
const agenda = fc.uniqueArray(fc.record({ id: agendaItem, unit, title: fc.constant('供热工作') }), {
  selector: ({ id }) => id,
  maxLength: 2,
});

const meetings: fc.Arbitrary<Draft>[] = [
  draft(
    'meeting.schedule',
    fc.record({ id: meeting, start, items: agenda }).map(({ id, start: when, items }) => (at) => ({
      id,
      kind: 'executive',
      start: when(at),
      items,
    })),
  ),
  draft(
    'meeting.reschedule',
    fc.record({ id: meeting, start }).map(({ id, start: when }) => (at) => ({ id, start: when(at) })),
  ),
  draft('meeting.cancel', fixed(fc.record({ id: meeting, why: fc.constant('另行安排') }))),
  draft(
    'agenda.add',
    fixed(
      fc.record({
        id: meeting,
        item: fc.record({ id: agendaItem, unit, title: fc.constant('防汛工作') }),
      }),
    ),
  ),
  draft(
    'agenda.withdraw',
    fixed(
      fc.record({
        id: meeting,
        item: agendaItem,
        by: fc.constant('office-director'),
        why: fc.constant('条件不成熟'),
      }),
    ),
  ),
  draft('papers.replace', fixed(fc.record({ id: meeting, item: agendaItem, why: fc.constant('数据更新') }))),
];

const e1: fc.Arbitrary<Fields> = fc.constant({ id: 'e1' });
const events: fc.Arbitrary<Draft>[] = [
  draft(
    'event.report',
    fc
      .record({ severity, ago: fc.option(minutes(0, 400)), possiblyMajor: fc.boolean() })
      .map(({ severity: how, ago, possiblyMajor }) => (at) => ({
        id: 'e1',
        severity: how,
        possiblyMajor,
        lead: 'emergency',
        ...(ago === null ? {} : { occurredAt: ahead(at, -ago) }),
      })),
  ),
  draft('event.classify', fixed(severity.map((how) => ({ id: 'e1', severity: how })))),
  draft(
    'event.correct-start',
    minutes(0, 600).map((ago) => (at) => ({ id: 'e1', occurredAt: ahead(at, -ago), why: '核实' })),
  ),
  draft('event.confirm', fixed(e1.map((id) => ({ ...id, by: 'duty-room.principal' })))),
  draft('release.draft', fixed(e1)),
  draft('event.handover', fixed(e1.map((id) => ({ ...id, to: '市政府' })))),
  draft('event.close', fixed(e1)),
];

const happened = fc.option(minutes(0, 3000), { freq: 2 });
const duties: fc.Arbitrary<Draft>[] = [
  draft(
    'duty.submit',
    fc.record({ duty, happened }).map(({ duty: id, happened: ago }) => (at) => ({
      duty: id,
      ...(ago === null ? {} : { happenedAt: ahead(at, -ago) }),
    })),
  ),
  draft('duty.acknowledge', fixed(fc.record({ duty, by: fc.constant('housing.liaison') }))),
  draft('duty.return', fixed(fc.record({ duty, by: fc.constant('office'), why: fc.constant('份数不足') }))),
  draft('check.answer', fixed(fc.record({ duty, received: fc.boolean() }))),
  draft('notice.correct', fixed(fc.record({ duty, by: fc.constant('office'), why: fc.constant('误发') }))),
];

const weeks: fc.Arbitrary<Draft>[] = [
  draft('week.answer', fixed(fc.record({ week, leader, entries: fc.constant('none') }))),
  draft('week.compile', fixed(fc.record({ week }))),
  draft('week.deliver', fixed(fc.record({ week }))),
  draft('week.change', fixed(fc.record({ week, what: fc.constant('调研改期') }))),
];

const district: fc.Arbitrary<Draft>[] = [
  draft(
    'absence.record',
    fc
      .record({
        id: fc.constantFrom('l1', 'l2'),
        post: fc.constantFrom('vice-mayor-1', 'mayor'),
        long: minutes(60, 6000),
      })
      .map(({ id, post, long }) => (at) => ({
        id,
        post,
        from: say(at),
        to: ahead(at, long),
        reason: '出差',
      })),
  ),
];

/** A stop of all sending, which may last. Each waiting notice is looked at every few minutes meanwhile: slow to play. */
const stops: fc.Arbitrary<Draft>[] = [
  draft('sending.stop', fixed(fc.constant({ by: 'office-director', why: '演练' }))),
  draft('sending.resume', fixed(fc.constant({ by: 'office-director' }))),
];

/** The kinds of matter that a history may be about. */
export type Theme = 'meetings' | 'events' | 'weeks' | 'district' | 'stops';

const THEMES: Readonly<Record<Theme, readonly fc.Arbitrary<Draft>[]>> = {
  meetings,
  events,
  weeks,
  district,
  stops,
};

/**
 * Histories in order of time. The first acts are those that open something, so that most histories are about
 * something; acts that the domain refuses are part of the game.
 */
export function histories(themes: readonly Theme[], most = 14): fc.Arbitrary<readonly Act[]> {
  const openings = [
    ...(themes.includes('meetings') ? meetings.slice(0, 1) : []),
    ...(themes.includes('events') ? events.slice(0, 1) : []),
  ];
  const any = fc.oneof(...themes.flatMap((theme) => THEMES[theme]), ...duties, ...duties.slice(0, 1));
  const early = fc
    .oneof(...(openings.length > 0 ? openings : weeks))
    .map((one) => ({ ...one, minute: one.minute % 600 }));
  return fc
    .tuple(fc.array(early, { minLength: 1, maxLength: 2 }), fc.array(any, { maxLength: most }))
    .map(([first, rest]) => [...first, ...rest].toSorted((a, b) => a.minute - b.minute).map(actOf));
}

function actOf({ minute, verb, fields }: Draft): Act {
  const at = addSeconds(BEGINNING, minute * 60);
  return { at, verb, fields: fields(at) };
}

/** Does it as somebody in the office would; a refusal is an answer. */
export function perform(engine: Engine, act: Act, index: number): Promise<CommandOutcome> {
  const command = readCommand(act.verb, act.fields, act.at);
  return execute(engine, { district: DISTRICT, commandId: `act-${index}`, actor: 'test', command }, act.at);
}
