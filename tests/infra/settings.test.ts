import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../infra/settings.ts';

const example = readFileSync('infra/example-settings.json', 'utf8');

function changed(change: Record<string, unknown>): string {
  return JSON.stringify({ ...JSON.parse(example), ...change });
}

describe('the settings of an installation', () => {
  test('control: the example is accepted', () => {
    expect(parseSettings('example.json', example).regions).toEqual(['ap-southeast-1', 'cn-north-1']);
  });

  test.each([
    ['a document that is not JSON', '{', /own\.json: expected a JSON document/],
    ['a misspelt name', changed({ issure: 'x' }), /own\.json: settings:.*issure/],
    ['a missing issuer', changed({ issuer: undefined }), /own\.json: issuer/],
    ['a plain connection to the issuer', changed({ issuer: 'http://login.example' }), /issuer/],
    ["Duban's own source", changed({ producers: [{ source: 'duban', districts: ['demo'] }] }), /own/],
    [
      'a source with a wildcard',
      changed({ producers: [{ source: 'a*', districts: ['demo'] }] }),
      /wildcards/,
    ],
    ['a source without districts', changed({ producers: [{ source: 'a', districts: [] }] }), /districts/],
    [
      'a short account',
      changed({ producers: [{ source: 'a', districts: ['d'], account: '1' }] }),
      /12 digits/,
    ],
    [
      'a source that is named twice',
      changed({ producers: Array(2).fill({ source: 'a', districts: ['d'] }) }),
      /twice/,
    ],
    ['no region', changed({ regions: [] }), /regions/],
  ])('are refused for %s', (_caption, text, expected) => {
    expect(() => parseSettings('own.json', text)).toThrow(expected);
  });
});
