import { describe, expect, test } from 'vitest';
import { decide } from '../../../shared/domain/duties/decide-duty.ts';
import { type DutyState, type ExistingDuty, evolve, NO_DUTY } from '../../../shared/domain/duties/duty.ts';
import { type PlanningGround, wantedDuties } from '../../../shared/domain/duties/plan-duties.ts';
import { reconcile } from '../../../shared/domain/duties/reconcile.ts';
import {
  decideMatter,
  evolveMatter,
  type Matter,
  type MatterCommand,
  subjectsOf,
} from '../../../shared/domain/matters/kinds.ts';
import { mannersOf } from '../../../shared/domain/notices/manners.ts';
import { editionsOf } from '../../../shared/domain/rules/edition.ts';
import { viewOf } from '../../../shared/domain/rules/expression.ts';
import type { Instant } from '../../../shared/domain/time/instant.ts';
import { demoDirectory } from '../../support/office.ts';
import { ground, shuangyang } from '../../support/shuangyang.ts';
import { at } from './papers-duty.ts';

const base = ground();
const roster = { directory: demoDirectory, absences: [], zone: base.zone };
const planning: PlanningGround = {
  ...base,
  rulebook: shuangyang,
  times: mannersOf(base.settings, viewOf(base)),
  aliases: new Map(),
  editions: editionsOf(shuangyang, base.settings, (text) => text),
};

/** A matter with its duties, brought into agreement after each command. */
class Desk {
  matter: Matter | null = null;
  duties = new Map<string, ExistingDuty>();

  do(now: Instant, command: MatterCommand): string[] {
    const decision = decideMatter(command, this.matter, now, {
      ...base,
      rulebook: shuangyang,
      roster,
      ground: base,
    });
    if ('refused' in decision) throw new Error(decision.refused);
    for (const event of decision.events) this.matter = evolveMatter(this.matter, event, now, command.id);
    return this.agree(now);
  }

  agree(now: Instant): string[] {
    const { matter } = this;
    if (!matter) return [];
    const duties = [...this.duties.values()];
    const subjects = subjectsOf(matter, { ...base, duties }, shuangyang.procedures);
    const changes = reconcile(
      wantedDuties(matter, subjects, planning, now),
      duties,
      matter.planVersion,
      '变化',
      now,
    );
    for (const { id, command } of changes) {
      let state: DutyState = this.duties.get(id) ?? NO_DUTY;
      const decision = decide(command, state, now);
      if ('events' in decision) for (const event of decision.events) state = evolve(state, event, now);
      if (state.status !== 'none') this.duties.set(id, state);
    }
    return changes.map(({ id, command }) => `${command.do} ${id}`);
  }
}

const schedule: MatterCommand = {
  do: 'meeting.schedule',
  id: 'm1',
  meetingKind: 'executive',
  title: null,
  start: { known: 'instant', at: at(18, '09:00') },
  agenda: [{ id: 'i1', unit: 'housing', title: '方案' }],
  joint: [],
  countsFor: null,
};

describe('planning', () => {
  test('asks for what is missing, and then for nothing', () => {
    const desk = new Desk();
    expect(desk.do(at(11, '10:00'), schedule)).toEqual([
      'open m1/D52-06',
      'open m1/D52-07/i1',
      'open m1/D52-08',
    ]);
    for (const now of [at(11, '10:00'), at(12, '10:00'), at(17, '17:00'), at(17, '23:00')])
      expect(desk.agree(now)).toEqual([]);
  });

  test('changes what a change changes, and nothing else', () => {
    const desk = new Desk();
    desk.do(at(11, '10:00'), schedule);
    const add: MatterCommand = {
      do: 'agenda.add',
      id: 'm1',
      agendaItem: { id: 'i2', unit: 'finance', title: '预算' },
    };
    expect(desk.do(at(12, '10:00'), add)).toEqual(['open m1/D52-07/i2']);
    const withdraw: MatterCommand = {
      do: 'agenda.withdraw',
      id: 'm1',
      agendaItem: 'i1',
      how: '撤题',
      by: 'office',
      why: '未成熟',
    };
    expect(desk.do(at(13, '10:00'), withdraw)).toEqual(['end m1/D52-07/i1']);
    expect(desk.agree(at(13, '10:01'))).toEqual([]);
    const move: MatterCommand = {
      do: 'meeting.reschedule',
      id: 'm1',
      start: { known: 'instant', at: at(20, '09:00') },
      why: null,
    };
    expect(desk.do(at(16, '10:00'), move)).toEqual([
      'replan m1/D52-06',
      'replan m1/D52-07/i2',
      'replan m1/D52-08',
    ]);
    expect(desk.agree(at(16, '10:00'))).toEqual([]);
  });

  test('rests and wakes', () => {
    const desk = new Desk();
    desk.do(at(11, '10:00'), schedule);
    const open: MatterCommand = {
      do: 'meeting.reschedule',
      id: 'm1',
      start: { known: 'not-yet' },
      why: null,
    };
    expect(desk.do(at(12, '10:00'), open)).toEqual(['rest m1/D52-06', 'rest m1/D52-07/i1', 'rest m1/D52-08']);
    expect(desk.agree(at(12, '10:01'))).toEqual([]);
    const fixed: MatterCommand = {
      do: 'meeting.reschedule',
      id: 'm1',
      start: { known: 'instant', at: at(20, '09:00') },
      why: null,
    };
    expect(desk.do(at(13, '10:00'), fixed)).toEqual([
      'replan m1/D52-06',
      'replan m1/D52-07/i1',
      'replan m1/D52-08',
    ]);
    expect(desk.agree(at(13, '10:00'))).toEqual([]);
  });

  test('ends what is no longer wanted', () => {
    const desk = new Desk();
    desk.do(at(11, '10:00'), schedule);
    expect(desk.do(at(12, '10:00'), { do: 'meeting.cancel', id: 'm1', why: '议题不足' })).toEqual([
      'end m1/D52-06',
      'end m1/D52-07/i1',
      'end m1/D52-08',
    ]);
    expect(desk.agree(at(12, '10:00'))).toEqual([]);
  });
});
