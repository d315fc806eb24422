/** From a verb with its fields, as people and files write it, to a command with checked times. */
import type * as z from 'zod';
import { isVerb, type Verb, verbs } from '../contract/verbs.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Command } from './commands.ts';
import { readAssignment } from './reading/assignment.ts';
import { readCase } from './reading/case.ts';
import { readDigest } from './reading/digest.ts';
import { readDistrict } from './reading/district.ts';
import { readDuty } from './reading/duty.ts';
import { readEvent } from './reading/event.ts';
import { readFeed } from './reading/feed.ts';
import { InvalidCommand, type Readers } from './reading/fields.ts';
import { readMeeting } from './reading/meeting.ts';
import { readNotice } from './reading/notice.ts';
import { readReply } from './reading/reply.ts';
import { readReport } from './reading/report.ts';
import { readRoster } from './reading/roster.ts';
import { readRules } from './reading/rules.ts';
import { readWeek } from './reading/week.ts';

const READERS: Readers<typeof verbs> = {
  ...readMeeting,
  ...readEvent,
  ...readRoster,
  ...readWeek,
  ...readCase,
  ...readAssignment,
  ...readDuty,
  ...readNotice,
  ...readReply,
  ...readFeed,
  ...readDistrict,
  ...readReport,
  ...readDigest,
  ...readRules,
};

/**
 * Reads one verb. `now` is the moment of the act, for acts that carry none of their own. Refuses an unknown
 * verb or field, a missing field, a time without offset, a date that does not exist.
 */
export function readCommand(verb: string, fields: unknown, now: Instant): Command {
  if (!isVerb(verb))
    throw new InvalidCommand(`unknown verb '${verb}'; expected one of ${Object.keys(verbs).join(', ')}`, [
      'do',
    ]);
  const parsed = verbs[verb].safeParse(fields);
  if (!parsed.success) throw fromIssue(verb, parsed.error.issues[0]);
  const read = READERS[verb] as (fields: z.output<(typeof verbs)[Verb]>, now: Instant) => Command;
  return read(parsed.data, now);
}

function fromIssue(verb: string, issue: z.core.$ZodIssue | undefined): InvalidCommand {
  const place = issue?.path ?? [];
  const field = place.length > 0 ? `'${place.map(String).join('.')}'` : 'the fields';
  return new InvalidCommand(`${verb}: ${field}: ${issue?.message ?? 'not as expected'}`, place);
}

export { InvalidCommand };
