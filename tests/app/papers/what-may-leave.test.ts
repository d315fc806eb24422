/** What is left out of papers, entry by entry and word by word. */
import { describe, expect, it } from 'vitest';
import { entriesThatMayLeave, veiled } from '../../../shared/app/papers/what-may-leave.ts';
import type { Matter } from '../../../shared/domain/matters/kinds.ts';
import type { LedgerEntry } from '../../../shared/ports/store.ts';
import { deskOf, paperOffice, SECRET_TITLE } from '../../support/paper-office.ts';

const desk = await deskOf(await paperOffice());
const internal = desk.district.chosenRules.find(({ confined }) => confined)?.id ?? '';

function entry(stream: string, body: object): LedgerEntry {
  const at = desk.now;
  return {
    district: 'demo',
    matter: 'm1',
    stream,
    seq: 1,
    at,
    recordedAt: at,
    type: 'x',
    v: 1,
    actor: 'office',
    body,
  };
}

describe('entries', () => {
  it.each([
    ['of an internal duty', entry(`m1/${internal}`, {}), false],
    ['of a part of one', entry(`m1/${internal}/draft`, {}), false],
    ['of a notice about one', entry(`notice/m1/${internal}~t-1`, {}), false],
    ['that name one', entry('m1', { duty: `m1/${internal}/draft` }), false],
    [
      'of the Party group’s minutes in a joint session',
      entry('m1', { step: 'minutes-sign', part: 'party' }),
      false,
    ],
    ['of other duties', entry('m1/D52-07/i1', { duty: 'm1/D52-07/i1' }), true],
  ])('%s', (_caption, one, stays) => {
    expect(entriesThatMayLeave([one], desk.district)).toHaveLength(stays ? 1 : 0);
  });
});

describe('words', () => {
  it('of a meeting have numbers for the titles of secret items and of what was decided on them', async () => {
    const row = await desk.reader.get({ district: 'demo', kind: 'matter', id: 'm5' });
    const said = veiled(row?.body as Matter)(`列入“${SECRET_TITLE}”和“老旧小区改造实施方案”`);
    expect(said).toBe('列入“议题i3”和“老旧小区改造实施方案”');
  });
});
