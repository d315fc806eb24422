/** 《区长、副区长一周主要政务活动安排表》 (art. 76): by day for the desk, by leader for the wall. */
import type { Activity, Week } from '../../domain/matters/week.ts';
import {
  type Block,
  column,
  note,
  type OfficialPaper,
  officialPaper,
  table,
} from '../../domain/papers/official-paper.ts';
import { paperText, sayDays } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { isInForce, sayAbsenceDays } from '../../domain/routing/absences.ts';
import { type Instant, instantAt, parseLocalTime } from '../../domain/time/instant.ts';
import {
  addDays,
  isWeekend,
  type LocalDate,
  mondayOf,
  type WeekId,
  weekOf,
} from '../../domain/time/local-date.ts';
import { sayDate, sayWeekday } from '../../domain/time/wording.ts';
import { mattersNamed } from '../views.ts';
import {
  contactOf,
  leaderName,
  type PaperDesk,
  type PaperOrder,
  type PaperOutcome,
  today,
} from './paper-desk.ts';

const TITLE = ['区长、副区长', '一周主要', '政务活动', '安排表'] as const;

/** One line of the table: an activity with all the leaders who take part in it. */
interface Occasion extends Activity {
  readonly leaders: readonly string[];
}

/** By day and hour. Refuses a week that is not collected, and one without a working day. */
export async function weeklyTable(desk: PaperDesk, order: PaperOrder): Promise<PaperOutcome> {
  const week = await askedWeek(desk, order);
  return 'refused' in week ? week : { paper: byDay(week, desk) };
}

/** A row for each leader in protocol order, a column for each day, across. Refuses what {@link weeklyTable} refuses. */
export async function weeklyWallTable(desk: PaperDesk, order: PaperOrder): Promise<PaperOutcome> {
  const week = await askedWeek(desk, order);
  return 'refused' in week ? week : { paper: byLeader(week, desk) };
}

async function askedWeek(
  desk: PaperDesk,
  { week }: PaperOrder,
): Promise<Week | { readonly refused: string }> {
  const id = week ?? weekOf(today(desk));
  const [found] = await mattersNamed(desk.reader, desk.district.id, [id]);
  if (found?.kind !== 'week') return { refused: `${id}的周安排尚未开始征集。` };
  if (!found.worked) return { refused: `${id}全部为非工作日，不编制周安排表，请使用节日期间安排。` };
  return found;
}

function byDay(week: Week, desk: PaperDesk): OfficialPaper {
  const columns = [
    { ...column('日期', 7, 'center'), mergeDown: true },
    column('时间', 5, 'center'),
    column('活动内容', 13),
    column('地点', 7),
    column('区领导', 7),
    column('参加单位', 7),
    column('备注', 5),
  ];
  const rows = daysOf(week).flatMap((day) => {
    const date = `${sayDate(day)}\n${sayWeekday(day)}`;
    const found = occasionsOn(day, week, desk);
    if (found.length === 0)
      return [[date, '', isHoliday(day, week) ? '放假，另有节日安排' : '', '', '', '', '']];
    return found.map(({ time, what, place, leaders }) => [
      date,
      time,
      paperText(what),
      paperText(place ?? ''),
      leaders.map((leader) => leaderName(leader, desk)).join('、'),
      '',
      '',
    ]);
  });
  return frame('week', 'portrait', week, [table(columns, rows)], desk);
}

function byLeader(week: Week, desk: PaperDesk): OfficialPaper {
  const days = daysOf(week).filter((day) => !isWeekend(day) || hasEntries(day, week));
  const columns = [
    column('区领导', 7, 'center'),
    ...days.map((day) => column(`${sayDate(day)}\n${sayWeekday(day)}`, 8)),
  ];
  const rows = inProtocolOrder(week, desk).map((leader) => [
    `${leaderName(leader, desk)}\n${desk.words.who(leader)}`,
    ...days.map((day) => {
      const own = entriesOf(leader, week).filter((one) => one.day === day);
      return own.map(({ time, what, place }) => `${time} ${paperText(what)}${sayPlace(place)}`).join('\n');
    }),
  ]);
  return frame('week-by-leader', 'landscape', week, [table(columns, rows, 'small')], desk);
}

