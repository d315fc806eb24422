/** Titles break between words, into a trapezoid or a lozenge (GB/T 9704-2012 7.3.1). */
import { expect, it } from 'vitest';
import { widthOf } from '../../../shared/domain/papers/text-width.ts';
import { titleLines } from '../../../shared/domain/papers/title-lines.ts';

it.each([
  [
    'what fits stays in one line',
    ['区长、副区长', '一周主要', '政务活动', '安排表'],
    ['区长、副区长一周主要政务活动安排表'],
  ],
  [
    'two lines are not equally long',
    ['关于印发', '《示例区老旧小区', '改造实施方案》', '的通知'],
    ['关于印发《示例区老旧小区改造实施方案》', '的通知'],
  ],
  [
    'a part longer than a line is cut',
    ['关于进一步加强和改进新时代全区老旧小区改造工程质量安全监督管理工作'],
    ['关于进一步加强和改进新时代全区老', '旧小区改造工程质量安全监督管理工作'],
  ],
])('%s', (_caption, parts, lines) => {
  const broken = titleLines(parts);
  expect(broken.join('')).toBe(parts.join(''));
  expect(broken).toHaveLength(lines.length);
});

it.each([
  ['a short tail', ['关于印发', '《示例区老旧小区', '改造实施方案》', '的通知']],
  [
    'many parts',
    [
      '关于切实做好',
      '2026年',
      '清明节期间',
      '森林草原防火',
      '和安全生产',
      '应急值守',
      '有关工作',
      '的紧急通知',
    ],
  ],
  [
    'three lines',
    [
      '关于调整',
      '示例区人民政府',
      '安全生产委员会',
      '组成人员',
      '和办公室',
      '成员单位',
      '工作职责',
      '分工方案',
      '的通知',
    ],
  ],
])('%s: no line is too wide, and neighbours differ', (_caption, parts) => {
  const lines = titleLines(parts);
  const widths = lines.map(widthOf);
  expect(lines.join('')).toBe(parts.join(''));
  expect(Math.max(...widths)).toBeLessThanOrEqual(18);
  for (const [index, width] of widths.slice(1).entries()) expect(width).not.toBe(widths[index]);
  // No waist: nothing narrower than both its neighbours.
  for (let index = 1; index < widths.length - 1; index += 1)
    expect((widths[index] ?? 0) < Math.min(widths[index - 1] ?? 0, widths[index + 1] ?? 0)).toBe(false);
});

it('words stay whole wherever a break is needed', () => {
  const parts = ['关于印发', '《示例区老旧小区', '改造实施方案》', '的通知'];
  const breaks = new Set(parts.map((_, index) => parts.slice(0, index + 1).join('').length));
  let at = 0;
  for (const line of titleLines(parts)) {
    at += line.length;
    expect(breaks).toContain(at);
  }
});
