/** The verbs that scenarios, the API and other systems share: what each needs, and what it means. */
import { assignmentVerbs } from './verbs/assignment.ts';
import { caseVerbs } from './verbs/case.ts';
import { digestVerbs } from './verbs/digest.ts';
import { districtVerbs } from './verbs/district.ts';
import { dutyVerbs } from './verbs/duty.ts';
import { eventVerbs } from './verbs/event.ts';
import { feedVerbs } from './verbs/feed.ts';
import { meetingVerbs } from './verbs/meeting.ts';
import { noticeVerbs } from './verbs/notice.ts';
import { replyVerbs } from './verbs/reply.ts';
import { reportVerbs } from './verbs/report.ts';
import { rosterVerbs } from './verbs/roster.ts';
import { ruleVerbs } from './verbs/rules.ts';
import { weekVerbs } from './verbs/week.ts';

/** The fields of each verb besides `do` and, in scenarios, `at`. */
export const verbs = {
  ...meetingVerbs,
  ...eventVerbs,
  ...rosterVerbs,
  ...weekVerbs,
  ...caseVerbs,
  ...assignmentVerbs,
  ...dutyVerbs,
  ...noticeVerbs,
  ...replyVerbs,
  ...feedVerbs,
  ...districtVerbs,
  ...reportVerbs,
  ...digestVerbs,
  ...ruleVerbs,
} as const;

export type Verb = keyof typeof verbs;

/** Whether a word is one of the verbs. */
export function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word);
}
