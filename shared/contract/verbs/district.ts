/** Verbs about the district itself: who is away, whether anything is sent. */
import * as z from 'zod';
import { moment, name, text } from './fields.ts';

export const districtVerbs = {
  'absence.record': z
    .strictObject({
      id: name,
      post: name,
      from: moment,
      to: moment.describe('exclusive'),
      reason: text,
      standIn: name.optional(),
      override: text.optional().describe('why two of a stand-in pair may be away at once'),
    })
    .describe('The holder of a post is away.'),
  'absence.end': z.strictObject({ id: name }).describe('Back earlier than recorded (销假).'),
  'sending.stop': z
    .strictObject({ by: name, why: text })
    .describe('暂停全部外发: nothing leaves, nothing is lost.'),
  'sending.resume': z.strictObject({ by: name }).describe('Sending goes on.'),
} as const;
