/** The three rules from clause to settled duty: papers (art. 52), public opinion (art. 36), the week (art. 76). */
import { describe, expect, it } from 'vitest';
import { Office } from './office.ts';
import type { OpenStore } from './stories.ts';

export const executiveMeeting = {
  id: 'm5',
  kind: 'executive',
  start: '2026-03-18T09:00:00+08:00',
  items: [{ id: 'i3', unit: 'housing', title: '老旧小区改造实施方案' }],
};

export function ruleStories(openStore: OpenStore): void {
  describe('the three rules', () => {
    it('papers: from the notice of the meeting, by the ladder, to a late hand-in', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-*'] });
      await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
      await office.at('2026-03-17 18:30', 'duty.submit', { duty: 'm5/D52-07/i3', by: 'housing' });
      await office.goesOnUntil('2026-03-18 12:00');

      expect(await office.history('m5/D52-07/i3')).toEqual([
        'opened 03-11 10:00, due 03-17 17:00',
        'start 03-11 10:00',
        'remind-1 03-16 09:00',
        'remind-2 03-17 14:00',
        'warn 03-17 16:00',
        'overdue 03-17 17:00',
        'check 03-17 17:00',
        'hasten 03-17 17:30',
        'duty.submitted',
        'settled late',
      ]);
      expect(await office.verdict('m5/D52-07/i3')).toBe('late by 5400');
      expect((await office.sent('m5')).filter((line) => line.includes('housing.'))).toEqual([
        '03-11 10:00 start → housing.liaison',
        '03-16 09:00 remind-1 → housing.liaison',
        '03-17 14:00 remind-2 → housing.liaison',
        '03-17 16:00 warn → housing.principal',
        '03-17 17:30 hasten → housing.liaison',
        '03-17 17:30 hasten → housing.principal',
      ]);
      // Late papers move the limit of the office's distribution: two hours after receipt (practice, 8).
      expect(await office.limit('m5/D52-08')).toBe('03-17 19:30');
    });

    it('opinion: five hours at night, the mayor abroad, released in time', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D36-2'] });
      await office.at('2026-03-13 09:00', 'absence.record', {
        id: 'leave-1',
        post: 'mayor',
        from: '2026-03-16T00:00:00+08:00',
        to: '2026-03-21T00:00:00+08:00',
        reason: '出访',
      });
      await office.at('2026-03-17 23:10', 'event.report', {
        id: 'e1',
        severity: '重大',
        occurredAt: '2026-03-17T22:50:00+08:00',
        lead: 'emergency',
      });
      await office.at('2026-03-18 03:40', 'duty.submit', {
        duty: 'e1/D36-2',
        by: 'emergency',
        happenedAt: '2026-03-18T03:35:00+08:00',
      });
      await office.goesOnUntil('2026-03-18 06:00');

      expect(await office.limit('e1/D36-2')).toBe('03-18 03:50');
      expect(await office.verdict('e1/D36-2')).toBe('on-time');
      // Night or not: everything at its instant, and for the mayor also the executive vice-mayor who acts.
      expect(await office.sent('e1')).toEqual([
        '03-17 23:10 start → emergency.liaison',
        '03-17 23:10 start → emergency.principal',
        '03-17 23:10 start → publicity.liaison',
        '03-17 23:15 start-leaders → executive-vice-mayor (for mayor)',
        '03-17 23:15 start-leaders → mayor',
        '03-17 23:15 start-leaders → office-director',
        '03-17 23:15 start-leaders → vice-mayor-5',
        '03-18 00:50 remind → emergency.liaison',
        '03-18 02:50 warn → emergency.principal',
        '03-18 02:50 warn-leaders → executive-vice-mayor',
        '03-18 02:50 warn-leaders → vice-mayor-5',
        '03-18 03:00 call-warn → duty-room.liaison',
        '03-18 03:20 warn-mayor → mayor',
        '03-18 03:20 warn-mayor → executive-vice-mayor (for mayor)',
        '03-18 03:20 warn-mayor → office-director',
      ]);
    });

    it('week: with an off Monday the entries are due on Friday and the table on Tuesday', async () => {
      const office = await Office.open(await openStore(), { from: '2026-04-01 08:00', rules: ['D76-*'] });
      await office.at('2026-04-02 15:00', 'week.answer', {
        week: '2026-W15',
        leader: 'mayor',
        entries: 'none',
      });
      await office.at('2026-04-07 08:40', 'week.compile', { week: '2026-W15' });
      await office.at('2026-04-07 08:50', 'week.deliver', { week: '2026-W15' });
      await office.goesOnUntil('2026-04-07 20:00');

      expect(await office.limit('2026-W15/D76-1/mayor')).toBe('04-03 12:00');
      expect(await office.limit('2026-W15/D76-2')).toBe('04-07 09:00');
      expect(await office.verdict('2026-W15/D76-1/mayor')).toBe('on-time');
      expect(await office.verdict('2026-W15/D76-2')).toBe('on-time');
      expect(await office.verdict('2026-W15/D76-3')).toBe('on-time');
      // A leader who did not answer is served, not timed.
      expect(await office.verdict('2026-W15/D76-1/vice-mayor-1')).toBe('not-applicable');
      expect((await office.sent('2026-W15')).filter((line) => line.includes('vice-mayor-1'))).toEqual([
        '04-02 09:00 open → vice-mayor-1.liaison',
        '04-03 09:00 remind → vice-mayor-1.liaison',
        '04-03 12:00 due → vice-mayor-1.liaison',
        '04-07 08:50 issued → vice-mayor-1.liaison (for vice-mayor-1)',
      ]);
    });
  });
}
