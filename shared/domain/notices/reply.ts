/** What somebody without an account answers to a message: 1 收到, 2 已报送, 3 延期 (practice §12). */
import type { Directory, Person } from '../routing/directory.ts';

/** `received` 签收; `handed-in` said to be handed in; `extension` more time is wished for. */
export const ANSWERS = ['received', 'handed-in', 'extension'] as const;
export type Answer = (typeof ANSWERS)[number];

export const ANSWER_NAMES: Readonly<Record<Answer, string>> = {
  received: '收到',
  'handed-in': '已报送',
  extension: '申请延期',
};

/** Whole texts, without spaces and marks; whatever says more than one thing is for people to read. */
const SAID: Readonly<Record<Answer, RegExp>> = {
  received: /^(1|1?(已|均)?收到|1?签收)$/,
  'handed-in': /^(2|2?已报|2?已报送)$/,
  extension: /^(3|3?延期|3?申请延期)$/,
};

/** The answer in a text; `null` for anything but exactly one of them. Full-width figures are figures. */
export function readAnswer(text: string): Answer | null {
  const plain = text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
  return ANSWERS.find((answer) => SAID[answer].test(plain)) ?? null;
}

const MOST_CHARACTERS = 100;

/** What was written, on one line and without control characters, at most 100 characters of it. */
export function quoted(text: string): string {
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= MOST_CHARACTERS
    ? line
    : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}

/** The digits of a telephone number, without the country code of a Chinese mobile number. */
export function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '');
}

/** With the middle blotted out, for records that outlive the need to call back. */
export function maskedPhone(phone: string): string {
  const digits = digitsOf(phone);
  return digits.length < 8 ? '*'.repeat(digits.length) : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** The one person of the directory with that number, as telephone or as address on the channel; `null` for none and for several. */
export function personWithPhone(
  phone: string,
  channel: string,
  { people }: Pick<Directory, 'people'>,
): Person | null {
  const digits = digitsOf(phone);
  if (digits === '') return null;
  const found = [...people.values()].filter((person) => numbersOf(person, channel).includes(digits));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function numbersOf({ phone, channels }: Person, channel: string): string[] {
  const addresses = channels.filter((one) => one.channel === channel).map(({ address }) => address);
  return [phone, ...addresses].map(digitsOf);
}
