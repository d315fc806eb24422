/** Commands on the district itself as checked data: who is away, who is who, whether anything is sent. */
import type { WrittenDirectory, WrittenPerson } from '../domain/routing/written-directory.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { MuteCommand } from './notices/notice-commands.ts';

interface Away {
  readonly id: string;
  readonly post: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
  readonly destination: string | null;
  readonly standIn: string | null;
}

/** Whose act it is, and who keyed it where that was somebody else. */
interface Hand {
  readonly by: string;
  readonly for: string | null;
  readonly source: string | null;
}

/** Who is away, with or without a request that goes before, and where leaders can be reached. */
export type AbsenceCommand =
  | (Away & {
      readonly do: 'absence.record';
      readonly signing: boolean;
      /** Why two of a pair may be away at once. */
      readonly override: string | null;
    })
  | (Away & {
      readonly do: 'absence.request';
      readonly override: { readonly by: string; readonly why: string } | null;
    })
  | (Hand & { readonly do: 'absence.approve'; readonly id: string; readonly signing: boolean })
  | { readonly do: 'absence.confirm'; readonly id: string; readonly by: string }
  | { readonly do: 'absence.refuse'; readonly id: string; readonly by: string; readonly why: string }
  | { readonly do: 'absence.file'; readonly id: string; readonly number: string; readonly by: string }
  | { readonly do: 'absence.end'; readonly id: string }
  | {
      readonly do: 'whereabouts.set';
      readonly post: string;
      readonly reachable: boolean;
      readonly note: string;
      readonly until: Instant | null;
    };

/** Who is who. */
export type DirectoryCommand =
  | {
      readonly do: 'directory.appoint';
      readonly post: string;
      readonly person: string;
      readonly from: Instant;
      readonly by: string;
    }
  | {
      readonly do: 'directory.vacate';
      readonly post: string;
      readonly by: string;
      readonly why: string | null;
    }
  | {
      readonly do: 'directory.person';
      readonly id: string;
      readonly person: WrittenPerson;
      readonly by: string;
    }
  | {
      readonly do: 'directory.successor';
      readonly unit: string;
      readonly successor: string;
      readonly from: LocalDate;
      readonly by: string;
      readonly why: string | null;
    }
  | {
      readonly do: 'directory.import';
      readonly directory: WrittenDirectory;
      readonly by: string;
      readonly why: string;
    };

/** Whether anything is sent. */
export type SendingCommand =
  | { readonly do: 'sending.stop'; readonly by: string; readonly why: string }
  | { readonly do: 'sending.resume'; readonly by: string };

/** Whether a leader gets a daily digest. */
export type DigestCommand = Hand & {
  readonly do: 'digest.request';
  readonly leader: string;
  readonly on: boolean;
};

export type DistrictCommand =
  | AbsenceCommand
  | DirectoryCommand
  | SendingCommand
  | MuteCommand
  | DigestCommand;
