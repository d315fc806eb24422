/** No secret stays in what is kept of a provider's words, whatever form they come in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providerWords } from '../../../shared/adapters/channels/provider-words.ts';

const saying = (words: unknown, ...secrets: string[]) =>
  providerWords(words, { name: '钉钉', secrets: () => secrets });

describe('the words of a provider', () => {
  const cases: [string, unknown, string][] = [
    ['are put on one line', ' not\r\n\tallowed\u0007 here ', 'not allowed here'],
    ['are nothing where it said nothing', undefined, ''],
    ['are nothing where it said null', null, ''],
    ['may be an object', { why: 'full' }, '{"why":"full"}'],
    ['lose the secret', 'bad s3cret/+ given', 'bad *** given'],
    ['lose it in an address', 'see dict://host and s3cret%2F%2B', 'see *** and ***'],
    ['lose it in capitals', 'S3CRET/+', '***'],
    ['lose it in Base64', `Basic ${Buffer.from('s3cret/+').toString('base64')}`, 'Basic ***'],
    ['lose addresses', 'POST https://a.example.com/send?x=1 failed', 'POST *** failed'],
    [
      'lose what is named like a secret',
      'access_token=abc&sign: def, code 5',
      'access_token=***&sign: ***, code 5',
    ],
    ['keep words that only look a little like it', 'invalid access_token', 'invalid access_token'],
    ['are cut', '长'.repeat(200), `${'长'.repeat(120)}…`],
  ];
  it.each(cases)('%s', (_caption, words, kept) => {
    expect(saying(words, 's3cret/+')).toBe(kept);
  });

  it('hide the longer of two secrets as a whole', () => {
    expect(saying('key-and-more key', 'key', 'key-and-more')).toBe('*** ***');
  });

  it('never hold a secret, wherever it stands', () => {
    const secret = fc
      .string({ minLength: 8, maxLength: 40, unit: 'grapheme-ascii' })
      .filter((text) => /\w{4}/.test(text));
    fc.assert(
      fc.property(secret, fc.string(), fc.string({ maxLength: 200 }), (hidden, before, after) => {
        const line = saying(`${before}${hidden}${after}`, hidden);
        return !line.includes(hidden) && !line.includes(encodeURIComponent(hidden));
      }),
    );
  });
});
