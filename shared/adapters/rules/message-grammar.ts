/** The grammar of message files: senders, words and templates. */
import * as z from 'zod';
import { FORM_CHANNELS, type FormChannel } from '../../domain/notices/channel-forms.ts';

const text = z.string().trim().min(1, 'expected a text');
/** Stands before or behind another text: the space between them is its own. */
const joined = z.string().min(1, 'expected a text');

/** What a channel says in its own way: one text, or a short and a long one. */
const channelForm = z
  .strictObject({ text: text.optional(), short: text.optional(), long: text.optional() })
  .transform((given, context): { short: string; long: string } => {
    const { text: only, short, long } = given;
    if (only !== undefined && short === undefined && long === undefined) return { short: only, long: only };
    if (only === undefined && short !== undefined && long !== undefined) return { short, long };
    context.addIssue("expected 'text' alone, or 'short' and 'long'");
    return z.NEVER;
  });
const formsOf: Record<FormChannel, z.ZodOptional<typeof channelForm>> = {
  sms: channelForm.optional(),
  voice: channelForm.optional(),
  'phone-record': channelForm.optional(),
  'wecom-app': channelForm.optional(),
  'wecom-robot': channelForm.optional(),
  'dingtalk-app': channelForm.optional(),
  'dingtalk-robot': channelForm.optional(),
  'feishu-robot': channelForm.optional(),
  mail: channelForm.optional(),
  paper: channelForm.optional(),
};
const channels = z
  .strictObject(formsOf, {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? `unknown channel; expected one of ${FORM_CHANNELS.join(', ')}`
        : undefined,
  })
  .default({});
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
    channels,
    toLeader: phrasing.extend({ channels }).optional(),
  }),
);

/** The main file. */
export const messagesShape = z.strictObject({
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language as in BCP 47, such as zh-CN'),
  senders: z.record(sender, joined),
  words: z.record(wordName, wordShape),
  combined: z.strictObject({
    ordinary: text,
    leader: text,
    emergency: text,
    emergencyLeader: text,
    overflow: text,
    overflowLeader: text,
    digest: text,
    digestLeader: text,
    title: text,
    between: joined,
  }),
  raised: phrasing,
  late: joined,
  replyHint: z.strictObject({ one: joined, several: joined }),
  templates,
});

/** A further file of templates, `messages-ROOM.yaml`: its own words beside those of the main file. */
export const moreShape = z.strictObject({
  words: z.record(wordName, wordShape).default({}),
  templates,
});

export type MessagesShape = z.infer<typeof messagesShape>;
