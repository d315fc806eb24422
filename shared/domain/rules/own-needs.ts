/** The settings and message templates that the product itself asks a rulebook for, besides those its rules name. */

/** The kind of matter for which they are needed. */
export type NeededFor = 'always' | 'meeting' | 'event' | 'week' | 'assignment';

/** Every setting that code looks up by name. */
export const SETTINGS_NEEDED: Readonly<Record<NeededFor, readonly string[]>> = {
  always: [
    'check.window',
    'digest_at',
    'leader.confirm',
    'leader.delivery',
    'makeup_counts',
    'notice.jitter_seconds',
    'office_hours',
    'quiet_hours',
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
  week: ['weekly.input_on_makeup_day', 'weekly.open_time'],
  assignment: [
    'followup.monthly_day',
    'followup.monthly_gap',
    'followup.object_days',
    'followup.review_days',
  ],
};

/** Every template that is sent about a matter itself, and not by a rung. */
export const MESSAGES_NEEDED: Readonly<Record<NeededFor, readonly string[]>> = {
  always: [
    'approval.waits',
    'correction.on-time',
    'correction.wrong',
    'directory.findings',
    'papers.returned',
    'reach.alarm',
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
  week: ['weekly.changed', 'weekly.issued'],
  assignment: ['followup.circular'],
};
