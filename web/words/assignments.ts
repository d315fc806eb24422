/** Assignments (交办事项) in the words of the ledger: where they come from, and their lights, always with the word. */

import type { CalendarView } from '../../shared/domain/calendar/calendar-view.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import {
  type Assignment,
  restingBecause,
  type Source,
  type SourceKind,
  stageOf,
} from '../../shared/domain/matters/assignment.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import type { Fact } from '../../shared/domain/rules/expression.ts';
import { dateOf, type Instant } from '../../shared/domain/time/instant.ts';
import { sayFullDate } from '../../shared/domain/time/wording.ts';
import { sayMoment, whoIs } from './labels.ts';

export const SOURCE_KIND_NAMES: Readonly<Record<SourceKind, string>> = {
  minutes: '会议纪要',
  instruction: '批示',
  document: '文件',
  inspection: '督查检查',
  audit: '审计',
  media: '媒体反映',
  proposal: '政协提案',
  suggestion: '人大建议',
  'work-report': '政府工作报告',
  'party-committee': '区委部署',
};

/** '会议纪要（区政府第5次常务会议纪要第三条）'. */
function saySource({ kind, reference }: Source): string {
  return `${SOURCE_KIND_NAMES[kind]}（${reference}）`;
}

export function saySources({ source, sources }: Pick<Assignment, 'source' | 'sources'>): string {
  return sources.length === 0 ? SOURCE_KIND_NAMES[source] : sources.map(saySource).join('；');
}

export function sayLimit(until: Fact, zone: string, now: Instant): string {
  return 'date' in until ? sayFullDate(until.date) : sayMoment(until.instant, zone, now);
}

export function sayUnits(units: readonly string[], directory: Directory): string {
  return units.map((unit) => whoIs(unit, directory)).join('、');
}

export type Light = 'green' | 'yellow' | 'red' | 'grey' | 'closed';

/** Working days before the limit from which the light is yellow. */
const NEAR_WORKDAYS = 3;

/** 绿 on schedule, 黄 near or lagging, 红 past a limit that binds, 灰 at rest or not assigned yet, ✓ closed. */
export function lightOf(
  found: Assignment,
  open: readonly ExistingDuty[],
  now: Instant,
  zone: string,
  view: Pick<CalendarView, 'addWorkdays'>,
): { readonly light: Light; readonly say: string } {
  const stage = stageOf(found);
  if (found.closed !== null || found.ended !== null) return { light: 'closed', say: `✓ ${stage}` };
  if (found.assignedAt === null) return { light: 'grey', say: `灰　${stage}` };
  const rest = restingBecause(found);
  if (rest !== null) return { light: 'grey', say: `灰　${rest}` };
  const last = found.reports.at(-1)?.state;
  const said = found.closing === null ? (last ?? stage) : stage;
  const owed = open.filter(({ status, plan }) => status === 'open' && plan.lapse === null);
  if (
    owed.some(({ plan, progress }) => plan.dueAt <= now && binds(plan) && progress.check === 'not-received')
  )
    return { light: 'red', say: `红　已超时（${said}）` };
  const near = view.addWorkdays(dateOf(now, zone), NEAR_WORKDAYS);
  const isNear = owed.some(({ plan }) => dateOf(plan.dueAt, zone) <= near);
  if (isNear || last === '滞后') return { light: 'yellow', say: `黄　${said}` };
  return { light: 'green', say: `绿　${said}` };
}

/** An internal node is never 超时. */
function binds({ basis, notApplicable }: ExistingDuty['plan']): boolean {
  return basis !== 'internal' && notApplicable === null;
}
