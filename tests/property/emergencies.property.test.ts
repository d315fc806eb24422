import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { planMatter } from '../../shared/app/plan-matter.ts';
import { replayMatter } from '../../shared/app/replay.ts';
import { addSeconds, formatInstant, parseInstant } from '../../shared/domain/time/instant.ts';
import { DISTRICT, freshOffice, rowsOf } from '../support/office.ts';
import { perform } from '../support/random-history.ts';
import { factsNamed, runScenario } from '../support/run-scenario.ts';

/** A week with a weekend and the Qingming holiday in it. */
const start = parseInstant('2026-04-02T00:00:00Z');
const at = (minute: number) => formatInstant(addSeconds(start, minute * 60), 'Asia/Shanghai');

const severity = fc.constantFrom('一般', '较大', '重大', '特别重大');
const act = fc.oneof(
  severity.map((how) => ({ do: 'event.classify', severity: how })),
  fc
    .record({ post: fc.constantFrom('mayor', 'vice-mayor-5', 'office-director'), answered: fc.boolean() })
    .map((call) => ({ do: 'event.call', ...call })),
  fc.boolean().map((casualtiesChanged) => ({ do: 'event.update', casualtiesChanged })),
  fc
    .record({ to: fc.constantFrom('city', 'party-committee'), basis: fc.constantFrom('law', 'instruction') })
    .map((report) => ({ do: 'event.upward', number: '1', ...report })),
  fc.constant({ do: 'event.instruct', by: 'mayor', text: '请核实' }),
  fc.constant({ do: 'event.confirm', by: 'duty-room.principal' }),
  fc.constant({ do: 'event.handover', to: '市委宣传部' }),
  fc.constant({ do: 'event.close' }),
);

const night = fc.record({
  reported: fc.integer({ min: 60, max: 3 * 1440 }),
  before: fc.option(fc.integer({ min: 0, max: 180 })),
  severity,
  acts: fc.array(fc.record({ after: fc.integer({ min: 1, max: 400 }), act }), { maxLength: 8 }),
});

type Night = typeof night extends fc.Arbitrary<infer T> ? T : never;

/** What the duty room keys in one night, in order of time, as steps of a scenario. */
function stepsOf({ reported, before, severity: level, acts }: Night) {
  const occurred = before === null ? {} : { occurredAt: at(reported - before) };
  const who = { emergency: true, source: 'town-1', lead: 'emergency', severity: level };
  const report = { at: at(reported), do: 'event.report', id: 'e1', ...who, ...occurred };
  const later = acts
    .toSorted((a, b) => a.after - b.after)
    .map(({ after, act: { do: verb, ...fields } }) => ({
      at: at(reported + after),
      do: verb,
      id: 'e1',
      ...fields,
    }));
  return [report, ...later];
}

it('whatever is done, nothing of an emergency is held, and an upward report is never refused', async () => {
  await fc.assert(
    fc.asyncProperty(night, async (one) => {
      const { reported } = one;
      const facts = await runScenario({
        rules: ['D36-2', 'D37-2', 'D38-1', 'D79-2', 'D79-3', 'D79-4', 'D79-5'],
        from: at(0),
        until: at(reported + 420),
        steps: stepsOf(one),
      });
      const key = (one: Fact) => `${one.duty} ${one.rung} ${one.at}`;
      const reached = factsNamed(facts, 'rung.reached');
      const [rungs, moments] = [
        new Set(reached.map((one) => `${one.duty} ${one.rung}`)),
        new Set(reached.map(key)),
      ];
      for (const notice of factsNamed(facts, 'notice.sent')) {
        // The final report has the manners of report-backs; all else goes out as its rung is taken.
        const isRung = rungs.has(`${notice.duty} ${notice.rung}`) && !String(notice.duty).endsWith('/final');
        if (isRung) expect(moments).toContain(key(notice));
      }
      expect(factsNamed(facts, 'step.refused').filter((one) => one.do === 'event.upward')).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 60_000);

it('the fold of the ledger is the stored state, and planning again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(night, async (one) => {
      const engine = await freshOffice(start);
      const acts = stepsOf(one).map(({ at: when, do: verb, ...fields }) => ({
        at: parseInstant(when),
        verb,
        fields,
      }));
      const end = addSeconds(start, (one.reported + 240) * 60);
      let now = start;
      for (const [index, act] of acts.entries()) {
        now = act.at;
        await perform(engine, act, index);
        await beatUntilQuiet(engine, now);
      }
      await beatUntilQuiet(engine, now < end ? end : now);
      const event = await engine.store.get({ district: DISTRICT, kind: 'matter', id: 'e1' });
      const ledger = await engine.store.ledger({ district: DISTRICT, matter: 'e1', stream: 'e1' });
      expect(replayMatter(ledger)).toEqual(event?.body);
      const before = await rowsOf(engine.store, 'duty');
      const district = await engine.districts.open(DISTRICT);
      await planMatter(engine.store, district, 'e1', '再次核对', now < end ? end : now, 'test');
      expect(await rowsOf(engine.store, 'duty')).toEqual(before);
    }),
    { numRuns: 8 },
  );
}, 60_000);
