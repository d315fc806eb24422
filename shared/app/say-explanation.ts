/** An explanation as a clerk reads it: the limit, the clause, each step, the other readings, the reminders. */
import { fullWidth } from '../domain/notices/full-width.ts';
import type { Evaluation } from '../domain/rules/expression.ts';
import { ruleKey } from '../domain/rules/rulebook.ts';
import { dateOf, type Instant } from '../domain/time/instant.ts';
import { sayDuration, sayFullDate, sayTime, sayWeekday } from '../domain/time/wording.ts';
import { type ExplainedLimit, type ExplainedReading, type Explanation, isInForce } from './explain.ts';
import { BASIS_NAMES, KIND_NAMES, ROLE_NAMES } from './names.ts';

/** Plain text in lines. */
export function sayExplanation(explanation: Explanation): string {
  const { rulebook, anchor, main, others } = explanation;
  const { zone } = rulebook;
  const lines = [
    ...sayLimit(main, zone, `${rulebook.title}（${rulebook.document}）`),
    ...sayCaveats(main.evaluation),
    ...(isInForce(main.rule, dateOf(anchor, zone))
      ? []
      : [`注意：所问时间不在本条施行期间（自${sayFullDate(main.rule.effectiveFrom)}起），仅供推算。`]),
    ...sayReadings(main, zone),
    ...sayRungs(main, zone),
    ...others.flatMap((other) => sayOther(other, zone)),
    ...(main.evaluation.calendars.length > 0 ? [`所用日历：${main.evaluation.calendars.join('、')}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function sayLimit({ rule, evaluation }: ExplainedLimit, zone: string, rulebook: string): string[] {
  return [
    `${ruleKey(rule)}　${rule.title}`,
    `规则：${rulebook}`,
    `依据：${fullWidth(rule.source)}`,
    `原文：“${fullWidth(rule.quote)}”`,
    `时限：${sayOutcome(evaluation, zone)}`,
    `性质：${BASIS_NAMES[rule.basis]}`,
    '为什么是这个时间：',
    ...saySteps(evaluation),
  ];
}

/** The limit as a moment, or why there is none. */
export function sayOutcome(evaluation: Evaluation, zone: string): string {
  return evaluation.outcome === 'due' ? sayMoment(evaluation.at, zone) : `无（${evaluation.reason}）`;
}

/** '2026年9月30日（星期三）17:00'. */
export function sayMoment(at: Instant, zone: string): string {
  const date = dateOf(at, zone);
  return `${sayFullDate(date)}（${sayWeekday(date)}）${sayTime(at, zone)}`;
}

function saySteps({ steps }: Evaluation): string[] {
  return steps.map(({ say }, index) => `  ${index + 1}. ${say}`);
}

function sayCaveats({ provisional, mayChange }: Evaluation): string[] {
  if (provisional) return ['注意：时限未确认。所涉年度的放假安排尚未公布，暂按普通周推算，公布后重新推算。'];
  return mayChange ? ['注意：推算用到12月26日至31日，次年放假安排公布后可能调整。'] : [];
}

function sayReadings({ readings }: ExplainedLimit, zone: string): string[] {
  if (readings.length < 2) return [];
  return ['条文的几种理解：', ...readings.map((reading) => sayReading(reading, zone))];
}

function sayReading({ id, say, operative, evaluation }: ExplainedReading, zone: string): string {
  return `  ${id}　${say}：${sayOutcome(evaluation, zone)}${operative ? '　←现行' : ''}`;
}

function sayRungs({ rungs }: ExplainedLimit, zone: string): string[] {
  if (rungs.length === 0) return [];
  return [
    '提醒安排（未办结时）：',
    ...rungs.map(({ at, kind, to, repeatSeconds }) => {
      const when = at === null ? '经确认后' : sayMoment(at, zone);
      const again = repeatSeconds === null ? '' : `，此后每${sayDuration(repeatSeconds)}一次`;
      return `  ${when}　${KIND_NAMES[kind]}：${to.map((post) => ROLE_NAMES[post] ?? post).join('、')}${again}`;
    }),
  ];
}

function sayOther({ rule, evaluation }: ExplainedLimit, zone: string): string[] {
  const heading = `另有${rule.title}（${ruleKey(rule)}）：${sayOutcome(evaluation, zone)}，${BASIS_NAMES[rule.basis]}`;
  return [heading, ...saySteps(evaluation), ...sayCaveats(evaluation)];
}
