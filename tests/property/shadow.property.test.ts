import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { DISTRICT, engineOn, ledgerOf, setUpDemo } from '../support/office.ts';
import { playOnTime } from '../support/play.ts';
import { BEGINNING, histories } from '../support/random-history.ts';
import { sink } from '../support/sink.ts';

it('whatever happens, a district in shadow writes to nobody but the office, and only drafts', async () => {
  await fc.assert(
    fc.asyncProperty(histories(['meetings', 'events', 'weeks', 'district']), async (acts) => {
      const { channels, messages } = sink();
      const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }), channels });
      await setUpDemo(engine, BEGINNING, { shadow: true });
      await playOnTime(engine, acts);
      const { posts } = (await engine.districts.open(DISTRICT)).directory;
      for (const { to, title, short, long } of messages) {
        expect(to === 'office-director' ? 'office' : posts.get(to)?.unit, to).toBe('office');
        for (const text of [title, short, long]) expect(text.startsWith('【拟发】')).toBe(true);
      }
      const sent = (await ledgerOf(engine.store)).filter(({ type }) => type === 'notice.sent');
      expect(sent.every(({ body }) => (body as { shadow?: boolean }).shadow === true)).toBe(true);
    }),
    { numRuns: 15, interruptAfterTimeLimit: 15_000 },
  );
});
