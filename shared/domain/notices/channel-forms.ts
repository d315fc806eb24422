/** What a text may be on each channel: which form it takes, and how long the provider lets it be. */

/** Channels for which a template may have texts of its own. */
export const FORM_CHANNELS = [
  'sms',
  'voice',
  'phone-record',
  'wecom-app',
  'wecom-robot',
  'dingtalk-app',
  'dingtalk-robot',
  'feishu-robot',
  'mail',
  'paper',
] as const;

export type FormChannel = (typeof FORM_CHANNELS)[number];

/** The short form of a text, or the long one. */
export type FormTaken = 'short' | 'long';

const TAKES_SHORT: ReadonlySet<string> = new Set(['sms', 'voice', 'phone-record'] satisfies FormChannel[]);

/**
 * Bytes of UTF-8 that a provider takes in one message: 企业微信 2,048 for applications and group robots (longer ones are
 * cut), 钉钉 2,048 for a work notice and 20,000 for a robot, 飞书 20 KB for a robot.
 */
export const MOST_BYTES: ReadonlyMap<FormChannel, number> = new Map([
  ['wecom-app', 2048],
  ['wecom-robot', 2048],
  ['dingtalk-app', 2048],
  ['dingtalk-robot', 20_000],
  ['feishu-robot', 20_000],
]);

/** One part of a Chinese SMS; the signature in brackets counts. */
export const SMS_CHARACTERS = 70;
/** Of several parts each gives three characters to their being joined (GSM 03.40, user data header). */
const SMS_CHARACTERS_JOINED = 67;

/** The form a channel takes; one that is not known, such as the inbox, shows the short one in its list. */
export function formTaken(channel: string | null): FormTaken {
  if (channel === null || TAKES_SHORT.has(channel)) return 'short';
  return isFormChannel(channel) ? 'long' : 'short';
}

export function isFormChannel(channel: string): channel is FormChannel {
  const known: readonly string[] = FORM_CHANNELS;
  return known.includes(channel);
}

/** How many parts a text takes as an SMS in UCS-2. */
export function smsParts(text: string): number {
  return text.length <= SMS_CHARACTERS ? 1 : Math.ceil(text.length / SMS_CHARACTERS_JOINED);
}

/** Bytes in UTF-8, as providers count. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
