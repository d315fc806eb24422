import { expect, test } from 'vitest';
import { fullWidth } from '../../../shared/domain/notices/full-width.ts';

test.each([
  [
    '按标准格式(A4纸)印刷规定份数,至少于会前1天',
    '按标准格式（A4纸）印刷规定份数，至少于会前1天',
    'a clause as the copies have it',
  ],
  ['截止17:00,逾期另报', '截止17:00，逾期另报', 'clock times keep their colon'],
  ['注意:共1,300份;是否齐全?', '注意：共1,300份；是否齐全？', 'numbers keep their comma'],
  ['第3条,(二)', '第3条，（二）', 'marks beside each other'],
  ['', '', 'nothing'],
])('%s → %s (%s)', (text, shown) => {
  expect(fullWidth(text)).toBe(shown);
});
