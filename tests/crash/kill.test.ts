// What these tests prove: when the process dies (a real SIGKILL, at a call chosen beforehand or at a moment nobody
// chose), another process goes on from the file and nothing is lost or done twice. They do not prove anything about
// a power cut, where the operating system dies too and what it had not yet written to the disk is gone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitsPassed, noticeEnds, rungsTaken, sorted, twice, verdicts } from '../support/rungs.ts';
import {
  finish,
  newFile,
  openWorkshop,
  type Remains,
  remains,
  sentButNotRecorded,
  startWorker,
  type Workshop,
} from './processes.ts';
import { type Story, shortStory, wholeStory } from './story.ts';

const AT_ONCE = 2;

type Calls = 'all' | 'writes';

/** Nothing lost, nothing twice: the same rungs, limits and verdicts, and every notice with the one end it should have. */
function expectSame(disturbed: Remains, undisturbed: Remains): void {
  expect(twice(rungsTaken(disturbed.ledger))).toEqual([]);
  expect(sorted(rungsTaken(disturbed.ledger))).toEqual(sorted(rungsTaken(undisturbed.ledger)));
  expect(sorted(limitsPassed(disturbed.ledger))).toEqual(sorted(limitsPassed(undisturbed.ledger)));
  expect(verdicts(disturbed.ledger)).toEqual(verdicts(undisturbed.ledger));
  expect(sorted(noticeEnds(disturbed.ledger).keys())).toEqual(sorted(noticeEnds(undisturbed.ledger).keys()));
  for (const [notice, ends] of noticeEnds(disturbed.ledger)) expect(ends, notice).toHaveLength(1);
  for (const key of undisturbed.sent) expect(disturbed.sent).toContain(key);
}

/** Dies once, is finished by another process, and is compared. */
async function dies(life: Life, fatal: number, kind: Calls): Promise<'died' | 'lived'> {
  const { workshop, undisturbed } = life;
  const file = newFile(workshop, `${kind}-${fatal}`);
  const end = await startWorker(workshop, file, fatal, kind).ended;
  if ('code' in end) return 'lived';
  expect(end.signal).toBe('SIGKILL');
  const doubtful = sentButNotRecorded(file);
  await finish(workshop, file);
  const disturbed = await remains(file);
  expectSame(disturbed, undisturbed);
  const repeated = twice(disturbed.sent);
  expect(twice(repeated), `death at call ${fatal}: nothing goes out three times`).toEqual([]);
  for (const key of repeated)
    expect(doubtful, `death at call ${fatal}: sent twice although recorded`).toContain(key);
  return 'died';
}

/** Every call in turn until one life runs to its end; returns the number of deaths. */
async function diesAtEveryCall(life: Life, kind: Calls): Promise<number> {
  let next = 1;
  let lived = false;
  const walk = async () => {
    while (!lived) if ((await dies(life, next++, kind)) === 'lived') lived = true;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
  return next - 1 - AT_ONCE;
}

interface Life {
  readonly workshop: Workshop;
  readonly undisturbed: Remains;
}

async function prepare(job: Story): Promise<Life> {
  const workshop = await openWorkshop(job);
  const file = newFile(workshop, 'undisturbed');
  await startWorker(workshop, file).ended;
  return { workshop, undisturbed: await remains(file) };
}

/** Lives without a death, for comparison; the folder goes when the tests are over. */
function lifeOf(job: Story): { readonly get: () => Life } {
  let life: Life | null = null;
  beforeAll(async () => {
    life = await prepare(job);
  });
  afterAll(() => life?.workshop.close());
  return {
    get: () => {
      if (life === null) throw new Error('the undisturbed life was not lived');
      return life;
    },
  };
}

describe('from a command to the last notice recorded, with a death at every call of any port', () => {
  const life = lifeOf(shortStory(['finance', 'town-3']));

  it('nothing is lost, and only what was in the hands of a channel may be repeated', async () => {
    expect(life.get().undisturbed.sent).toHaveLength(2);
    expect(await diesAtEveryCall(life.get(), 'all')).toBeGreaterThan(30);
  });
});

describe('papers, an emergency and a week, with a death at every call that writes or sends', () => {
  const life = lifeOf(wholeStory());

  it('the undisturbed life passes a limit, climbs ladders and sends each message once', () => {
    const { ledger, sent } = life.get().undisturbed;
    expect(limitsPassed(ledger)).toContain('m1/D52-07/i1 2026-03-10T09:00:00Z');
    expect(verdicts(ledger)).toContainEqual(expect.stringMatching(/^m1.* late/));
    expect(verdicts(ledger)).toContainEqual(expect.stringMatching(/^e1.* on-time/));
    expect(twice(sent)).toEqual([]);
  });

  it('nothing is lost, and only what was in the hands of a channel may be repeated', async () => {
    expect(await diesAtEveryCall(life.get(), 'writes')).toBeGreaterThan(60);
  }, 180_000);
});

describe('two heartbeats at once on one file', () => {
  const units = ['finance', 'housing', 'water', 'education', 'health', 'justice', 'culture', 'town-3'];
  const life = lifeOf(shortStory(units));

  it('both live: every notice goes out once', async () => {
    const { workshop, undisturbed } = life.get();
    const file = newFile(workshop, 'both');
    await Promise.all([startWorker(workshop, file).ended, startWorker(workshop, file).ended]);
    const both = await remains(file);
    expectSame(both, undisturbed);
    expect(twice(both.sent)).toEqual([]);
  });

  it('one dies: nothing is lost, and only what it had in hand may be repeated', async () => {
    const { workshop, undisturbed } = life.get();
    for (let fatal = 2; fatal <= 20; fatal += 3) {
      const file = newFile(workshop, `one-dies-${fatal}`);
      const [end] = await Promise.all([
        startWorker(workshop, file, fatal, 'writes').ended,
        startWorker(workshop, file).ended,
      ]);
      await finish(workshop, file);
      const disturbed = await remains(file);
      expectSame(disturbed, undisturbed);
      // With the other at work it may have found too little to do to reach its fatal call.
      const doubtful = 'signal' in end ? sentButNotRecorded(file) : [];
      for (const key of twice(disturbed.sent)) expect(doubtful, `death at write ${fatal}`).toContain(key);
    }
  });
});
