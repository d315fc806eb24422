/** The grammar of message files: senders, words and templates. */
import * as z from 'zod';

const text = z.string().trim().min(1, 'expected a text');
const phrasing = z.strictObject({ short: text, long: text.optional(), line: text });
export const sender = z.enum(['office', 'duty-room', 'supervision']);
const wordName = z.string().regex(/^[a-z]+$/, 'expected a word of small letters');

const wordShape = z.strictObject({
  means: text,
  sample: text,
  setting: text.optional(),
});
const templates = z.record(
  z.string().regex(/^[a-z]+\.[a-z-]+$/, 'expected an id such as papers.remind'),
  z.strictObject({
    title: text,
    sender,
    audience: z.enum(['leader', 'unit', 'office']),
    sms: z.boolean().default(true),
    words: z.array(wordName),
    short: text,
    long: text.optional(),
    line: text,
    toLeader: phrasing.optional(),
  }),
);

/** The main file. */
export const messagesShape = z.strictObject({
  senders: z.record(sender, text),
  words: z.record(wordName, wordShape),
  combined: z.strictObject({ ordinary: text, leader: text, emergency: text, emergencyLeader: text }),
  raised: phrasing,
  late: text,
  templates,
});

/** A further file of templates, `messages-ROOM.yaml`: its own words beside those of the main file. */
export const moreShape = z.strictObject({
  words: z.record(wordName, wordShape).default({}),
  templates,
});

export type MessagesShape = z.infer<typeof messagesShape>;
