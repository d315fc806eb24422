/** Verbs about the addresses of calendars that people, units and leaders subscribe to. */
import * as z from 'zod';
import { name, text } from './fields.ts';

const KINDS = ['person', 'unit', 'leader'] as const;
const kind = z.enum(KINDS, `expected one of ${KINDS.join(', ')}`);

export const feedVerbs = {
  'feed.issue': z
    .strictObject({ kind, of: name.describe('id of the person, the unit or the leader’s post'), by: name })
    .describe('A calendar address is made; the office hands it to whom it is for.'),
  'feed.revoke': z
    .strictObject({ kind, of: name, by: name, why: text.optional() })
    .describe('The address is dead at once; a new one may be made.'),
} as const;
