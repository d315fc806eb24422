/** The Chinese names of states, kinds and verdicts as pages show them. */
import { channelName, ROLE_NAMES } from '../../shared/app/names.ts';
import type { Verdict } from '../../shared/domain/compliance/verdict.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import type { Matter } from '../../shared/domain/matters/kinds.ts';
import { sayWeek } from '../../shared/domain/matters/week.ts';
import { titleOf } from '../../shared/domain/routing/absences.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import { unitNamed } from '../../shared/domain/routing/units.ts';
import { dateOf, type Instant, secondsBetween } from '../../shared/domain/time/instant.ts';
import type { WeekId } from '../../shared/domain/time/local-date.ts';
import { type PeriodId, sayPeriod } from '../../shared/domain/time/period.ts';
import { sayDate, sayDuration, sayFullDate, sayTime, sayWeekday } from '../../shared/domain/time/wording.ts';

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  'on-time': '按时',
  late: '超时办结',
  'after-node': '节点后办结',
  waived: '免予办理',
  'not-applicable': '不适用',
  deviation: '未按程序',
  undetermined: '无法判定',
};

const SOURCES: Readonly<Record<string, string>> = {
  occurrence: '按事发',
  report: '按接报',
  classification: '按定级',
};

/** The starts from which one rule can be counted, for verdicts side by side. */
export function startName(id: string): string {
  return SOURCES[id] ?? id;
}

export { channelName };

/** A unit's short name, a post's title, or the word itself: whoever is named in a record. */
export function whoIs(name: string, directory: Directory): string {
  const own: Readonly<Record<string, string>> = {
    system: '系统',
    office: '区政府办公室',
    scenario: '演示',
  };
  return (
    unitNamed(name, directory)?.shortName ??
    postTitle(name, directory) ??
    own[name] ??
    ROLE_NAMES[name] ??
    directory.people.get(name)?.name ??
    (name.startsWith('channel:') ? channelName(name.slice('channel:'.length)) : name)
  );
}

function postTitle(post: string, directory: Directory): string | undefined {
  const title = titleOf(post, directory);
  return title === post ? undefined : title;
}

/** '11月24日（星期二）17:00'; with the year where it is not the present one. */
export function sayMoment(at: Instant, zone: string, now?: Instant): string {
  const date = dateOf(at, zone);
  const sameYear = now === undefined || dateOf(now, zone).slice(0, 4) === date.slice(0, 4);
  return `${sameYear ? sayDate(date) : sayFullDate(date)}（${sayWeekday(date)}）${sayTime(at, zone)}`;
}

/** '还有2小时3分' or '已过40分钟', in plain text for those without script. */
export function sayCountdown(due: Instant, now: Instant): string {
  const seconds = secondsBetween(now, due);
  return seconds >= 0 ? `还有${sayDuration(seconds)}` : `已过${sayDuration(seconds)}`;
}

export function matterTitle(matter: Matter): string {
  if (matter.kind === 'week') return `${sayWeek(matter.id as WeekId)}区领导一周安排`;
  return matter.kind === 'period' ? `${sayPeriod(matter.id as PeriodId)}定期事项` : matter.title;
}

const KINDS: Readonly<Record<Matter['kind'], string>> = {
  meeting: '会议',
  event: '舆情事件',
  week: '周安排',
  period: '定期事项',
  case: '程序事项',
  assignment: '交办事项',
};

export function matterKind(matter: Matter): string {
  return KINDS[matter.kind];
}

export function statusOf(duty: ExistingDuty): string {
  switch (duty.status) {
    case 'open':
      return duty.progress.acknowledgedBy === null ? '办理中' : '已签收，办理中';
    case 'submitted':
      return '已报送，待核对';
    case 'resting':
      return `暂停计时（${duty.why}）`;
    case 'settled':
      return VERDICTS[duty.judgement.verdict];
    default:
      return duty satisfies never;
  }
}
