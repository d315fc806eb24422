/** Everything that people, other systems and scenarios can ask for, as data that has been checked. */
import type { Interval } from '../domain/compliance/verdict.ts';
import type { MatterCommand } from '../domain/matters/kinds.ts';
import type { Instant } from '../domain/time/instant.ts';

/** Acts on one duty, whatever its matter. */
export type DutyActCommand =
  | {
      readonly do: 'duty.submit';
      readonly duty: string;
      readonly by: string | null;
      readonly for: string | null;
      readonly source: string | null;
      readonly channel: string | null;
      readonly evidence: string | null;
      /** When it was true, if that is not now. */
      readonly happened: Interval | null;
    }
  | { readonly do: 'duty.acknowledge'; readonly duty: string; readonly by: string }
  | { readonly do: 'duty.accept'; readonly duty: string; readonly by: string }
  | { readonly do: 'duty.return'; readonly duty: string; readonly by: string; readonly why: string }
  | {
      readonly do: 'check.answer';
      readonly duty: string;
      readonly received: boolean;
      readonly by: string;
      readonly happened: Interval | null;
    }
  | { readonly do: 'notice.correct'; readonly duty: string; readonly by: string; readonly why: string };

/** Acts on notices that wait. */
export type NoticeCommand = { readonly do: 'notice.release'; readonly duty: string; readonly by: string };

/** Acts on the district: who is away, whether anything is sent. */
export type DistrictCommand =
  | {
      readonly do: 'absence.record';
      readonly id: string;
      readonly post: string;
      readonly from: Instant;
      readonly to: Instant;
      readonly reason: string;
      readonly standIn: string | null;
      /** Why two of a pair may be away at once. */
      readonly override: string | null;
    }
  | { readonly do: 'absence.end'; readonly id: string }
  | { readonly do: 'sending.stop'; readonly by: string; readonly why: string }
  | { readonly do: 'sending.resume'; readonly by: string };

export type Command = MatterCommand | DutyActCommand | NoticeCommand | DistrictCommand;

/** A command on its way in. The same `commandId` is carried out once. */
export interface CommandEnvelope {
  readonly district: string;
  readonly commandId: string;
  readonly actor: string;
  readonly command: Command;
}

export type CommandOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'repeated' }
  /** The domain says no, and why; nothing was changed. */
  | { readonly outcome: 'refused'; readonly reason: string };
