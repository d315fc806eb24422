/** The office hears of it when a notice reaches nobody, or not the person it was first meant for. */
import type { Notice } from '../../domain/notices/notice.ts';
import { titleOf } from '../../domain/routing/absences.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Change } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { createNotice } from './create-notice.ts';

const OFFICE = 'office.liaison';
const NOBODY = 'reach.alarm';
const PASSED_OVER = 'reach.passed-over';
const MOST_CHARACTERS_OF_REASON = 15;

/** Nobody reachable where somebody should be; once for each notice, and never about such a message itself. */
export function nobodyReached(notice: Notice, district: District, now: Instant): Change[] {
  return told(notice, NOBODY, `reach-${notice.facts.rung}`, {}, district, now);
}

/** A person was tried on every channel in vain; once for each person of a notice. */
export function passedOver(
  notice: Notice,
  post: string,
  reason: string,
  district: District,
  now: Instant,
): Change[] {
  const words = {
    missed: titleOf(post, district.directory),
    why: [...reason].slice(0, MOST_CHARACTERS_OF_REASON).join(''),
  };
  return told(notice, PASSED_OVER, `passed-over-${post}-${notice.facts.rung}`, words, district, now);
}

function told(
  { facts }: Notice,
  template: string,
  rung: string,
  words: Readonly<Record<string, string>>,
  district: District,
  now: Instant,
): Change[] {
  if (facts.template === NOBODY || facts.template === PASSED_OVER) return [];
  const { approval: _approval, ...kept } = facts;
  const alarm = {
    ...kept,
    id: `${OFFICE}~${facts.intendedAt}~${facts.duty}~${rung}~${facts.post}`,
    post: OFFICE,
    rung,
    kind: 'change',
    channel: null,
    template,
    evenIfSettled: true,
    dueAt: null,
    words: { ...facts.words, ...words },
  } as const;
  return [createNotice(alarm, district, now)];
}
