/** What follows elsewhere from what happens to a meeting: follow-up of its decisions, steps served, periods. */
import { exactly } from '../compliance/verdict.ts';
import type { Submission } from '../duties/duty.ts';
import type { Procedure } from '../procedures/procedure.ts';
import { actsOf, passingAct, type StepEvent } from '../procedures/progress.ts';
import type { Rule } from '../rules/rulebook.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { GRAINS, type Grain, grainOf, type PeriodId, periodOf } from '../time/period.ts';
import type { Consequence } from './kinds.ts';
import type { Surroundings } from './matter.ts';
import {
  type AgendaItem,
  type HeldAgendaItem,
  kindsOf,
  type Meeting,
  type MeetingStart,
  saidTitle,
  startInstant,
} from './meeting.ts';
import type { MeetingEvent } from './meeting-acts.ts';

type Decision = Meeting['decisions'][number];
type Around = Pick<Surroundings, 'settings' | 'zone'>;

/** Everything but the count of a meeting that begins. `meeting` is the state after the event. */
export function meetingConsequences(
  meeting: Meeting,
  event: MeetingEvent | StepEvent,
  rules: readonly Rule[],
  procedure: Procedure | null,
  around: Around,
  now: Instant,
): Consequence[] {
  switch (event.type) {
    case 'meeting.planned':
    case 'meeting.scheduled':
      return expected(meeting, meeting.start, true, rules, around);
    case 'meeting.agenda-fixed':
    case 'meeting.rescheduled':
      return moved(meeting, event, rules, around);
    case 'meeting.cancelled':
      return expected(meeting, meeting.start, false, rules, around);
    case 'agenda.decided':
      return afterOutcome(meeting, event, now);
    case 'meeting.resolved':
      return resolvedNow(meeting, event, procedure, now);
    case 'step.done':
    case 'step.confirmed':
      return minutesIssued(meeting, event, procedure, now);
    default:
      return [];
  }
}

/** Out of one period and into another; within a period nothing changes for it. */
function moved(
  meeting: Meeting,
  { before, start }: { readonly before: MeetingStart; readonly start: MeetingStart },
  rules: readonly Rule[],
  around: Around,
): Consequence[] {
  const [left, entered] = [
    expected(meeting, before, false, rules, around),
    expected(meeting, start, true, rules, around),
  ];
  const stays = new Set(entered.map(({ key }) => key));
  return [...left.filter(({ key }) => !stays.has(key.replace('unplanned/', 'planned/'))), ...entered];
}

/** A period in which a meeting is planned needs no note that none is. */
function expected(
  meeting: Meeting,
  start: MeetingStart,
  planned: boolean,
  rules: readonly Rule[],
  around: Around,
): Consequence[] {
  const at = startInstant(start, around);
  if (at === null) return [];
  return kindsOf(meeting).flatMap((kind) => {
    const what = `meeting.${kind}`;
    return countedGrains(what, rules).map((grain): Consequence => {
      const { countsFor } = meeting;
      const own = countsFor !== null && grainOf(countsFor) === grain ? countsFor : null;
      const id: PeriodId = own ?? periodOf(dateOf(at, around.zone), grain);
      const key = `${planned ? 'planned' : 'unplanned'}/${what}/${id}`;
      return { key, command: { do: 'period.expect', id, what, by: meeting.id, planned } };
    });
  });
}

function countedGrains(what: string, rules: readonly Rule[]): Grain[] {
  return GRAINS.filter((grain) => rules.some(({ counts, per }) => counts === what && per === grain));
}

/** 通过 or 原则通过 does the step it was brought for; 再议 brings the item to the next meeting. */
function afterOutcome(
  meeting: Meeting,
  { agendaItem, outcome, next }: Extract<MeetingEvent, { type: 'agenda.decided' }>,
  now: Instant,
): Consequence[] {
  const item = meeting.agenda.find(({ id }) => id === agendaItem);
  if (!item) return [];
  if (outcome === '再议' && next !== null) {
    return [{ key: `again/${item.id}`, command: { do: 'agenda.add', id: next, agendaItem: plain(item) } }];
  }
  if (!item.serves || (outcome !== '通过' && outcome !== '原则通过')) return [];
  const { id, step, part } = item.serves;
  const evidence = `${meeting.title}“${saidTitle(item)}”${outcome}（${meeting.id}/${item.id}）`;
  const submission = officeAct(evidence, now);
  const rest = { outcome: null, opinion: outcome, checks: [] };
  return [{ key: `serves/${item.id}`, command: { do: 'step.do', id, step, part, submission, ...rest } }];
}

