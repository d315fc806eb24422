/** A person's account with a chat provider, as the directory has it. */
import type { OutgoingMessage, SendOutcome } from '../../ports/channel.ts';

/** Providers read these as several people, or as everybody. */
const MANY = /[|,，\s]|^@all$/i;

/** The outcome where the address is no account of one person: a slip in the directory must not reach a whole town. */
export function notOnePerson({ address }: OutgoingMessage): SendOutcome | null {
  if (address !== '' && address.length <= 64 && !MANY.test(address)) return null;
  return { outcome: 'failed', reason: `通讯录中的账号“${address.slice(0, 64)}”不是一个人的账号，请核对。` };
}
