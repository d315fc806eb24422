/** What an office insists on: nobody is accused wrongly, everything can be stopped, nothing is done twice. */
import { describe, expect, it } from 'vitest';
import { Office } from './office.ts';
import { executiveMeeting } from './rule.stories.ts';
import type { OpenStore } from './stories.ts';

export function careStories(openStore: OpenStore): void {
  describe('care', () => {
    it('what was handed in on time and keyed late withdraws the breach, and everybody told of it hears so', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-07'] });
      await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
      await office.goesOnUntil('2026-03-17 17:40');
      expect((await office.duty('m5/D52-07/i3')).progress.overdueAt).not.toBeNull();

      await office.at('2026-03-17 17:45', 'duty.submit', {
        duty: 'm5/D52-07/i3',
        by: 'housing',
        happenedAt: '2026-03-17T16:45:00+08:00',
      });
      await office.goesOnUntil('2026-03-18 09:00');

      expect(await office.verdict('m5/D52-07/i3')).toBe('on-time');
      expect((await office.duty('m5/D52-07/i3')).progress.overdueAt).toBeNull();
      const corrections = (await office.sent('m5')).filter((line) => line.includes('correction'));
      expect(corrections.map((line) => line.replace(/ correction\S*/, ''))).toEqual([
        '03-17 17:45 → housing.liaison',
        '03-17 17:45 → housing.principal',
      ]);
    });

    it('while all sending is stopped rungs are recorded and nothing leaves; afterwards it goes out once', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-07'] });
      await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
      await office.at('2026-03-17 13:00', 'sending.stop', { by: 'office-director', why: '误发排查' });
      await office.goesOnUntil('2026-03-17 16:30');
      const before = ['03-11 10:00 start → housing.liaison', '03-16 09:00 remind-1 → housing.liaison'];
      expect(await office.history('m5/D52-07/i3')).toContain('warn 03-17 16:00');
      expect(await office.sent('m5')).toEqual(before);

      await office.at('2026-03-17 16:40', 'sending.resume', { by: 'office-director' });
      await office.goesOnUntil('2026-03-17 16:50');
      expect(await office.sent('m5')).toEqual([
        ...before,
        '03-17 16:45 remind-2 → housing.liaison',
        '03-17 16:45 warn → housing.principal',
      ]);
    });

    it('what was handed in while sending was stopped is not chased afterwards', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-07'] });
      await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
      await office.at('2026-03-17 13:00', 'sending.stop', { by: 'office-director', why: '误发排查' });
      await office.at('2026-03-17 14:10', 'duty.submit', { duty: 'm5/D52-07/i3', by: 'housing' });
      await office.at('2026-03-17 14:20', 'sending.resume', { by: 'office-director' });
      await office.goesOnUntil('2026-03-18 12:00');
      expect((await office.sent('m5')).filter((line) => line >= '03-17')).toEqual([]);
    });

    it('a command that comes twice is carried out once, even from two processes at once', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-*'] });
      const other = office.inAnotherProcess();
      const twice = [office, other].map((one) => one.does('meeting.schedule', executiveMeeting, 'form-1'));
      const outcomes = (await Promise.all(twice)).map(({ outcome }) => outcome).sort();
      expect(outcomes).toEqual(['done', 'repeated']);
      expect(await office.does('meeting.schedule', executiveMeeting, 'form-1')).toEqual({
        outcome: 'repeated',
      });

      const entries = await office.ledger('m5');
      expect(entries.filter(({ type }) => type === 'meeting.scheduled')).toHaveLength(1);
      expect(entries.filter(({ type }) => type === 'duty.opened')).toHaveLength(3);
    });

    it('control: the same form under another id is refused by name', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-*'] });
      await office.does('meeting.schedule', executiveMeeting, 'form-1');
      expect(await office.does('meeting.schedule', executiveMeeting, 'form-2')).toMatchObject({
        outcome: 'refused',
        reason: expect.stringContaining('m5'),
      });
    });
  });
}
