/** Whatever is signed comes back as it was, and nothing that was altered anywhere comes back at all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemSigners, WeakKey } from '../../shared/adapters/system/signer.ts';
import { feedToken } from '../../shared/app/feeds/feeds.ts';
import { linkToken, readLink } from '../../shared/app/notices/one-time-links.ts';
import { packed, unpacked } from '../../shared/app/signed-token.ts';
import { instantOfEpoch } from '../../shared/domain/time/instant.ts';

const { links, feeds } = systemSigners('k'.repeat(32));
const name = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => !text.includes('\n'));
const link = fc.record({ district: name, person: name, notice: name });
const until = fc.integer({ min: 0, max: 4_000_000_000 }).map(instantOfEpoch);

describe('a one-time link', () => {
  it('says what was put into it', () => {
    fc.assert(
      fc.property(link, until, (given, end) => {
        expect(readLink(linkToken(given, end, links), links)).toEqual({ ...given, until: end });
      }),
    );
  });

  it('is refused with any character altered, left out or put in', () => {
    const character = fc.constantFrom(
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~ =',
    );
    const altered = fc.tuple(link, until, fc.nat(), character, fc.constantFrom('alter', 'drop', 'insert'));
    fc.assert(
      fc.property(altered, ([given, end, at, other, how]) => {
        const token = linkToken(given, end, links);
        const place = at % token.length;
        const rest = token.slice(how === 'insert' ? place : place + 1);
        const wrong = `${token.slice(0, place)}${how === 'drop' ? '' : other}${rest}`;
        fc.pre(wrong !== token);
        expect(readLink(wrong, links)).toBe(null);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused in every single character altered to every other', () => {
    const token = linkToken({ district: 'demo', person: 'p-1', notice: 'n~1' }, instantOfEpoch(0), links);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let place = 0; place < token.length; place++)
      for (const letter of letters) {
        const wrong = `${token.slice(0, place)}${letter}${token.slice(place + 1)}`;
        if (wrong !== token) expect(readLink(wrong, links)).toBe(null);
      }
  });

  it('signed for another purpose or with another key is worth nothing', () => {
    const given = { district: 'demo', person: 'p-1', notice: 'n~1' };
    expect(readLink(linkToken(given, instantOfEpoch(0), feeds), links)).toBe(null);
    const other = systemSigners('x'.repeat(32)).links;
    expect(readLink(linkToken(given, instantOfEpoch(0), other), links)).toBe(null);
  });
});

describe('a calendar address', () => {
  it('is another one for every generation', () => {
    fc.assert(
      fc.property(name, fc.nat(), fc.nat(), (of, a, b) => {
        const feed = { kind: 'unit', of, issuedAt: instantOfEpoch(0) } as const;
        const token = (generation: number) => feedToken('demo', { ...feed, generation }, feeds);
        expect(token(a) === token(b)).toBe(a === b);
      }),
    );
  });
});

describe('the readable half', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (parts) => {
        expect(unpacked(packed(parts))).toEqual(parts);
      }),
    );
  });

  it.each(['', 'a', '!', '%00', 'a'.repeat(1001), '_____'])('refuses %j without a fault', (text) => {
    expect(() => unpacked(text)).not.toThrow();
  });
});

it('a short key is refused without being repeated', () => {
  expect(() => systemSigners('secret')).toThrow(WeakKey);
  expect(() => systemSigners('secret')).toThrow(/^(?!.*secret)/);
});
