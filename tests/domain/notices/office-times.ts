/** Quiet time by the published calendar, and notices with everything but what a test is about. */
import type { Manners } from '../../../shared/domain/notices/manners.ts';
import type { DueNotice } from '../../../shared/domain/notices/merge.ts';
import type { NoticeFacts } from '../../../shared/domain/notices/notice.ts';
import { parseQuietHours } from '../../../shared/domain/notices/quiet-time.ts';
import type { Delivery } from '../../../shared/domain/routing/recipients.ts';
import { type Instant, parseInstant, parseLocalTime } from '../../../shared/domain/time/instant.ts';
import { SHANGHAI, view } from '../calendar/published.ts';

const calendar = view();

export const manners: Manners = {
  quiet: parseQuietHours('18:00-08:30'),
  digestAt: parseLocalTime('09:00'),
  digestKinds: { liaisons: ['remind'], towns: ['start', 'remind'] },
  townsLastAsk: parseLocalTime('16:00'),
  jitterSeconds: 0,
  zone: SHANGHAI,
  isWorking: (date) => calendar.isWorking(date),
};

/** '2026-03-17 18:00' or '2026-03-17 18:00:01' in China. */
export function china(text: string): Instant {
  return parseInstant(`${text.replace(' ', 'T')}+08:00`);
}

export function factsOf(change: Partial<NoticeFacts> = {}): NoticeFacts {
  const at = china('2026-03-17 09:00');
  return {
    id: 'n1',
    district: 'demo',
    matter: 'm5',
    duty: 'm5/D52-07/i3',
    rule: 'D52-07',
    rung: 'remind-1',
    kind: 'remind',
    clock: 'F',
    post: 'housing.liaison',
    intendedAt: at,
    createdAt: at,
    dueAt: null,
    eventAt: null,
    quietExemptUntil: null,
    evenIfSettled: false,
    channel: null,
    template: 'papers.remind',
    words: {},
    ...change,
  };
}

export function dueNotice(change: Partial<NoticeFacts> = {}, delivery: Partial<Delivery> = {}): DueNotice {
  const facts = factsOf(change);
  const usual = { to: facts.post, person: `p-${facts.post}`, for: null, served: null, path: [] };
  return { facts, delivery: { ...usual, channel: 'inbox', address: 'x', ...delivery } };
}
