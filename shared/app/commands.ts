/** Everything that people, other systems and scenarios can ask for, as data that has been checked. */
import type { OverlayContent } from '../domain/calendar/overlay.ts';
import type { Interval } from '../domain/compliance/verdict.ts';
import type { Submission } from '../domain/duties/duty.ts';
import type { MatterCommand } from '../domain/matters/kinds.ts';
import type { Release } from '../domain/notices/notice.ts';
import type { SettingValue } from '../domain/rules/rulebook.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { DistrictCommand } from './district-commands.ts';
import type { FeedCommand } from './feeds/feeds.ts';
import type { NoticeCommand } from './notices/notice-commands.ts';
import type { ReplyCommand } from './notices/reply-commands.ts';
import type { ReportCommand } from './reports/report-commands.ts';

export type { DistrictCommand } from './district-commands.ts';
export type { NoticeCommand } from './notices/notice-commands.ts';

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
      /** Only said to be handed in: the receiver looks first (待核对). */
      readonly said: boolean;
    }
  | {
      readonly do: 'duty.acknowledge';
      readonly duty: string;
      readonly by: string;
      readonly for: string | null;
      readonly source: string | null;
    }
  | { readonly do: 'duty.accept'; readonly duty: string; readonly by: string }
  | { readonly do: 'duty.return'; readonly duty: string; readonly by: string; readonly why: string }
  | {
      readonly do: 'check.answer';
      readonly duty: string;
      readonly received: boolean;
      readonly by: string;
      readonly happened: Interval | null;
    }
  | {
      readonly do: 'duty.ask-extension';
      readonly duty: string;
      readonly until: Instant;
      readonly by: string;
      readonly why: string;
    }
  | {
      readonly do: 'duty.extend';
      readonly duty: string;
      readonly until: Instant | null;
      readonly by: string;
      readonly why: string | null;
    }
  | {
      readonly do: 'duty.wish-extension';
      readonly duty: string;
      readonly by: string;
      readonly source: string | null;
    }
  | { readonly do: 'duty.refuse-extension'; readonly duty: string; readonly by: string; readonly why: string }
  | { readonly do: 'duty.adopt'; readonly duty: string; readonly by: string }
  | { readonly do: 'duty.explain'; readonly duty: string; readonly by: string; readonly why: string }
  | { readonly do: 'notice.correct'; readonly duty: string; readonly by: string; readonly why: string };

/** Drafts that wait to be let go. */
export type ReleaseCommand =
  | ({ readonly do: 'notice.release'; readonly duty: string } & Release)
  | { readonly do: 'notice.confirm'; readonly duty: string; readonly by: string };

/** The watch of the duty room changes (值班交接): the incoming officer signs for the open emergencies. */
export interface WatchCommand {
  readonly do: 'duty-room.handover';
  readonly from: string;
  readonly to: string;
  readonly signed: readonly string[];
  readonly note: string | null;
  readonly submission: Submission;
}

/** Switching on: what 办公室主任 confirms, which rules notify, and local documents over the calendar. */
export type SwitchCommand =
  | { readonly do: 'rule.release'; readonly rule: string; readonly by: string }
  | { readonly do: 'rule.shadow'; readonly rule: string; readonly by: string; readonly why: string }
  | {
      readonly do: 'rule.confirm';
      readonly rule: string;
      readonly inForce: boolean;
      readonly reading: string | null;
      readonly by: string;
      readonly for: string | null;
      readonly source: string | null;
    }
  | {
      readonly do: 'setting.change';
      readonly name: string;
      readonly value: SettingValue;
      readonly by: string;
      readonly why: string;
    }
  | { readonly do: 'calendar.overlay'; readonly content: OverlayContent; readonly by: string };

export type Command =
  | MatterCommand
  | DutyActCommand
  | ReleaseCommand
  | NoticeCommand
  | ReplyCommand
  | FeedCommand
  | WatchCommand
  | DistrictCommand
  | ReportCommand
  | SwitchCommand;

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
