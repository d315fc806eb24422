/** How grave an event is, by the four levels of the Emergency Response Law (突发事件应对法 art. 3). */

export const SEVERITIES = ['一般', '较大', '重大', '特别重大'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** 重大 or 特别重大: the clocks of art. 36 run. */
export function isMajor(severity: Severity): boolean {
  return severity === '重大' || severity === '特别重大';
}

/** 较大 or above: the shorter line of the upward report holds. */
export function isLarger(severity: Severity): boolean {
  return severity !== '一般';
}
