/** The verb about daily digests for leaders. */
import * as z from 'zod';
import { name } from './fields.ts';

const SOURCES = ['口头', '电话', '纸质'] as const;

export const digestVerbs = {
  'digest.request': z
    .strictObject({
      leader: name,
      on: z.boolean(),
      by: name,
      for: name.optional().describe('whose wish it is, where `by` only keyed it'),
      source: z.enum(SOURCES, `expected one of ${SOURCES.join('、')}`).optional(),
    })
    .describe('A leader asks for a daily digest, or wants none any more.'),
} as const;
