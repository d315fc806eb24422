import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  CalendarFileError,
  loadCalendars,
  readCalendar,
} from '../../../shared/adapters/rules/load-calendars.ts';

const folder = path.join(import.meta.dirname, '../../../rules/calendars');
const CN_2026 = readFileSync(path.join(folder, 'cn-2026.yaml'), 'utf8');

function folderOf(files: Record<string, string>): string {
  const made = mkdtempSync(path.join(tmpdir(), 'duban-calendars-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(made, name), text);
  return made;
}

const small = (year: number, off: string, work: string) =>
  `year: ${year}\ncountry: cn\nnotices: [https://www.gov.cn/x]\nverified: 2026-11-22\noff: {${off}}\nwork: {${work}}\n`;

describe('the files that ship', () => {
  const years = loadCalendars(folder);

  test('are the twenty years from 2007 to 2026, in order', () => {
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 20 }, (_, i) => 2007 + i));
  });

  test('name the notice, the holidays and the make-up days', () => {
    const year2026 = years.at(-1);
    expect(year2026?.notices).toEqual(['https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm']);
    expect(year2026?.off.size).toBe(33);
    expect([...(year2026?.work ?? [])]).toEqual([
      ['2026-01-04', '元旦'],
      ['2026-02-14', '春节'],
      ['2026-02-28', '春节'],
      ['2026-05-09', '劳动节'],
      ['2026-09-20', '国庆节'],
      ['2026-10-10', '国庆节'],
    ]);
  });

  test("the December before stands in the next year's notice", () => {
    const claimed = years.flatMap(({ year, off, work }) =>
      [...off.keys(), ...work.keys()].filter((date) => !date.startsWith(`${year}`)),
    );
    expect(claimed.sort()).toEqual([
      '2006-12-30',
      '2006-12-31',
      '2007-12-29',
      '2007-12-30',
      '2007-12-31',
      '2011-12-31',
      '2018-12-29',
      '2018-12-30',
      '2018-12-31',
      '2022-12-31',
    ]);
  });
});