function frame(
  kind: string,
  layout: OfficialPaper['layout'],
  week: Week,
  blocks: readonly Block[],
  desk: PaperDesk,
): OfficialPaper {
  const days = sayDays(...endsOf(week));
  return officialPaper({
    kind,
    name: `区长、副区长一周主要政务活动安排表（${days}）${kind === 'week' ? '' : '挂墙表'}`,
    layout,
    marks: ['内部资料'],
    title: titleLines(TITLE),
    subtitle: `（${days}）　${week.version === 0 ? '征集稿' : `第${week.version}版`}`,
    blocks: [...blocks, ...notesTo(week, desk)],
  });
}

function notesTo(week: Week, desk: PaperDesk): Block[] {
  const silent = inProtocolOrder(week, desk).filter((leader) => !week.answers[leader]);
  const changes = week.changes.map(({ version, what }) => `第${version}版：${paperText(what)}`);
  const lines = [
    '注：如有变动，以临时通知为准。涉密活动另行报送，不列入本表。',
    ...(silent.length === 0 ? [] : [`${silent.map((one) => leaderName(one, desk)).join('、')}的安排待报。`]),
    ...(changes.length === 0 ? [] : [`变动情况：${changes.join('；')}。`]),
    `外出：${sayAbsences(week, desk)}。值班领导：＿＿＿＿＿＿`,
    `编制：区政府办公室　${contactOf('office.liaison', desk)}`,
    `阅知：${inProtocolOrder(week, desk)
      .map((leader) => `${week.readBy.includes(leader) ? '☑' : '□'}${leaderName(leader, desk)}`)
      .join('　')}`,
  ];
  return lines.map(note);
}

function sayAbsences(week: Week, desk: PaperDesk): string {
  const { district } = desk;
  const [first, last] = endsOf(week);
  const at = (day: LocalDate): Instant => instantAt(day, parseLocalTime('00:00'), district.zone);
  const away = district.absences.filter(
    (one) =>
      week.leaders.includes(one.post) &&
      isInForce(one) &&
      one.from < at(addDays(last, 1)) &&
      one.to > at(first),
  );
  if (away.length === 0) return '无';
  return away
    .map((one) => `${leaderName(one.post, desk)}（${sayAbsenceDays(one, district.zone)}）`)
    .join('、');
}

/** The same activity at the same hour and place is one line, its leaders in protocol order. */
export function occasionsOn(day: LocalDate, week: Week, desk: PaperDesk): Occasion[] {
  const found = new Map<string, Occasion>();
  for (const leader of inProtocolOrder(week, desk))
    for (const entry of entriesOf(leader, week)) {
      if (entry.day !== day) continue;
      const key = JSON.stringify([entry.time, entry.what, entry.place]);
      const known = found.get(key);
      found.set(key, { ...entry, leaders: [...(known?.leaders ?? []), leader] });
    }
  return [...found.values()].toSorted((a, b) => hour(a.time) - hour(b.time));
}

/** '上午9:00' comes before '14:30' and '下午3:00'; a part of the day alone stands where it begins. */
function hour(time: string): number {
  const [, hours, minutes] = /(\d{1,2})[:：](\d{2})/.exec(time) ?? [];
  const afternoon = /下午|晚/.test(time);
  if (hours === undefined) return afternoon ? (/晚/.test(time) ? 18 : 12.5) : /中午/.test(time) ? 12 : 8;
  return Number(hours) + (afternoon && Number(hours) < 12 ? 12 : 0) + Number(minutes) / 60;
}

function entriesOf(leader: string, week: Week): readonly Activity[] {
  return week.answers[leader]?.entries ?? [];
}

function inProtocolOrder({ leaders }: Week, { district: { directory } }: PaperDesk): string[] {
  const known = directory.leaders.filter((leader) => leaders.includes(leader));
  return [...known, ...leaders.filter((leader) => !known.includes(leader))];
}

function daysOf({ id }: Week): LocalDate[] {
  return Array.from({ length: 7 }, (_, day) => addDays(mondayOf(id as WeekId), day));
}

function endsOf({ id }: Week): [LocalDate, LocalDate] {
  const monday = mondayOf(id as WeekId);
  return [monday, addDays(monday, 6)];
}

function isHoliday(day: LocalDate, { holiday }: Week): boolean {
  return holiday !== null && holiday.from <= day && day <= holiday.to;
}

function hasEntries(day: LocalDate, week: Week): boolean {
  return Object.values(week.answers).some(({ entries }) => entries.some((one) => one.day === day));
}

function sayPlace(place: string | null): string {
  return place === null ? '' : `（${paperText(place)}）`;
}
