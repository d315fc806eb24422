/** A district is switched on: rules confirmed and released, a local document over the calendar; also through a crash. */
import { describe, expect, it } from 'vitest';
import { KEYS } from '../../../shared/app/district.ts';
import { DISTRICT, Office } from './office.ts';
import { executiveMeeting } from './rule.stories.ts';
import type { OpenStore } from './stories.ts';

const PAPERS = 'm5/D52-07/i3';

export function switchingOnStories(openStore: OpenStore): void {
  describe('switching on', () => {
    it('a rule put in shadow tells the office alone until it is released', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-07'] });
      await office.does('rule.shadow', { rule: '*', by: 'office-director', why: '启用前核对' });
      await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
      await office.at('2026-03-16 12:00', 'rule.release', { rule: 'D52-*', by: 'office-director' });
      await office.goesOnUntil('2026-03-17 14:30');
      expect(await office.sent('m5')).toEqual([
        '03-11 10:00 start → office.liaison',
        '03-16 09:00 remind-1 → office.liaison',
        '03-17 14:00 remind-2 → housing.liaison',
      ]);
    });

    it('a rule confirmed as not in force ends what is open, and the row of the rules comes to rest', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-07'] });
      await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
      await office.at('2026-03-12 09:00', 'rule.confirm', {
        rule: 'D52-07',
        inForce: false,
        by: 'office-director',
      });
      await office.goesOnUntil('2026-03-12 09:01');
      expect(await office.verdict(PAPERS)).toBe('not-applicable');
      expect((await office.engine.store.get(KEYS.rules(DISTRICT)))?.due).toBeNull();
    });

    it('a local document counts everything open again, once, however late the heartbeat comes', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-07'] });
      await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
      const storm = { document: '示区府办发〔2026〕12号', off: { '2026-03-17': '停课停工' }, by: 'office' };
      await office.at('2026-03-13 09:00', 'calendar.overlay', storm);
      // Whoever took the command is gone; another process finds the row due.
      const other = office.inAnotherProcess();
      await other.standsStillUntil('2026-03-13 11:00');
      await other.goesOnUntil('2026-03-13 18:00');
      expect(await other.limit(PAPERS)).toBe('03-16 17:00');
      const history = await other.history(PAPERS);
      expect(history.filter((step) => step === 'duty.replanned')).toHaveLength(1);
      expect((await other.engine.store.get(KEYS.overlays(DISTRICT)))?.due).toBeNull();
    });
  });
}
