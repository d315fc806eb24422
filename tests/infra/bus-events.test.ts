import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  busEventJsonSchemas,
  intakeDetails,
  intakeEvent,
  publishedDetail,
  publishedDetails,
} from '../../shared/contract/bus-events.ts';

interface Example {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: { readonly schema: string; readonly body: Record<string, unknown> };
}

const page = readFileSync('docs/events.md', 'utf8');
const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']): Example => JSON.parse(text));
const named = examples.map((example) => [example['detail-type'], example] as const);

function example(type: string): Example {
  const found = examples.find((candidate) => candidate['detail-type'] === type);
  if (found === undefined) throw new Error(`docs/events.md has no example of ${type}.`);
  return structuredClone(found);
}

describe('docs/events.md', () => {
  test('has a section and an example of every event, and of no other', () => {
    const types = [...Object.keys(intakeDetails), ...Object.keys(publishedDetails)];
    expect(named.map(([type]) => type)).toEqual(types);
    expect([...page.matchAll(/^### (duban\..*)$/gm)].map(([, type]) => type)).toEqual(types);
  });

  test.each(named)('the example of %s parses, with nothing lost', (type, { source, detail, ...rest }) => {
    if (source === 'duban') expect(publishedDetail.parse(detail)).toEqual(detail);
    else expect(intakeEvent.parse({ source, detail, ...rest }).detail).toMatchObject(detail);
    expect(detail.schema).toBe(`${type}/1`);
  });
});

describe('an event of another system is refused', () => {
  const scheduled = 'duban.intake.meeting-scheduled';

  function refusal(event: unknown): string {
    const parsed = intakeEvent.safeParse(event);
    return parsed.success
      ? 'accepted'
      : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  }

  test('control: the untouched example is accepted', () => {
    expect(refusal(example(scheduled))).toBe('accepted');
  });

  test.each([
    ['without offset', { start: '2026-03-18T09:00:00' }, /detail\.body\.start/],
    ['on a date that does not exist', { start: '2026-02-30T09:00:00+08:00' }, /detail\.body\.start/],
    ['with a misspelt field', { tilte: '议题' }, /tilte/],
    ['with a key separator in the id', { id: 'm5/x' }, /detail\.body\.id/],
    ['with more than fifty items', { items: Array(51).fill({ id: 'i', unit: 'u', title: 't' }) }, /items/],
  ])('%s', (_caption, change, expected) => {
    const event = example(scheduled);
    Object.assign(event.detail.body, change);
    expect(refusal(event)).toMatch(expected);
  });

  test('when it comes under the own source', () => {
    expect(refusal({ ...example(scheduled), source: 'duban' })).toMatch(/source: must not be 'duban'/);
  });

  test('when schema and detail-type disagree', () => {
    const event = { ...example(scheduled), 'detail-type': 'duban.intake.meeting-rescheduled' };
    expect(refusal(event)).toMatch(/detail\.schema/);
  });

  test('when an absence ends before it begins', () => {
    const event = example('duban.intake.absence-recorded');
    Object.assign(event.detail.body, { to: '2026-03-15T00:00:00+08:00' });
    expect(refusal(event)).toMatch(/detail\.body\.to: the absence must end after it begins/);
  });
});

describe('the JSON Schemas', () => {
  const schemas = busEventJsonSchemas();

  test.each(Object.entries(schemas))('%s names itself and requires the envelope', (type, schema) => {
    expect(schema).toMatchObject({
      $id: `${type}/1`,
      required: expect.arrayContaining(['schema', 'id', 'district', 'commandId', 'at', 'body']),
    });
  });

  test('intake is closed, what is published is open to new fields', () => {
    expect(schemas['duban.intake.event-reported']).toMatchObject({ additionalProperties: false });
    expect(schemas['duban.duty.settled']).toMatchObject({ additionalProperties: {} });
  });
});
