/** What a posted form was answered: carried out, or refused beside the form. */
import { expect } from 'vitest';

/** Carried out; a refusal is told in the failure. */
export async function done(answer: Response): Promise<void> {
  const page = answer.status === 303 ? '' : await answer.text();
  expect([answer.status, refusalIn(page)]).toEqual([303, '']);
}

/** The sentence beside the form. */
export async function refusal(answer: Response): Promise<string> {
  expect(answer.status).toBe(422);
  const page = await answer.text();
  return refusalIn(page) || page;
}

function refusalIn(page: string): string {
  return /<p class="refusal" role="alert">(.*?)<\/p>/.exec(page)?.[1] ?? '';
}
