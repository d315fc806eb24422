/** No paper names a work secret other than by its number, nor anything internal to the Party group. */
import { describe, expect, it } from 'vitest';
import {
  deskOf,
  ORDERS,
  outcomeOf,
  PARTY_TITLE,
  paperOffice,
  SECRET_TEXT,
  SECRET_TITLE,
} from '../../support/paper-office.ts';

const desk = await deskOf(await paperOffice());
const confined = desk.district.chosenRules.filter(({ confined }) => confined);
const open = new Set(desk.district.chosenRules.flatMap(({ id, confined }) => (confined ? [] : [id])));

describe.each([...ORDERS, ['ledger', {}] as const])('%s %o', (name, about) => {
  it('keeps secrets and what is internal', async () => {
    const outcome = await outcomeOf(desk, name, about);
    expect(outcome).not.toHaveProperty('refused');
    const said = JSON.stringify(outcome);
    expect(said).not.toContain(SECRET_TITLE);
    expect(said).not.toContain(SECRET_TEXT);
    expect(said).not.toContain(PARTY_TITLE);
    for (const { id } of confined) if (!open.has(id)) expect(said).not.toContain(id);
    // The form quotes the Rules themselves, which are public and name such meetings.
    if (name !== 'confirm-form') for (const { title } of confined) expect(said).not.toContain(title);
  });
});

it('the secret is in the papers that concern it, by its number', async () => {
  expect(JSON.stringify(await outcomeOf(desk, 'slip', { id: 'mm1' }))).toContain('mm1号事项');
  expect(JSON.stringify(await outcomeOf(desk, 'circular'))).toContain('mm1号事项');
  expect(JSON.stringify(await outcomeOf(desk, 'meeting-plan', { id: 'm5' }))).toContain('议题i3');
});

it('what is made up says so on every paper', async () => {
  for (const [name, about] of ORDERS)
    expect(JSON.stringify(await outcomeOf(desk, name, about))).toContain('演示数据');
});
