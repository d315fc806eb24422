/** The settings and message templates that the product itself asks a rulebook for, besides those its rules name. */

import { LANGUAGE_SETTING } from '../notices/catalogue.ts';

/** The kind of matter for which they are needed; `table` is a week of which a table is compiled. */
export type NeededFor = 'always' | 'meeting' | 'event' | 'table' | 'assignment';

/** Every setting that code looks up by name. */
export const SETTINGS_NEEDED: Readonly<Record<NeededFor, readonly string[]>> = {
  always: [
    'call.window',
    'call.window_emergency',
    'check.window',
    'digest.liaisons',
    'digest.towns',
    'digest_at',
    'leader.confirm',
    'notice.window_minutes',
    'notice.cap_per_hour',
    'leader.cap_per_hour',
    'leader.delivery',
    'makeup_counts',
    'notice.jitter_seconds',
    'office_hours',
    'quiet_hours',
    'sms.reply',
    'towns.last_ask',
    'work_end',
  ],
  meeting: ['leave.eve_kinds', 'leave.latest', 'meeting.day_start'],
  event: [
    'emergency.daily_after_h',
    'emergency.first_from',
    'emergency.tell_larger',
    'emergency.tell_major',
    'emergency.tell_ordinary',
    'opinion.anchor',
    'opinion.internal_after_T2',
    'watch.early_min',
    'watch.turns',
  ],
  table: ['weekly.input_on_makeup_day', 'weekly.open_time'],
  assignment: [
    'followup.monthly_day',
    'followup.monthly_gap',
    'followup.object_days',
    'followup.review_days',
  ],
};

/** Settings that code looks at where a rulebook has them. */
export const SETTINGS_LOOKED_AT: readonly string[] = [
  'documents.source',
  'links.hours',
  'links.on',
  LANGUAGE_SETTING,
];

/** Every template that is sent about a matter itself, and not by a rung. */
export const MESSAGES_NEEDED: Readonly<Record<NeededFor, readonly string[]>> = {
  always: [
    'approval.upward',
    'approval.waits',
    'call.overdue',
    'correction.on-time',
    'correction.wrong',
    'digest.leader',
    'directory.findings',
    'papers.returned',
    'reach.alarm',
    'reach.passed-over',
    'reply.call',
    'reply.unclear',
    'report.drafted',
  ],
  meeting: [
    'meeting.called-off',
    'meeting.cancelled',
    'meeting.changed',
    'meeting.moved',
    'meeting.paused',
    'meeting.postponed',
    'meeting.undetermined',
    'meeting.withdrawn',
    'papers.replaced',
    'papers.revise',
  ],
  event: ['opinion.handed-over'],
  table: ['weekly.changed', 'weekly.issued'],
  assignment: ['followup.circular', 'followup.transferred', 'followup.upheld'],
};
