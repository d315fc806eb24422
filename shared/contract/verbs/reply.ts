/** Verbs by which people without an account answer: a reply to a message, a one-time link. */
import * as z from 'zod';
import { moment, name } from './fields.ts';

const ANSWER_NAMES = ['received', 'handed-in', 'extension'] as const;

export const replyVerbs = {
  'reply.take': z
    .strictObject({
      channel: name.describe('on which the message went out'),
      phone: z.string().min(1).max(40),
      text: z.string().max(2000),
      id: z.string().min(1).max(200).describe('the provider’s id of the reply'),
      happenedAt: moment.optional(),
    })
    .describe('What somebody answers to the last message that asked something: 1 收到, 2 已报送, 3 延期.'),
  'link.use': z
    .strictObject({
      notice: z.string().min(1).max(400),
      person: name,
      answer: z.enum(ANSWER_NAMES, `expected one of ${ANSWER_NAMES.join(', ')}`),
    })
    .describe('The same by the one-time link in a message.'),
} as const;
