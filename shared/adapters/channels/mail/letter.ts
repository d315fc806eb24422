/** One message as a mail: plain text in UTF-8, with the limit as a calendar file where there is one. */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailSettings } from '../../../contract/mail-settings.ts';
import type { OutgoingMessage } from '../../../ports/channel.ts';
import { deadlineCalendar } from './deadline-calendar.ts';

export interface Letter {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly content: Buffer;
}

/**
 * `Auto-Submitted` keeps absence notices from being sent back (RFC 3834 §5). The Message-ID comes from the idempotency
 * key, so that a repeat after an unsure attempt bears the same id and many mailboxes show it once.
 */
export async function letterOf(message: OutgoingMessage, settings: MailSettings): Promise<Letter> {
  const { from, sender } = settings;
  const { address: to, title, long, deadline, urgent, at } = message;
  const composer = new MailComposer({
    from: sender === undefined ? from : { name: sender, address: from },
    to: { name: '', address: to },
    subject: title,
    text: long,
    messageId: messageIdOf(message.idempotencyKey, from),
    date: new Date(at),
    headers: { 'Auto-Submitted': 'auto-generated', ...(urgent ? { Importance: 'high' } : {}) },
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: deadline === null ? [] : [calendarFile(deadline, at)],
  });
  const content = await composer.compile().build();
  return { envelope: { from, to: [to] }, content };
}

/** `<` 32 hexadecimal digits `@` the domain of the sender `>` (RFC 5322 §3.6.4). */
export function messageIdOf(key: string, from: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return `<${digest}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

function calendarFile(deadline: NonNullable<OutgoingMessage['deadline']>, stamp: OutgoingMessage['at']) {
  return {
    filename: '办理时限.ics',
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    content: deadlineCalendar([{ ...deadline, stamp }], '办理时限'),
  };
}
