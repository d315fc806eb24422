/** Commands on what was sent, on what could not be delivered and on who is not to be reminded, as checked data. */
import type { Instant } from '../../domain/time/instant.ts';

/** One message of a notice; `to` where it went to two people at once. */
interface OfMessage {
  readonly notice: string;
  readonly to: string | null;
}

/** What became of a message, as a person, a clerk or a provider says. `at`: when it was; `null` for now. */
export type ReceiptCommand =
  | (OfMessage & {
      readonly do: 'notice.sign';
      readonly by: string;
      /** Whose signature it is, and how it became known, where `by` only keyed it. */
      readonly for: string | null;
      readonly source: string | null;
      readonly scan: string | null;
      readonly note: string | null;
      readonly at: Instant | null;
    })
  | {
      readonly do: 'notice.report';
      /** `null` where the provider knows its own id alone. */
      readonly notice: string | null;
      readonly to: string | null;
      readonly channel: string | null;
      readonly reference: string | null;
      readonly state: 'delivered' | 'read' | 'unreached';
      readonly note: string | null;
      readonly at: Instant | null;
    }
  | (OfMessage & {
      readonly do: 'call.record';
      readonly by: string;
      readonly answered: boolean;
      readonly spokeWith: string | null;
      readonly said: '收到' | '已报送' | '申请延期' | null;
      /** The date asked for. */
      readonly until: Instant | null;
      readonly note: string | null;
      readonly scan: string | null;
      readonly at: Instant | null;
    })
  | (OfMessage & {
      readonly do: 'paper.serve';
      readonly by: string;
      /** Who signed the slip; `null` when it could not be served, and why. */
      readonly receivedBy: string | null;
      readonly why: string | null;
      readonly scan: string | null;
      readonly at: Instant | null;
    });

/** Acts on a notice that reached nobody. */
export type DeadLetterCommand =
  | { readonly do: 'notice.retry'; readonly notice: string; readonly by: string }
  | { readonly do: 'notice.drop'; readonly notice: string; readonly by: string; readonly why: string };

/** Who is not to be reminded for a time. */
export type MuteCommand =
  | {
      readonly do: 'notice.mute';
      readonly id: string;
      readonly post: string | null;
      readonly person: string | null;
      readonly matter: string | null;
      readonly until: Instant;
      readonly by: string;
      readonly why: string;
    }
  | { readonly do: 'notice.unmute'; readonly id: string; readonly by: string };

export type NoticeCommand = ReceiptCommand | DeadLetterCommand;