/** The item as it was brought, without what this meeting did with it. */
function plain({ id, unit, title, tags, presenter, serves }: HeldAgendaItem): AgendaItem {
  return {
    id,
    unit,
    title,
    ...(tags ? { tags } : {}),
    ...(presenter === undefined ? {} : { presenter }),
    ...(serves ? { serves } : {}),
  };
}

function officeAct(evidence: string, at: Instant): Submission {
  const none = { for: null, source: null, channel: null };
  return { done: exactly(at), recordedAt: at, by: 'office', ...none, evidence };
}

/** With the list the work starts at once; else the minutes start it (纪要印发即交办). */
function resolvedNow(
  meeting: Meeting,
  event: Extract<MeetingEvent, { type: 'meeting.resolved' }>,
  procedure: Procedure | null,
  now: Instant,
): Consequence[] {
  const out = isOut(meeting, procedure);
  if (!event.startNow && !out) return [];
  const named = meeting.decisions.filter(({ id }) => event.decisions.some((one) => one.id === id));
  const opened = named.map((one) => openingOf(meeting, one, event.startNow && !out ? '清单' : '纪要', now));
  return [...opened, ...named.flatMap((one) => correctionOf(meeting, one, event))];
}

/** Its id stays; a limit starts again only where unit or time is another. What is not open yet refuses this. */
function correctionOf(
  meeting: Meeting,
  { id, unit, until }: Decision,
  { moved, retimed }: Extract<MeetingEvent, { type: 'meeting.resolved' }>,
): Consequence[] {
  const about = `${meeting.id}-${id}`;
  const day = until === null ? null : { instant: until };
  if (moved.includes(id))
    return [
      {
        key: `moved/${id}`,
        command: { do: 'assignment.transfer', id: about, to: unit, unit: null, by: 'office', until: day },
      },
    ];
  if (!retimed.includes(id) || day === null) return [];
  const source = { kind: 'minutes', reference: `${meeting.title}纪要更正议定事项${id}` } as const;
  return [
    {
      key: `retimed/${id}`,
      command: { do: 'assignment.add-source', id: about, source, until: day, corrects: true },
    },
  ];
}

/** Whether minutes of the meeting have been issued: the closing step has passed. */
function isOut(meeting: Meeting, procedure: Procedure | null): boolean {
  const closing = procedure?.steps.filter(({ closes }) => closes) ?? [];
  return closing.some((step) =>
    kindsOf(meeting).some(
      (kind) => passingAct(step, step.per === null ? null : kind, { done: meeting.steps }) !== null,
    ),
  );
}

function minutesIssued(
  meeting: Meeting,
  { step, part }: StepEvent,
  procedure: Procedure | null,
  now: Instant,
): Consequence[] {
  const closes = procedure?.steps.some(({ id, closes: last }) => id === step && last) ?? false;
  if (!closes || !isOut(meeting, procedure)) return [];
  const issued = actsOf({ done: meeting.steps }, step, part).at(-1)?.submission.done.latest ?? now;
  return meeting.decisions
    .filter(({ opened }) => !opened)
    .map((one) => openingOf(meeting, one, '纪要', issued));
}

/** One follow-up for one decision; its id stays the same whatever is corrected later. */
function openingOf(
  meeting: Meeting,
  decision: Decision,
  from: '纪要' | '清单',
  startedAt: Instant,
): Consequence {
  const { id, unit, title, until, supporting, item } = decision;
  const about = meeting.agenda.find((one) => one.id === item);
  const secret = about?.tags?.includes('secret-work') ?? false;
  return {
    key: `follow-up/${id}`,
    command: {
      do: 'assignment.open',
      id: `${meeting.id}-${id}`,
      title: secret ? `${meeting.title}议定事项${id}` : title,
      short: null,
      source: 'minutes',
      sources: [{ kind: 'minutes', reference: `${meeting.title}${from}议定事项${id}` }],
      lead: unit,
      supporting,
      until: until === null ? null : { instant: until },
      urgency: null,
      category: '一般',
      secrecy: secret ? '工作秘密' : '内部',
      form: '跟踪督查',
      startedAt,
      decision: null,
      assign: true,
      legacy: false,
      noRungsBefore: null,
      by: 'office',
      splitFrom: null,
    },
  };
}
