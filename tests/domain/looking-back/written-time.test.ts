/** Times as they stand in real tables, and the bounds they mean. */
import { describe, expect, it } from 'vitest';
import { readWrittenTime, type TimeGround } from '../../../shared/domain/looking-back/written-time.ts';
import { formatInstant, type Instant, parseLocalTime } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';

const ground: TimeGround = {
  zone: 'Asia/Shanghai',
  year: 2025,
  workEnd: parseLocalTime('17:00'),
  base: parseLocalDate('2025-03-17'),
};

const said = (at: Instant | null) => (at === null ? '?' : formatInstant(at, ground.zone).slice(5, 19));

function bounds(written: string, around: TimeGround = ground): string {
  const read = readWrittenTime(written, around);
  if (read.says === 'unreadable') return read.why;
  if (read.says !== 'time') return read.says;
  const { earliest, latest } = read.within;
  return earliest === latest ? said(latest) : `${said(earliest)} ${said(latest)}`;
}

const DAY = '03-17T00:00:00 03-17T23:59:59';

describe('what is written, and the bounds it means', () => {
  it.each([
    ['2025-03-17 17:30', '03-17T17:30:00'],
    ['2025-03-17T17:30', '03-17T17:30:00'],
    ['2025-03-17 17:30:15', '03-17T17:30:15'],
    ['2025-03-17T17:30:00+08:00', '03-17T17:30:00'],
    ['2025/3/17 9:05', '03-17T09:05:00'],
    ['2025.3.17', DAY],
    ['2025. 3. 17', DAY],
    ['２０２５．３．１７', DAY],
    ['２０２５年３月１７日　１７：３０', '03-17T17:30:00'],
    ['2025年3月17日', DAY],
    ['2025 年 3 月 17 日', DAY],
    ['2025年03月17号', DAY],
    ['二〇二五年三月十七日', DAY],
    ['二○二五年三月十七日下午三点半', '03-17T15:30:00'],
    ['20250317', DAY],
    ['20250317 17:30', '03-17T17:30:00'],
    ['45733', DAY],
    ['45733.729166667', '03-17T17:30:00'],
    ['2025年3月17日（周一）下午', '03-17T12:00:00 03-17T19:00:00'],
    ['2025年3月17日星期一9点', '03-17T09:00:00'],
    ['2025-03-17上午', '03-17T06:00:00 03-17T12:00:00'],
    ['2025-03-17凌晨', '03-17T00:00:00 03-17T06:00:00'],
    ['2025-03-17晚', '03-17T17:00:00 03-17T23:59:59'],
    ['2025-03-17晚上8点', '03-17T20:00:00'],
    ['2025-03-17下午5:30', '03-17T17:30:00'],
    ['2025-03-17下午17:30', '03-17T17:30:00'],
    ['2025-03-17 5:30 PM', '03-17T17:30:00'],
    ['2025-03-17中午12点', '03-17T12:00:00'],
    ['2025-03-17中午1点', '03-17T13:00:00'],
    ['2025-03-17凌晨12点20分', '03-17T00:20:00'],
    ['2025-03-17晚12点', '03-18T00:00:00'],
    ['2025-03-17 24:00', '03-18T00:00:00'],
    ['2025年3月17日17时', '03-17T17:00:00'],
    ['2025年3月17日17时30分', '03-17T17:30:00'],
    ['2025年3月17日15时许', '03-17T14:30:00 03-17T15:30:00'],
    ['2025年3月17日约15时', '03-17T14:30:00 03-17T15:30:00'],
    ['2025年3月17日17时前', '? 03-17T17:00:00'],
    ['2025年3月17日下午5点以前', '? 03-17T17:00:00'],
    ['截至2025年3月17日18时', '? 03-17T18:00:00'],
    ['2025年3月17日前', '? 03-17T23:59:59'],
    ['2025年3月17日17时后', '03-17T17:00:00 ?'],
    ['2025年3月17日17时后18时前', '03-17T17:00:00 03-17T18:00:00'],
    ['2025年3月17日下班前', '03-17T00:00:00 03-17T17:00:00'],
    ['2025-03-17 17:00-17:30', '03-17T17:00:00 03-17T17:30:00'],
    ['2025-03-17 17:00～17:30', '03-17T17:00:00 03-17T17:30:00'],
    ['2025年3月17日17时至18日9时', '03-17T17:00:00 03-18T09:00:00'],
    ['2025年3月17日至19日', '03-17T00:00:00 03-19T23:59:59'],
    ['2025.3.17-2025.3.19', '03-17T00:00:00 03-19T23:59:59'],
    ['2025年3月上旬', '03-01T00:00:00 03-10T23:59:59'],
    ['2025年3月底', '03-21T00:00:00 03-31T23:59:59'],
    ['2025年3月', '03-01T00:00:00 03-31T23:59:59'],
    ['2025-03', '03-01T00:00:00 03-31T23:59:59'],
    ['2025年一季度', '01-01T00:00:00 03-31T23:59:59'],
    ['2025年第二季度', '04-01T00:00:00 06-30T23:59:59'],
    ['2025年上半年', '01-01T00:00:00 06-30T23:59:59'],
    ['2025年', '01-01T00:00:00 12-31T23:59:59'],
    ['2025年底', '12-01T00:00:00 12-31T23:59:59'],
    ['2025年第12周', '03-17T00:00:00 03-23T23:59:59'],
    ['2025-W12', '03-17T00:00:00 03-23T23:59:59'],
    ['2025年12月', '12-01T00:00:00 12-31T23:59:59'],
    ['3月17日', DAY],
    ['3.17', DAY],
    ['当日17:30', '03-17T17:30:00'],
    ['当晚', '03-17T17:00:00 03-17T23:59:59'],
    ['次日上午', '03-18T06:00:00 03-18T12:00:00'],
    ['前1天', '03-16T00:00:00 03-16T23:59:59'],
    ['2025-03-17收到', DAY],
    ['于2025-03-17 17:30报送', '03-17T17:30:00'],
    ['2025-03-17（时间不详）', DAY],
    ['', 'nothing'],
    ['—', 'nothing'],
    [' / ', 'nothing'],
    ['不详', 'unknown'],
    ['具体时间不详', 'unknown'],
    ['？', 'unknown'],
    ['未报送', 'not-done'],
    ['至今未办结', 'not-done'],
  ])('%s', (written, expected) => {
    expect(bounds(written)).toBe(expected);
  });

  it.each([
    ['a day that does not exist', '2025-02-30', '不是存在的日期'],
    ['an hour that does not exist', '2025-03-17 25:00', '不是存在的日期或者时间'],
    ['a morning in the afternoon', '2025-03-17上午15:30', '上下午不符'],
    ['another weekday', '2025年3月17日（周二）', '日期与星期不符'],
    ['an end before its beginning', '2025-03-17 18:00-17:00', '结束早于开始'],
    ['a time without a day', '17:30', '缺少日期'],
    ['words', '按领导要求', '不能识别'],
    ['words behind a day', '2025-03-17分两批', '不能识别'],
    ['a day or so', '2025-03-17左右', '不能识别'],
    ['a time of several days', '2025年3月17时', '不知属于哪一日'],
  ])('%s is not guessed', (_what, written, why) => {
    expect(bounds(written)).toContain(why);
  });

  it('a date without year, and days counted from another, need what they rest on', () => {
    const bare = { ...ground, year: null, base: null };
    expect(bounds('3月17日', bare)).toContain('缺少年份');
    expect(bounds('次日', bare)).toContain('无从推算');
  });

  it('says the day where only days are written', () => {
    const read = readWrittenTime('2025年3月17日前', ground);
    expect(read).toMatchObject({ says: 'time', day: '2025-03-17' });
    expect(readWrittenTime('2025年3月17日17时前', ground)).toMatchObject({ day: null });
  });

  it('200,000 characters of what people might write throw nothing, and bounds are in order', () => {
    const pieces = [...'0123456789年月日时点分半:：.-/～至前后许约上中下旬底周一二三（）() T，'].concat([
      '2025',
      '2025年3月',
      '2025-03-17',
      '17:30',
      '上午',
      '下午',
      '晚',
      '凌晨',
      '当日',
      '次日',
      '不详',
      '45733',
    ]);
    let [seed, length, read] = [20250317, 0, 0];
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    while (length < 200_000) {
      const written = Array.from({ length: 1 + next(7) }, () => pieces[next(pieces.length)]).join('');
      length += written.length;
      const told = readWrittenTime(written, ground);
      if (told.says !== 'time') continue;
      read++;
      const { earliest, latest } = told.within;
      if (earliest !== null && latest !== null && earliest > latest) expect.fail(written);
    }
    expect(read).toBeGreaterThan(500);
  });
});
