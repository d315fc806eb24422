/** Verbs about notices: letting them go, what became of them, dead letters, mutes. */
import * as z from 'zod';
import { dutyId, moment, name, source, text } from './fields.ts';

/** A message: the id of its notice, followed by `>POST` where one notice went to two people. */
const message = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[^\s#]+$/, 'expected the id of a notice, with >POST behind it where it went to two people');
const happenedAt = moment.optional().describe('when it was; absent: now');

const releaseVerbs = {
  'notice.correct': z
    .strictObject({ duty: dutyId, by: name, why: text })
    .describe('误发更正: everybody told of the duty gets a correction.'),
  'notice.release': z
    .strictObject({
      duty: dutyId,
      by: name.default('office-director'),
      for: name.optional().describe('whose act it is; a second person confirms it (`notice.confirm`)'),
      source: source.optional().describe('needed with `for`'),
      number: text.optional().describe('the office’s own document number'),
      told: text.optional().describe('how the leader in charge was told before'),
      text: text.optional().describe('the wording as the approver has changed it'),
    })
    .describe(
      'Drafts of a duty go out: 督办单 by 办公室主任, and with `leader.confirm` whatever goes to leaders.',
    ),
  'notice.confirm': z
    .strictObject({ duty: dutyId, by: name })
    .describe('A second person confirms a release that was keyed for the approver.'),
} as const;

const receiptVerbs = {
  'notice.sign': z
    .strictObject({
      notice: message,
      by: name.describe('who signs, or who keys it for somebody'),
      for: name.optional().describe('whose signature it is, where `by` only keyed it'),
      source: source.optional().describe('needed with `for`'),
      scan: text.optional().describe('where the paper that shows it is kept'),
      note: text.optional(),
      happenedAt,
    })
    .describe('签收 of one message: ends the repetition for that person, not the clock.'),
  'notice.report': z
    .strictObject({
      notice: message.optional(),
      channel: name.optional().describe('with `reference`, where the provider knows its own id alone'),
      reference: text.optional(),
      state: z.enum(['delivered', 'read', 'unreached']),
      note: text.optional().describe('the provider’s reason'),
      happenedAt,
    })
    .describe('What a provider reports of a message; one that could not be delivered goes on its way again.'),
  'call.record': z
    .strictObject({
      notice: message,
      by: name,
      answered: z.boolean(),
      spokeWith: text.optional(),
      said: z.enum(['收到', '已报送', '申请延期']).optional(),
      until: moment.optional().describe('the date asked for, with 申请延期'),
      note: text.optional(),
      scan: text.optional(),
      happenedAt,
    })
    .describe(
      '电话记录: the outcome of a call. Not answered: the next on the list, and again from the first.',
    ),
  'paper.serve': z
    .strictObject({
      notice: message,
      by: name,
      receivedBy: text.optional().describe('who signed the slip; absent: it could not be served'),
      why: text.optional().describe('why it could not be served'),
      scan: text.optional(),
      happenedAt,
    })
    .describe('纸质送达: a slip was served and signed for, or could not be served.'),
} as const;

const deadLetterVerbs = {
  'notice.retry': z
    .strictObject({ notice: message, by: name })
    .describe('A notice that reached nobody is tried again from the beginning.'),
  'notice.drop': z
    .strictObject({ notice: message, by: name, why: text })
    .describe('A notice that reached nobody is given up, with a reason.'),
} as const;

const muteVerbs = {
  'notice.mute': z
    .strictObject({
      id: name,
      post: name.optional(),
      person: name.optional(),
      matter: name.optional().describe('only what concerns this matter'),
      until: moment,
      by: name,
      why: text,
    })
    .describe(
      'Reminders and digests are not sent to a post or a person until a time; nothing that is urgent or late.',
    ),
  'notice.unmute': z.strictObject({ id: name, by: name }).describe('The mute ends now.'),
} as const;

export const noticeVerbs = {
  ...releaseVerbs,
  ...receiptVerbs,
  ...deadLetterVerbs,
  ...muteVerbs,
} as const;