describe('the hash', () => {
  const hashOf = (text: string) => readCalendar('cn-2026.yaml', text).hash;

  test('stays when only the spelling of the file changes', () => {
    const respelt = CN_2026.replace(/^#.*$/gm, '')
      .replace('2026-01-01 to 2026-01-03', '[2026-01-03, 2026-01-01, "2026-01-02"]')
      .replace('verified: 2026-11-22', 'verified: 2026-12-01');
    expect(hashOf(respelt)).toBe(hashOf(CN_2026));
    expect(hashOf(CN_2026)).toMatch(/^[0-9a-f]{8}$/);
  });

  test('changes with a day', () => {
    expect(hashOf(CN_2026.replace('to 2026-01-03', 'to 2026-01-02'))).not.toBe(hashOf(CN_2026));
  });

  test('tells a day off from a day worked', () => {
    const off = readCalendar('cn-2030.yaml', small(2030, '元旦: [2030-01-01, 2030-01-05]', ''));
    const worked = readCalendar('cn-2030.yaml', small(2030, '元旦: 2030-01-01', '元旦: 2030-01-05'));
    expect(off.hash).not.toBe(worked.hash);
  });
});

describe('a slip of the pen is refused with its place', () => {
  test.each([
    {
      caption: 'a day that does not exist',
      from: '2026-01-03',
      to: '2026-01-32',
      says: "line 10 (off.元旦): '2026-01-32' is a date that does not exist.",
    },
    {
      caption: 'a day in another form',
      from: '2026-05-09',
      to: '2026-5-9',
      says: "line 22 (work.劳动节): '2026-5-9' is not a date; expected YYYY-MM-DD.",
    },
    {
      caption: 'a number instead of a day',
      from: '2026-05-09',
      to: '20260509',
      says: 'line 22 (work.劳动节): expected YYYY-MM-DD or YYYY-MM-DD to YYYY-MM-DD.',
    },
    {
      caption: 'a range that runs backward',
      from: 'to 2026-06-21',
      to: 'to 2026-06-01',
      says: "line 14 (off.端午节): '2026-06-19 to 2026-06-01' is not a range of days; expected the first and the last day, at most 31 days.",
    },
    {
      caption: 'a range of half a year',
      from: 'to 2026-06-21',
      to: 'to 2026-12-21',
      says: "line 14 (off.端午节): '2026-06-19 to 2026-12-21' is not a range of days; expected the first and the last day, at most 31 days.",
    },
    {
      caption: 'a holiday without days',
      from: '元旦: 2026-01-01 to 2026-01-03',
      to: '元旦: []',
      says: 'line 10 (off.元旦): expected YYYY-MM-DD or YYYY-MM-DD to YYYY-MM-DD.',
    },
    {
      caption: 'both off and work',
      from: '2026-02-14,',
      to: '2026-02-16,',
      says: 'line 21 (work.春节): 2026-02-16 is listed both off and work; expected one of them.',
    },
    {
      caption: 'off twice',
      from: '元旦: 2026-01-01 to 2026-01-03',
      to: '元旦: [2026-01-01, 2026-04-05]',
      says: 'line 12 (off.清明节): 2026-04-05 is listed twice under off; expected once.',
    },
    {
      caption: 'a day of the next year',
      from: '2026-10-10',
      to: '2027-10-10',
      says: 'line 23 (work.国庆节): 2027-10-10 is outside the notice; expected 2025-12-01 to 2026-12-31.',
    },
    {
      caption: 'a day before the last December',
      from: '2026-10-10',
      to: '2025-11-30',
      says: 'line 23 (work.国庆节): 2025-11-30 is outside the notice; expected 2025-12-01 to 2026-12-31.',
    },
    {
      caption: 'an unknown field',
      from: 'verified:',
      to: 'checked:',
      says: "line 6 (checked): unknown field 'checked'; expected only year, country, notices, verified, off, work.",
    },
    {
      caption: 'a missing field',
      from: 'verified: 2026-11-22',
      to: '',
      says: 'line 1 (verified): the field is missing; expected it in every calendar file.',
    },
    {
      caption: 'another country',
      from: 'country: cn',
      to: 'country: fr',
      says: 'line 3 (country): Invalid input: expected "cn".',
    },
    {
      caption: "a year that is not the file's",
      from: 'year: 2026',
      to: 'year: 2025',
      says: 'line 2 (year): the file says 2025; expected it to be named cn-2025.yaml.',
    },
    {
      caption: 'a notice without address',
      from: 'https://www.gov.cn',
      to: 'www.gov.cn',
      says: 'line 4 (notices): expected the address of a notice, such as https://www.gov.cn/zhengce.',
    },
    {
      caption: 'a holiday named twice',
      from: '端午节',
      to: '清明节',
      says: 'line 14: Map keys must be unique; expected well-formed YAML.',
    },
    {
      caption: 'broken YAML',
      from: '[2026-02-14, 2026-02-28]',
      to: '[2026-02-14, 2026-02-28',
      says: /^cn-2026\.yaml, line \d+: .*; expected well-formed YAML\.$/,
    },
  ])('$caption', ({ from, to, says }) => {
    expect(CN_2026).toContain(from);
    const text = CN_2026.replace(from, to);
    const read = () => readCalendar('cn-2026.yaml', text);
    expect(read).toThrow(CalendarFileError);
    expect(read).toThrow(typeof says === 'string' ? `cn-2026.yaml, ${says}` : says);
  });

  test('a year without holidays must not pass for an announced one', () => {
    expect(() => readCalendar('cn-2027.yaml', small(2027, '', ''))).toThrow(
      'cn-2027.yaml, line 5 (off): expected at least one holiday.',
    );
  });

  test('an empty file', () => {
    expect(() => readCalendar('cn-2027.yaml', '')).toThrow(CalendarFileError);
  });
});

describe('a folder', () => {
  test('in which two files claim one day differently is refused', () => {
    const mixed = folderOf({
      'cn-2030.yaml': small(2030, '元旦: 2030-01-01, 除夕: 2030-12-31', ''),
      'cn-2031.yaml': small(2031, '元旦: 2031-01-01', '元旦: 2030-12-31'),
    });
    expect(() => loadCalendars(mixed)).toThrow(
      '2030-12-31 is off for 除夕 by cn-2030 but worked for 元旦 by cn-2031. Expected one claim per day.',
    );
  });

  test('with a file of another name is refused, other kinds of files are left alone', () => {
    const good = { 'cn-2030.yaml': small(2030, '元旦: 2030-01-01', ''), 'README.md': '# 工作日历' };
    expect(loadCalendars(folderOf(good)).map(({ year }) => year)).toEqual([2030]);
    const misnamed = folderOf({ ...good, '2031.yml': small(2031, '元旦: 2031-01-01', '') });
    expect(() => loadCalendars(misnamed)).toThrow(
      /2031\.yml, line 1 \(year\): .*expected it to be named cn-2031\.yaml/,
    );
  });
});
