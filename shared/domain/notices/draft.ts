/** A notice of a rule in shadow: the office reads what would have gone out, and to whom. */
import { titleOf } from '../routing/absences.ts';
import type { Directory } from '../routing/directory.ts';
import type { Delivery } from '../routing/recipients.ts';
import type { Rendered } from './wording.ts';

/** Where a notice goes instead while its rule is in shadow. */
export interface Shadow {
  /** To the office, always. */
  readonly instead: Delivery;
  /** Nobody could have been reached. */
  readonly nobody: boolean;
}

/** Stands in front of every text of a rule in shadow. */
const DRAFT = '【拟发】';

/** The message as the office gets it: 【拟发】 in front, whom it would have reached and how at the end. */
export function asDraft(
  message: Pick<Rendered, 'title' | 'short' | 'long'>,
  meant: Pick<Delivery, 'to' | 'person' | 'for' | 'channel'> | null,
  directory: Directory,
  channelName: (channel: string) => string,
): Pick<Rendered, 'title' | 'short' | 'long'> {
  const whom = meant === null ? '无可送达人员' : sayMeant(meant, directory, channelName);
  const draft = (text: string) => `${DRAFT}${text}（拟发给：${whom}）`;
  return { title: `${DRAFT}${message.title}`, short: draft(message.short), long: draft(message.long) };
}

function sayMeant(
  { to, person, for: whose, channel }: Pick<Delivery, 'to' | 'person' | 'for' | 'channel'>,
  directory: Directory,
  channelName: (channel: string) => string,
): string {
  const name = directory.people.get(person)?.name ?? person;
  const onBehalf = whose === null ? '' : `（代${titleOf(whose, directory)}接收）`;
  return `${titleOf(to, directory)}${name}${onBehalf}，${channelName(channel)}`;
}
