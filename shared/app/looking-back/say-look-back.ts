/** What a look back says beside its report: the preface, what was counted and what was not, and the lines as a table. */
import { sayRowFault } from '../../domain/looking-back/read-row.ts';
import { chineseNumeral } from '../../domain/rules/clause.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import type { District } from '../district.ts';
import { tableHead, tableRow } from '../reports/report-table.ts';
import { sayReport } from '../reports/say-report.ts';
import { NO_JUDGEMENT } from '../say-audit.ts';
import type { LookBack, ReportedRow, RowWithout, UnreadRow } from './look-back.ts';

type Told = Omit<LookBack, 'report'>;

/** The preface as sentences; they stand in every form of the report. */
export function methodsOf(told: Told): string[] {
  const { rows, lines, outside, withoutLimit, leftOut, unread, unannounced } = told;
  const internal = lines.filter(({ line }) => line.outcome === 'internal').length;
  const counted = [
    `列入统计${lines.length}行${internal > 0 ? `（其中内部节点${internal}行，不作评价）` : ''}`,
    `不在统计范围${outside.length}行`,
    `时限无法推算${withoutLimit.length}行`,
    `按规定不列入${leftOut.length}行`,
    `未能读取${unread.length}行`,
  ];
  return [
    `${NO_JUDGEMENT}。`,
    `台账共${rows}行：${counted.join('，')}。`,
    ...(told.unitsAsWritten ? ['未给通讯录，责任单位按台账所写名称统计，以首次出现为序。'] : []),
    ...undetermined(lines),
    ...remarksOf(lines),
    ...(unannounced.length === 0
      ? []
      : [`${unannounced.join('年、')}年节假日安排未收录，涉及的时限按一般周末推算，未确认。`]),
  ];
}

/** Why nothing can be said of some, so that nobody takes a missing record for lateness. */
function undetermined(lines: readonly ReportedRow[]): string[] {
  const own = lines.filter(({ line }) => line.outcome === 'undetermined');
  if (own.length === 0) return [];
  const notes = new Map<string, number>();
  for (const { line } of own) notes.set(line.note ?? '', (notes.get(line.note ?? '') ?? 0) + 1);
  const said = [...notes].map(([note, count]) => `${note}${count}项`).join('，');
  return [`无法判定${own.length}项：${said}。没有办理记录不等于没有办理。`];
}

function remarksOf(lines: readonly ReportedRow[]): string[] {
  const count = (remark: string) =>
    lines.filter(({ remarks }) => remarks.some((one) => one === remark)).length;
  const [differs, untold] = [count('named-differs'), count('untold')];
  const bounds = lines.some(
    ({ line: { done, lateSeconds, leadSeconds } }) =>
      done !== null && done.earliest !== done.latest && (lateSeconds ?? leadSeconds) !== null,
  );
  return [
    ...(bounds ? ['时间仅知范围的，超时和提前时长按最少计。'] : []),
    ...(differs > 0 ? [`${differs}项的规定时限与条款时限不一致，条款已有时限的按条款推算。`] : []),
    ...(untold > 0 ? [`${untold}项未载明通知时间，按及时通知推算。`] : []),
  ];
}

/** The whole on paper: preface, report, and the rows that no figure has. `ledger` names the file and its hash. */
export function sayLookBack(told: LookBack, ledger: string): string {
  const { report } = told;
  const [judgement = '', counted = '', ...more] = methodsOf(told);
  const preface = [judgement, `台账：${ledger}`, counted, ...more].join('\n');
  const said = { ...report, methods: report.methods.slice(methodsOf(told).length) };
  return [
    `${preface}\n`,
    sayReport(said, { number: null, mark: '台账推算' }),
    ...withoutFigure(told).map(
      ({ title, lines }, index) =>
        `附${chineseNumeral(index + 1)}　${title}（${lines.length}行）\n${lines.join('\n')}\n`,
    ),
  ]
    .filter((section) => section !== '')
    .join('\n');
}

/** The rows that stand in no figure, by reason; reasons that no row has are left out. */
export function withoutFigure({
  unread,
  withoutLimit,
  leftOut,
  outside,
}: Pick<LookBack, 'unread' | 'withoutLimit' | 'leftOut' | 'outside'>): {
  readonly title: string;
  readonly lines: readonly string[];
}[] {
  return [
    { title: '未能读取的行', lines: unread.map(sayUnread) },
    { title: '时限无法推算的行', lines: withoutLimit.map(sayWithout) },
    { title: '按规定不列入的行', lines: leftOut.map(sayWithout) },
    { title: '不在统计范围的行', lines: outside.map(sayWithout) },
  ].filter(({ lines }) => lines.length > 0);
}

export function sayUnread({ row, faults }: UnreadRow): string {
  return `${placeOf(row)}${faults.map(sayRowFault).join('；')}`;
}

function sayWithout({ row, why }: RowWithout): string {
  return `${placeOf(row)}${why}`;
}

/** '“3月”表第12行：'. */
export function placeOf({ sheet, line }: UnreadRow['row']): string {
  return `${sheet === '' ? '' : `“${sheet}”表`}第${line}行：`;
}

/** What a ledger does not tell. */
const NOT_IN_A_LEDGER: ReadonlySet<string> = new Set(['立项时间', '登记时间', '办结登记', '办理记录']);

const KEPT = tableHead({ version: 'extract' }).map((head) => !NOT_IN_A_LEDGER.has(head));

export function lookBackHead(): string[] {
  const kept = tableHead({ version: 'extract' }).filter((_, column) => KEPT[column]);
  return ['台账表名', '台账行', '台账序号', '触发最早', '触发最晚', '规定时限', ...kept];
}

/** The cells under {@link lookBackHead}. */
export function lookBackRow({ line, past }: ReportedRow, district: District): string[] {
  const { row, trigger, named } = past;
  const at = (moment: Instant | null | undefined) =>
    moment ? formatInstant(moment, district.zone).slice(0, 19).replace('T', ' ') : '';
  const cells = tableRow(line, district, { version: 'extract' }).filter((_, column) => KEPT[column]);
  const own = [
    row.sheet,
    String(row.line),
    row.cells.serial,
    at(trigger?.earliest),
    at(trigger?.latest),
    at(named),
  ];
  return [...own, ...cells];
}
