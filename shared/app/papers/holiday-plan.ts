/** 《节日期间区领导活动和值班安排》: what leaders do on the days off, and who is on duty, from the rosters handed in. */
import { monthOfHoliday, type RosterDay } from '../../domain/matters/duty-roster.ts';
import type { Week } from '../../domain/matters/week.ts';
import {
  column,
  heading,
  note,
  officialPaper,
  paragraph,
  table,
} from '../../domain/papers/official-paper.ts';
import { paperText, sayDays } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { addDays, type LocalDate, nextWeek, type WeekId, weekOf } from '../../domain/time/local-date.ts';
import { sayDate, sayWeekday } from '../../domain/time/wording.ts';
import { mattersNamed } from '../views.ts';
import {
  fullNameOf,
  leaderName,
  officeName,
  type PaperDesk,
  type PaperOrder,
  type PaperOutcome,
  today,
} from './paper-desk.ts';
import { occasionsOn } from './weekly-table.ts';

type Holiday = NonNullable<Week['holiday']>;

/** For the holiday that begins in the week asked for. Refuses a week in which none begins. */
export async function holidayPlan(desk: PaperDesk, { week }: PaperOrder): Promise<PaperOutcome> {
  const id = week ?? weekOf(today(desk));
  // A long holiday runs into the weeks after the one it begins in.
  const named = await mattersNamed(desk.reader, desk.district.id, [id, nextWeek(id), nextWeek(id, 2)]);
  const weeks = named.filter((one) => one.kind === 'week');
  const holiday = weeks.find((one) => one.id === id)?.holiday;
  if (!holiday) return { refused: `${id}没有放假的节日，或者周安排尚未开始征集。` };
  const days = daysOf(holiday);
  const rosters = await rostersFor(holiday, desk);
  return {
    paper: officialPaper({
      kind: 'holiday',
      name: `${id.slice(0, 4)}年${holiday.name}期间区领导活动和值班安排`,
      marks: ['内部资料'],
      title: titleLines([`${id.slice(0, 4)}年${holiday.name}期间`, '区领导活动', '和值班安排']),
      subtitle: `（${sayDays(holiday.from, holiday.to)}，共${days.length}天）`,
      blocks: [
        heading(1, '区领导活动安排'),
        table(
          [
            { ...column('日期', 6, 'center'), mergeDown: true },
            column('时间', 4, 'center'),
            column('活动内容', 14),
            column('地点', 8),
            column('区领导', 8),
          ],
          days.flatMap((day) => activitiesOn(day, weeks, desk)),
        ),
        heading(1, '区领导带班安排'),
        table(
          [
            column('日期', 8, 'center'),
            column('带班区领导', 10),
            column('总值班室带班负责人', 10),
            column('值班员', 10),
            column('电话', 8),
          ],
          days.map((day) => leadersRow(day, rosters)),
        ),
        note(
          '注：值班人员应坚守岗位，遇有紧急情况按规定先电话、后书面报告。安排如有变动，请及时告区政府总值班室。',
        ),
        heading(1, '各单位值班安排'),
        ...(rosters.size === 0 ? [paragraph('各单位值班表尚未报送。')] : [unitsTable(rosters, desk)]),
      ],
      signature: { issuer: officeName(desk), date: today(desk) },
    }),
  };
}

function activitiesOn(day: LocalDate, weeks: readonly Week[], desk: PaperDesk): string[][] {
  const date = `${sayDate(day)}\n${sayWeekday(day)}`;
  const week = weeks.find((one) => (one.id as WeekId) === weekOf(day));
  const found = week ? occasionsOn(day, week, desk) : [];
  if (found.length === 0) return [[date, '', '', '', '']];
  return found.map(({ time, what, place, leaders }) => [
    date,
    time,
    paperText(what),
    paperText(place ?? ''),
    leaders.map((leader) => leaderName(leader, desk)).join('、'),
  ]);
}

/** The leader in charge is entered by hand: leaders hand in no roster. */
function leadersRow(day: LocalDate, rosters: ReadonlyMap<string, readonly RosterDay[]>): string[] {
  const own = rosters.get('duty-room')?.find(({ date }) => date === day);
  return [`${sayDate(day)}\n${sayWeekday(day)}`, '', own?.leader ?? '', own?.officer ?? '', own?.phone ?? ''];
}

function unitsTable(rosters: ReadonlyMap<string, readonly RosterDay[]>, desk: PaperDesk) {
  const order = [...desk.district.directory.units.keys()].filter((unit) => rosters.has(unit));
  const rows = order.flatMap((unit) =>
    (rosters.get(unit) ?? []).map(({ date, leader, officer, phone }) => [
      fullNameOf(unit, desk),
      sayDate(date),
      leader,
      officer,
      phone,
    ]),
  );
  const columns = [
    column('单位', 12),
    column('日期', 7, 'center'),
    column('带班领导', 7, 'center'),
    column('值班员', 7, 'center'),
    column('电话', 10, 'center'),
  ];
  return table(columns, rows, 'small');
}

/** The days of each unit's roster for the holiday, as handed in last; the ledger of the month has them. */
async function rostersFor(
  { from }: Holiday,
  { reader, district }: PaperDesk,
): Promise<Map<string, readonly RosterDay[]>> {
  const entries = await reader.ledger({ district: district.id, matter: monthOfHoliday(from) });
  const found = new Map<string, readonly RosterDay[]>();
  for (const { type, body } of entries) {
    if (type !== 'roster.handed-in') continue;
    const said = body as {
      readonly unit: string;
      readonly from: LocalDate;
      readonly days: readonly RosterDay[];
    };
    if (said.from === from)
      found.set(
        said.unit,
        said.days.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      );
  }
  return found;
}

function daysOf({ from, to }: Holiday): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
