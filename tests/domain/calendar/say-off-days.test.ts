import { expect, test } from 'vitest';
import { sayOffDays } from '../../../shared/domain/calendar/say-off-days.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import { view } from './published.ts';

test.each([
  { caption: 'a holiday', from: '2026-10-01', to: '2026-10-07', said: '10-01至10-07国庆节放假' },
  {
    caption: 'only the part that was passed over',
    from: '2026-10-06',
    to: '2026-10-07',
    said: '10-06至10-07国庆节放假',
  },
  { caption: 'one day', from: '2015-05-01', to: '2015-05-01', said: '05-01劳动节放假' },
  { caption: 'a weekend', from: '2026-03-14', to: '2026-03-15', said: '周末' },
  { caption: 'several weekends are said once', from: '2026-03-09', to: '2026-03-22', said: '周末' },
  {
    caption: 'a worked Saturday',
    from: '2026-02-14',
    to: '2026-02-14',
    said: '2月14日（星期六）为调休上班日',
  },
  {
    caption: 'in the order of time',
    from: '2026-02-14',
    to: '2026-03-01',
    said: '2月14日（星期六）为调休上班日，02-15至02-23春节放假，2月28日（星期六）为调休上班日，周末',
  },
  {
    caption: 'a weekend beside a holiday that does not name it',
    from: '2015-04-04',
    to: '2015-04-06',
    said: '周末，04-05至04-06清明节放假',
  },
  { caption: 'across the year', from: '2022-12-31', to: '2023-01-02', said: '12-31至01-02元旦放假' },
  { caption: 'ordinary working days', from: '2026-03-16', to: '2026-03-20', said: '' },
  { caption: 'nothing between', from: '2026-03-16', to: '2026-03-15', said: '' },
])('$caption: $said', ({ from, to, said }) => {
  expect(sayOffDays(view(), parseLocalDate(from), parseLocalDate(to))).toBe(said);
});

test('where make-up days do not count, a worked Saturday is a weekend day', () => {
  const date = parseLocalDate('2026-02-14');
  expect(sayOffDays(view({ makeUpCounts: false }), date, date)).toBe('周末');
});

test('explaining is not looking', () => {
  const fresh = view();
  sayOffDays(fresh, parseLocalDate('2027-01-01'), parseLocalDate('2027-01-31'));
  expect(fresh.consulted()).toEqual({ calendars: [], provisional: false, mayChange: false });
});
