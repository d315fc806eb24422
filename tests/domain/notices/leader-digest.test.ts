import { describe, expect, it } from 'vitest';
import {
  type DutyPlan,
  type ExistingDuty,
  evolve,
  type Judgement,
  NO_DUTY,
} from '../../../shared/domain/duties/duty.ts';
import { leaderDigest } from '../../../shared/domain/notices/leader-digest.ts';
import { initialStates, shadowed } from '../../../shared/domain/switching-on/rule-states.ts';
import type { Instant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import { chinaTime, demoDirectory } from '../../support/office.ts';

const NOW = chinaTime('2026-03-17 09:00');
const ground = {
  directory: demoDirectory,
  ruleStates: initialStates('none'),
  zone: 'Asia/Shanghai',
  now: NOW,
  until: parseLocalDate('2026-03-20'),
};

const reportBack: Omit<DutyPlan, 'id' | 'dueAt' | 'actBy' | 'dueLatest'> = {
  matter: 'k1',
  rule: 'D45-1',
  subject: { per: 'report', part: null },
  title: '落实情况书面报告',
  rulebook: 'shuangyang-2018',
  edition: 'e1',
  owedBy: 'housing',
  served: null,
  receivedBy: 'supervision',
  basis: 'instruction',
  clock: 'R',
  lane: 'normal',
  dueEarliest: null,
  provisional: false,
  mayChange: false,
  calendars: [],
  steps: [],
  notApplicable: null,
  passedBefore: null,
  alternatives: [],
  acceptance: false,
  channels: null,
  eventAt: null,
  quietExemptUntil: null,
  lapse: null,
  extendable: true,
  confined: false,
  words: { matter: '老旧小区改造' },
};

interface Change extends Partial<DutyPlan> {
  readonly overdue?: boolean;
  /** Roles that heard that the limit had passed. */
  readonly told?: readonly string[];
  readonly status?: 'open' | 'settled';
}

let number = 0;

function duty(
  dueAt: Instant,
  { overdue = false, told = [], status = 'open', ...change }: Change = {},
): ExistingDuty {
  const plan = { ...reportBack, id: `k${++number}/D45-1`, dueAt, actBy: dueAt, dueLatest: dueAt, ...change };
  const state = evolve(NO_DUTY, { type: 'duty.opened', plan, rungs: [], planVersion: 1 }, NOW);
  if (state.status !== 'open') throw new Error('a duty that was just opened is open');
  const progress = { ...state.progress, overdueAt: overdue ? dueAt : null, toldOfBreach: told };
  const judgement: Judgement = {
    verdict: 'on-time',
    lateBySeconds: null,
    attributable: true,
    state: null,
    reason: null,
    alternatives: [],
  };
  return status === 'open'
    ? { ...state, progress }
    : { status, plan, progress, settledAt: NOW, judgement, outsideRate: null };
}

const YESTERDAY = chinaTime('2026-03-16 17:00');
const TODAY = chinaTime('2026-03-17 17:00');
const FRIDAY = chinaTime('2026-03-20 17:00');
const MONDAY = chinaTime('2026-03-23 17:00');
const HOUSING_LEADER = 'vice-mayor-1';

const said = (duties: readonly ExistingDuty[], leader = HOUSING_LEADER) =>
  leaderDigest(leader, duties, ground);

describe('the digest of a leader', () => {
  it('counts what is overdue, due today and due within three working days, and names it by urgency', () => {
    const digest = said([
      duty(FRIDAY),
      duty(TODAY, { owedBy: 'transport', words: { matter: '路缘石塌陷' } }),
      duty(YESTERDAY, { overdue: true, rule: 'D15-3' }),
      duty(MONDAY),
    ]);
    expect(digest).toEqual({
      scope: '分管单位应办事项',
      summary: '时限已到尚未收到报告1项、今日到期1项、三个工作日内到期1项',
      listed:
        '区住建局“老旧小区改造”3月16日17:00；区交通运输局“路缘石塌陷”3月17日17:00；区住建局“老旧小区改造”3月20日17:00',
      rule: 'D15-3',
    });
  });

  it('names eight at most, by at most ten characters of their titles', () => {
    const many = Array.from({ length: 11 }, () =>
      duty(FRIDAY, { words: { matter: '一二三四五六七八九十之后' } }),
    );
    const { listed = '' } = said(many) ?? {};
    expect(listed.split('；')).toHaveLength(8);
    expect(listed).toContain('“一二三四五六七八九十”');
    expect(listed).toMatch(/等11项$/);
  });

  it.each<[caption: string, one: ExistingDuty]>([
    ['what is done', duty(TODAY, { status: 'settled' })],
    ['what another leader answers for', duty(TODAY, { owedBy: 'education' })],
    ['what a leader owes, who is served', duty(TODAY, { served: 'vice-mayor-2' })],
    ['rows of the Party group', duty(TODAY, { confined: true })],
    ['internal steps', duty(TODAY, { basis: 'internal' })],
    ['what cannot be asked of the unit', duty(TODAY, { notApplicable: '通知晚于应报时间' })],
    ['old stock, which is outside the rate', duty(YESTERDAY, { overdue: true, outsideRate: '存量' })],
    ['the weekly table', duty(TODAY, { clock: 'W' })],
    ['cadences', duty(TODAY, { clock: 'C' })],
    ['the office’s own work', duty(TODAY, { clock: 'O' })],
    ['what has passed and is still being checked', duty(YESTERDAY)],
    ['what is due later', duty(MONDAY)],
  ])('says nothing of %s', (_, one) => {
    expect(said([one])).toBeNull();
  });

  it('says nothing of a rule in shadow', () => {
    const ruleStates = shadowed(['D45-1'], ground.ruleStates);
    expect(leaderDigest(HOUSING_LEADER, [duty(TODAY)], { ...ground, ruleStates })).toBeNull();
  });

  it('leaves the office, in whosever portfolio, to its director', () => {
    expect(said([duty(TODAY, { owedBy: 'supervision' })], 'executive-vice-mayor')).toBeNull();
  });

  it('has for the executive vice-mayor what is in nobody’s portfolio', () => {
    expect(said([duty(TODAY, { owedBy: 'finance' })], 'executive-vice-mayor')?.summary).toBe('今日到期1项');
  });

  it('has for the mayor what is overdue anywhere and was laid before a leader', () => {
    const laid = duty(YESTERDAY, { overdue: true, told: ['unit.principal', 'leader-in-charge'] });
    const notYet = duty(YESTERDAY, { overdue: true, told: ['unit.principal'] });
    expect(said([laid, notYet, duty(TODAY)], 'mayor')).toMatchObject({
      scope: '已呈分管领导的应办事项',
      summary: '时限已到尚未收到报告1项',
    });
  });
});
