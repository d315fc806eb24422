/** What the one-machine home needs for links, calendars and callbacks: a key that stays, and an address that leads to it. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openFolder } from '../../../local/runtime/folder.ts';
import { readOptions } from '../../../local/runtime/options.ts';
import { openOutside } from '../../../local/runtime/outside.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderFor(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'outside-'));
  made.push(folder);
  return folder;
}

const address = () => 'http://127.0.0.1:4180/';
const home = {
  options: { baseUrl: null },
  folder: { signingKey: 'k'.repeat(64) },
  district: 'demo',
  address,
};

describe('the signing key', () => {
  it('is made at the first start, kept for the next, and read by its owner alone', () => {
    const place = path.join(folderFor(), 'demo');
    const first = openFolder(place, 'demo');
    first.release();
    const second = openFolder(place, 'demo');
    second.release();
    expect(second.signingKey).toBe(first.signingKey);
    expect(first.signingKey.length).toBeGreaterThanOrEqual(32);
    expect(first.signingKey).not.toBe(first.token);
    expect(statSync(path.join(place, 'signing-key')).mode & 0o777).toBe(0o600);
  });

  it('may be the operator’s own', () => {
    const own = openOutside(home, { DUBAN_SIGNING_KEY: 'o'.repeat(32) });
    const kept = openOutside(home, {});
    const signed = kept.signers.feeds.sign('text');
    expect(own.signers.feeds.verify('text', signed)).toBe(false);
    expect(openOutside(home, { DUBAN_SIGNING_KEY: ' ' }).signers.feeds.verify('text', signed)).toBe(true);
  });

  it('is refused when it is too short, without being repeated', () => {
    const open = () => openOutside(home, { DUBAN_SIGNING_KEY: 'short-secret' });
    expect(open).toThrow(/DUBAN_SIGNING_KEY is too short/);
    expect(open).toThrow(/^(?!.*short-secret)/);
  });
});

describe('the address', () => {
  it('is the one of loopback unless the operator names another', () => {
    expect(openOutside(home, {}).baseUrl()).toBe('http://127.0.0.1:4180');
    const { baseUrl } = openOutside({ ...home, options: { baseUrl: 'https://duban.example' } }, {});
    expect(baseUrl()).toBe('https://duban.example');
  });

  const given: [string, string][] = [
    ['https://duban.example.gov.cn', 'https://duban.example.gov.cn'],
    ['https://portal.example.gov.cn/duban/', 'https://portal.example.gov.cn/duban'],
  ];
  it.each(given)('--base-url %s', (text, expected) => {
    const options = readOptions(['--base-url', text]);
    expect(options !== 'help' && options.baseUrl).toBe(expected);
  });

  it.each([
    'duban.example',
    'ftp://duban.example',
    'https://duban.example/?a=1',
    'https://a:b@duban.example',
  ])('refuses --base-url %s', (text) => {
    expect(() => readOptions(['--base-url', text])).toThrow(/--base-url: expected an address/);
  });
});

it('callbacks are taken for channels whose provider is described', () => {
  const sms = {
    provider: 'tencent',
    secretId: 'i',
    secretKey: 'k',
    appId: '1',
    callback: { token: 'a-word-of-the-gateway' },
  };
  expect([...openOutside(home, { DUBAN_CHANNELS: JSON.stringify({ sms }) }).callbacks.keys()]).toEqual([
    'sms',
  ]);
  expect([...openOutside(home, {}).callbacks.keys()]).toEqual([]);
});
