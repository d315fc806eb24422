/** Every duty of a report as a line of a table, with its judged outcome and all times. */
import type { DutyLine } from '../../domain/compliance/duty-line.ts';
import { sayArticle } from '../../domain/rules/clause.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import type { District } from '../district.ts';
import type { ReportScope } from './compliance-report.ts';
import { BASIS_SAID, EXTENSION_SAID, kindSaid, OUTCOME_NAMES, START_NAMES } from './report-words.ts';

type About = Pick<District, 'id' | 'zone' | 'directory' | 'rulebook'>;

interface Column {
  readonly head: string;
  cell(line: DutyLine, about: About): string;
}

const COLUMNS: readonly Column[] = [
  { head: '区县', cell: (_line, { directory }) => directory.name },
  { head: '应办事项编号', cell: ({ id }) => id },
  { head: '规则', cell: ({ rule }) => rule },
  { head: '条款', cell: ({ article }) => (article === '' ? '' : sayArticle(article)) },
  { head: '规则名称', cell: ({ ruleTitle }) => ruleTitle },
  { head: '办理要求', cell: ({ title }) => title },
  { head: '事项', cell: ({ about }) => about },
  { head: '事项类别', cell: ({ matterKind }, { rulebook }) => kindSaid(matterKind, rulebook.procedures) },
  { head: '单位编号', cell: ({ unit }) => unit },
  { head: '承办单位', cell: ({ unit }, { directory }) => directory.units.get(unit)?.name ?? unit },
  { head: '依据', cell: ({ basis }) => BASIS_SAID[basis] },
  { head: '立项时间', cell: ({ openedAt }, { zone }) => moment(openedAt, zone) },
  { head: '时限', cell: ({ dueAt }, { zone }) => moment(dueAt, zone) },
  {
    head: '时限最晚',
    cell: ({ dueAt, dueLatest }, { zone }) => (dueAt === dueLatest ? '' : moment(dueLatest, zone)),
  },
  { head: '节假日未确认', cell: ({ provisional }) => (provisional ? '未确认' : '') },
  { head: '实际办理最早', cell: ({ done }, { zone }) => moment(done?.earliest ?? null, zone) },
  { head: '实际办理最晚', cell: ({ done }, { zone }) => moment(done?.latest ?? null, zone) },
  { head: '登记时间', cell: ({ recordedAt }, { zone }) => moment(recordedAt, zone) },
  { head: '办结登记', cell: ({ settledAt }, { zone }) => moment(settledAt, zone) },
  { head: '结果', cell: ({ outcome }) => OUTCOME_NAMES[outcome] },
  { head: '情形', cell: ({ note }) => note ?? '' },
  { head: '改期前逾期', cell: ({ formerLate }) => (formerLate ? '原时限逾期·会议改期' : '') },
  { head: '超时秒数', cell: ({ lateSeconds }) => number(lateSeconds) },
  { head: '提前秒数', cell: ({ leadSeconds }) => number(leadSeconds) },
  { head: '原因', cell: ({ reason }) => reason ?? '' },
  { head: '凭据', cell: ({ evidence }) => evidence ?? '' },
  { head: '延期', cell: ({ extension }) => EXTENSION_SAID[extension] },
  {
    head: '其他起算',
    cell: ({ alternatives }) =>
      alternatives.map(({ id, verdict }) => `${START_NAMES[id] ?? id}：${VERDICT_SAID[verdict]}`).join('；'),
  },
  { head: '办理记录', cell: ({ history }) => history.entries.join('；') },
];

const VERDICT_SAID = {
  'on-time': '按时',
  late: '超时',
  'after-node': '节点后办结',
  waived: '免予办理',
  'not-applicable': '不适用',
  deviation: '偏离',
  undetermined: '无法判定',
} as const;

/** For the supervision office alone (practice §14). */
const APPENDIX: readonly Column[] = [
  { head: '提醒次数', cell: ({ history }) => String(history.reminders) },
  { head: '呈阅次数', cell: ({ history }) => String(history.raisedTo.length) },
];

function columnsOf({ version }: Pick<ReportScope, 'version'>): readonly Column[] {
  return version === 'whole' ? [...COLUMNS, ...APPENDIX] : COLUMNS;
}

export function tableHead(scope: Pick<ReportScope, 'version'>): string[] {
  return columnsOf(scope).map(({ head }) => head);
}

/** The cells under {@link tableHead}; times are those of the district, to the second. */
export function tableRow(line: DutyLine, about: About, scope: Pick<ReportScope, 'version'>): string[] {
  return columnsOf(scope).map(({ cell }) => cell(line, about));
}

function moment(at: Instant | null, zone: string): string {
  return at === null ? '' : formatInstant(at, zone).slice(0, 19).replace('T', ' ');
}

function number(seconds: number | null): string {
  return seconds === null ? '' : String(seconds);
}
