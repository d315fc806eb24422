/** Reads what people without an account answer. */
import type { replyVerbs } from '../../contract/verbs/reply.ts';
import { instant, type Readers } from './fields.ts';

export const readReply: Readers<typeof replyVerbs> = {
  'reply.take': ({ channel, phone, text, id, happenedAt }) => ({
    do: 'reply.take',
    channel,
    phone,
    text,
    message: id,
    at: happenedAt === undefined ? null : instant(happenedAt, 'happenedAt'),
  }),
  'link.use': ({ notice, person, answer }) => ({ do: 'link.use', notice, person, answer }),
};
