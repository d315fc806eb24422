/** What is normally done (一般), put off on request, or planned by former rules: in the words that officials use. */
import type { District } from '../../shared/app/district.ts';
import { presentEditions } from '../../shared/app/editions.ts';
import type { ExistingDuty, SettledDuty } from '../../shared/domain/duties/duty.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { sayDuration } from '../../shared/domain/time/wording.ts';
import { sayMoment, VERDICTS } from './labels.ts';

/** '按时', '超时办结2小时', or for what is only normally done '未按一般频次召开（当月未召开，待说明）'. */
export function sayVerdict({ plan, judgement, outsideRate }: SettledDuty): string {
  if (plan.lapse !== null && judgement.verdict === 'deviation') return sayDeviation(plan.lapse, judgement);
  const late = judgement.lateBySeconds === null ? '' : sayDuration(judgement.lateBySeconds);
  const note = outsideRate ?? judgement.reason ?? judgement.state;
  return `${VERDICTS[judgement.verdict]}${late}${note === null ? '' : `（${note}）`}`;
}

function sayDeviation(
  lapse: { readonly state: string },
  { reason, state }: SettledDuty['judgement'],
): string {
  const explained = reason === null ? '待说明' : `已说明：${reason}`;
  return `未按一般频次${lapse.state.includes('召开') ? '召开' : '办理'}（${state ?? lapse.state}，${explained}）`;
}

/** A deviation that was made, or one that may be settled by its reason before the days for making up are over. */
export function canExplain(duty: ExistingDuty, now: Instant): boolean {
  if (duty.plan.lapse === null) return false;
  if (duty.status === 'settled') return duty.judgement.verdict === 'deviation';
  return duty.plan.dueAt <= now;
}

/** '期限已到，可顺延至…'; `null` before the limit, and for whatever has a limit that binds. */
export function sayCarry(
  { plan, status }: ExistingDuty,
  { zone }: Pick<District, 'zone'>,
  now: Instant,
): string | null {
  if (plan.lapse === null || status === 'settled' || plan.dueAt > now) return null;
  return `期限已到，可顺延至${sayMoment(plan.lapse.at, zone, now)}`;
}

/** The rules have changed since it was planned, and it keeps those it was planned with. */
export function keepsFormerRules({ plan, status }: ExistingDuty, district: District): boolean {
  const present = presentEditions(plan.rule, district);
  return status !== 'settled' && present.length > 0 && !present.includes(plan.edition);
}

export function sayExtension(
  { progress }: ExistingDuty,
  { zone }: Pick<District, 'zone'>,
  now: Instant,
): string | null {
  const { extension } = progress;
  if (extension === null) return null;
  const until = sayMoment(extension.until, zone, now);
  if (extension.granted === null) return `已申请延期至${until}，待审核`;
  return extension.granted.yes ? `经批准延期至${until}` : '延期申请未获批准';
}
