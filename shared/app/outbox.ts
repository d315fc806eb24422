/** The outbox: what must follow a step, written with it in one transaction and kept until it is done. */
import type { Announcement } from '../domain/matters/matter.ts';
import type { NoticeKind } from '../domain/notices/notice.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change, LedgerEntry, Urgency } from '../ports/store.ts';
import type { Command } from './commands.ts';
import { keyOf } from './rows.ts';

/** A rung or a correction that speaks to the roles named. */
export interface NoticeRequest {
  readonly duty: string;
  readonly rung: string;
  readonly kind: NoticeKind;
  readonly intendedAt: Instant;
  readonly message: string;
  readonly channel: string | null;
  readonly quietExemptUntil: Instant | null;
  readonly roles: readonly string[];
  readonly evenIfSettled: boolean;
  readonly words: Readonly<Record<string, string>>;
  /** The post that must let it go first; left out where nobody has to. */
  readonly approval?: string;
}

export interface OutboxBody {
  readonly matter: string;
  /** Why the matter's duties must be planned again; `null` when they need not. */
  readonly plan: string | null;
  readonly notices: readonly NoticeRequest[];
  readonly announcements: readonly Announcement[];
  /** Handed on to whoever subscribes outside. */
  readonly facts: readonly LedgerEntry[];
  /** For other matters and for duties, carried out once under ids derived from this row. */
  readonly commands: readonly { readonly key: string; readonly command: Command }[];
}

/** Why siblings are planned again when one duty changed. */
export const DUTY_CHANGED = '办理情况变化';

/** The row of a step's consequences, due at once; nothing when there are none. */
export function outboxPut(
  district: string,
  stream: string,
  seq: number,
  lane: Urgency,
  now: Instant,
  body: OutboxBody,
): Change['puts'] {
  const follow = body.notices.length + body.announcements.length + body.facts.length + body.commands.length;
  const idle = body.plan === null && follow === 0;
  if (idle) return [];
  const key = keyOf(district, 'outbox', `${stream}@${seq}`);
  return [{ key, content: { body, due: { lane, at: now }, view: null }, expected: 0 }];
}
