/** The duty that a row of a past year's ledger would have been, judged by the bounds of its limit and of its doing. */
import type { Interval } from '../../domain/compliance/verdict.ts';
import { judgementOf } from '../../domain/duties/decide-duty.ts';
import type { DutyPlan, ExistingDuty, Judgement, Progress, Submission } from '../../domain/duties/duty.ts';
import type { PastDuty } from '../../domain/looking-back/read-row.ts';
import type { Rule } from '../../domain/rules/rulebook.ts';
import type { Instant } from '../../domain/time/instant.ts';

export interface CountedLimit {
  readonly plan: DutyPlan;
  /** `null`: not known on that side. */
  readonly due: Interval;
  /** Whether the clause applies depends on when the unit was told, which is known only within bounds. */
  readonly uncertain: boolean;
}

type Limit = CountedLimit & { readonly doubt: string | null };

/** A new date holds where the rule lets a limit be put off; without the date, or against the rule, nobody is called late. */
export function extended(rule: Rule, counted: CountedLimit, { extension }: PastDuty): Limit {
  const doubt = counted.uncertain ? '通知时间仅知范围' : null;
  if (extension.said !== 'granted') return { ...counted, doubt };
  const open = { ...counted, due: { ...counted.due, latest: null } };
  const movable = rule.extendable || counted.plan.basis === 'instruction';
  if (!movable) return { ...open, doubt: '台账载明延期而该项不能延期' };
  const { until } = extension;
  if (until === null) return { ...open, doubt: '经批准延期而新时限不详' };
  const { plan } = counted;
  return {
    ...counted,
    doubt,
    plan: {
      ...plan,
      dueAt: until,
      actBy: until,
      dueEarliest: until,
      dueLatest: until,
      ruleLimit: plan.dueAt,
    },
    due: { earliest: until, latest: until },
  };
}

export function dutyOf(limit: Limit, past: PastDuty, untold: boolean, asOf: Instant): ExistingDuty {
  const { plan } = limit;
  const progress = progressOf(limit, past, asOf);
  const settled = (judgement: Judgement): ExistingDuty => ({
    ...{ status: 'settled', plan, progress, judgement, settledAt: asOf, outsideRate: null },
  });
  const { done, said } = past;
  const openEnded = done.says === 'not-done' && limit.due.latest !== null && !limit.uncertain;
  if (plan.dueAt > asOf && done.says !== 'time') return { status: 'open', plan, progress, rungs: [] };
  if (openEnded) return { status: 'open', plan, progress, rungs: [] };
  const within = done.says === 'time' ? done.within : { earliest: null, latest: null };
  const judgement = limit.uncertain
    ? {
        ...judgementOf({ ...plan, notApplicable: null }, within, {
          earliest: limit.due.earliest,
          latest: null,
        }),
      }
    : judgementOf(plan, within, limit.due);
  const state = stateOf(judgement, limit, past, untold);
  return settled({ ...judgement, state, reason: judgement.reason ?? said });
}

/** Why nothing can be said, or what is to be known beside the verdict. */
function stateOf(
  { verdict, state }: Judgement,
  { doubt, due }: Limit,
  { done }: PastDuty,
  untold: boolean,
): string | null {
  if (verdict === 'late') {
    const bounds = due.earliest === due.latest ? [] : ['起算时间仅知范围'];
    const said = [...bounds, ...(untold ? ['台账未载通知时间'] : [])].join('、');
    return state ?? (said === '' ? null : said);
  }
  if (verdict !== 'undetermined') return state;
  if (done.says !== 'time') return UNDATED[done.says];
  return doubt ?? '时间仅知范围';
}

/** How rows are called whose doing has no time. */
const UNDATED = {
  nothing: '无办理记录',
  unknown: '办理时间不详',
  'not-done': '台账载明未办结而时限不能确定',
} as const;

function progressOf({ plan }: Limit, past: PastDuty, asOf: Instant): Progress {
  const { extension, done, trigger } = past;
  return {
    ...{ seq: 1, planVersion: 1, acknowledgedBy: null, overdueAt: null },
    openedAt: trigger?.earliest ?? trigger?.latest ?? plan.dueAt,
    check: done.says === 'not-done' ? 'not-received' : 'none',
    ...{ told: [], toldOfBreach: [], takenEarly: [], formerLimits: [], adopts: [] },
    submissions: submissionsOf(past, asOf),
    extension:
      extension.said === 'none'
        ? null
        : {
            until: extension.said === 'granted' ? (extension.until ?? plan.dueAt) : plan.dueAt,
            why: '台账载明',
            askedBy: plan.owedBy,
            granted:
              extension.said === 'asked' ? null : { by: '', yes: extension.said === 'granted', why: null },
          },
  };
}

function submissionsOf({ done, evidence }: PastDuty, recordedAt: Instant): Submission[] {
  if (done.says !== 'time' && done.says !== 'unknown') return [];
  const within = done.says === 'time' ? done.within : { earliest: null, latest: null };
  return [{ done: within, recordedAt, by: 'ledger', for: null, source: null, channel: null, evidence }];
}
