import { describe, expect, test } from 'vitest';
import { EnvironmentIncomplete, readEnvironment } from '../../shared/contract/environment.ts';
import { channelsSecret, deadManSecret, signingSecret } from '../../shared/contract/secrets.ts';

const intake = {
  DUBAN_TABLE: 'cases',
  DUBAN_RULES_DIR: '/var/task/rules',
  DUBAN_INTAKE_SOURCES: '{"example.meetings":["demo"]}',
};

describe('the environment of a function', () => {
  test('is read with its types, and with nothing beside what the function needs', () => {
    expect(readEnvironment('intake', { ...intake, DUBAN_BUS: 'bus', PATH: '/bin' })).toEqual({
      DUBAN_TABLE: 'cases',
      DUBAN_RULES_DIR: '/var/task/rules',
      DUBAN_INTAKE_SOURCES: { 'example.meetings': ['demo'] },
    });
  });

  test.each([
    ['a missing variable', { DUBAN_TABLE: undefined }, /'intake'.*DUBAN_TABLE is not set; expected the name/],
    ['an empty variable', { DUBAN_TABLE: '' }, /DUBAN_TABLE cannot be read/],
    [
      'text that is not JSON',
      { DUBAN_INTAKE_SOURCES: '{' },
      /DUBAN_INTAKE_SOURCES cannot be read; expected JSON/,
    ],
    [
      'a source without districts',
      { DUBAN_INTAKE_SOURCES: '{"a":[]}' },
      /DUBAN_INTAKE_SOURCES cannot be read/,
    ],
  ])('refuses %s by name', (_caption, change, expected) => {
    const read = () => readEnvironment('intake', { ...intake, ...change });
    expect(read).toThrow(EnvironmentIncomplete);
    expect(read).toThrow(expected);
  });

  test('a refusal does not repeat the value', () => {
    const record = { ...intake, DUBAN_INTAKE_SOURCES: 'very secret' };
    expect(() => readEnvironment('intake', record)).toThrow(/^(?!.*very secret)/);
  });
});

test('the secrets that operators fill in may be as empty as they are created', () => {
  expect(deadManSecret.parse({})).toEqual({});
  expect(channelsSecret.parse({})).toEqual({});
});

test('the signing key is at least as long as the signer asks', () => {
  expect(signingSecret.safeParse({}).success).toBe(false);
  expect(signingSecret.safeParse({ key: 'short' }).success).toBe(false);
  expect(signingSecret.parse({ key: 'k'.repeat(64) })).toEqual({ key: 'k'.repeat(64) });
});
