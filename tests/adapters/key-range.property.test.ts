/** The order of keys is that of their UTF-8 bytes, and a place's key is ordered like the pair. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareUtf8, placeKey } from '../../shared/adapters/key-range.ts';
import { byBytes } from '../contract/store-model.ts';

/** Full-width punctuation, private use, and characters beyond the first plane, where UTF-16 order errs. */
const texts = fc.string({
  unit: fc.constantFrom('a', 'b', '#', ' ', '~', '督', '，', '\ue000', '\uffff', '𠮷', '𪚥'),
  maxLength: 4,
});

test('compareUtf8 orders like the bytes', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      expect(Math.sign(compareUtf8(a, b))).toBe(byBytes(a, b));
    }),
  );
});

test('placeKey orders like (sort, id)', () => {
  fc.assert(
    fc.property(texts, texts, texts, texts, (sort, id, otherSort, otherId) => {
      const one = placeKey({ sort, id });
      const other = placeKey({ sort: otherSort, id: otherId });
      expect(byBytes(one, other)).toBe(byBytes(sort, otherSort) || byBytes(id, otherId));
    }),
  );
});
