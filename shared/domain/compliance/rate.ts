/** The on-time rate (按时率) and the formula it is computed by, which every report states. */

/** Stated word for word in every report. */
export const FORMULA =
  '按时率＝按时办结÷（按时办结＋超时办结＋超时未办结）。偏离、无法判定、待核对、不归责、存量、改期、免予办理、不适用、暂停计时、内部节点和未到时限的事项均不计入。';

/** Below this no rate is given: one duty more or less would be ten points (practice §14). */
export const LEAST_FOR_RATE = 10;

/** Why there is no rate. */
export const TOO_FEW = `不足${LEAST_FOR_RATE}项，不计按时率`;

export interface Rate {
  readonly onTime: number;
  readonly of: number;
  /** Per mille, rounded half up; 1000 and 0 are kept for all and none. */
  readonly perMille: number;
}

/** `null` where nothing counts, or fewer than `least`. */
export function rateOf(onTime: number, of: number, least: number): Rate | null {
  if (of === 0 || of < least) return null;
  if (onTime === of || onTime === 0) return { onTime, of, perMille: onTime === 0 ? 0 : 1000 };
  const rounded = Math.floor((onTime * 2000 + of) / (2 * of));
  return { onTime, of, perMille: Math.min(999, Math.max(1, rounded)) };
}

/** '96.4%'. */
export function sayRate({ perMille }: Rate): string {
  return `${Math.floor(perMille / 10)}.${perMille % 10}%`;
}
