/** 待我批: whatever waits for somebody's consent, in one list: drafts, extensions, leave, 立项, steps and what was keyed on behalf. */

import { KIND_NAMES } from '../../shared/app/names.ts';
import { approverOf, awaitsRelease } from '../../shared/app/notices/release-notices.ts';
import type { Board } from '../../shared/app/views.ts';
import { absencesOf, mattersOfKind, noticeList } from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { type Assignment, isApproved } from '../../shared/domain/matters/assignment.ts';
import type { Case } from '../../shared/domain/matters/case.ts';
import { sayAbsenceDays } from '../../shared/domain/routing/absences.ts';
import { consentsFor } from '../../shared/domain/routing/leave.ts';
import { OFFICE_DIRECTOR } from '../../shared/domain/routing/roles.ts';
import { sayMoment } from '../words/labels.ts';
import { dutyPath, fullName, matterPath } from './duty.ts';
import type { PageContext } from './page.ts';
import { stepList } from './step-states.ts';
import { stepTitle } from './steps.ts';

/** One thing to decide: where it is decided, what it is, and by whom. */
export interface Approval {
  readonly path: string;
  readonly what: string;
  readonly kind: string;
  /** Posts or units. */
  readonly by: readonly string[];
  /** What it belongs to, and the rule it comes from: papers leave out what is internal. */
  readonly matter: string | null;
  readonly rule: string | null;
}

/** What they are looked for in: pages have it, and so have papers. */
type Desk = Pick<PageContext, 'reader' | 'district' | 'now'>;

export async function approvalsOf(page: Desk, board: Board): Promise<Approval[]> {
  const [drafts, leave, assignments, cases] = await Promise.all([
    draftsOf(page),
    leaveOf(page),
    assignmentsOf(page),
    casesOf(page),
  ]);
  const open = [...board.overdue, ...board.toCheck, ...board.today, ...board.upcoming];
  return [...drafts, ...extensionsOf(page, open), ...assignments, ...cases, ...leave];
}

async function draftsOf({ reader, district }: Desk): Promise<Approval[]> {
  const { entries } = await noticeList(reader, district.id, 'waiting');
  const waiting = entries.filter((notice) => awaitsRelease(notice, district));
  return waiting.map(({ facts }) => ({
    path: '/notices?list=waiting',
    what: `${facts.words.matter ?? facts.duty}：${KIND_NAMES[facts.kind]}`,
    kind: '文稿签发',
    by: [approverOf(facts, district) ?? OFFICE_DIRECTOR],
    matter: facts.matter,
    rule: facts.rule,
  }));
}

function extensionsOf(page: Desk, open: readonly ExistingDuty[]): Approval[] {
  return open.flatMap((duty): Approval[] => {
    const { extension } = duty.progress;
    if (extension === null || extension.granted !== null) return [];
    const until = sayMoment(extension.until, page.district.zone, page.now);
    return [
      {
        path: dutyPath(duty.plan.id),
        what: `${fullName(page, duty)}：申请延期至${until}，${extension.why}`,
        kind: '延期申请',
        by: [duty.plan.receivedBy],
        matter: duty.plan.matter,
        rule: duty.plan.rule,
      },
    ];
  });
}

async function leaveOf({ reader, district, now }: Desk): Promise<Approval[]> {
  const absences = await absencesOf(reader, district.id, now);
  return absences
    .filter(({ status }) => status === 'requested')
    .map((absence) => ({
      path: '/absences',
      what: `${district.directory.posts.get(absence.post)?.title ?? absence.post}：${sayAbsenceDays(absence, district.zone)}，${absence.reason}`,
      kind: '外出请假',
      by: consentsFor(absence.post, district.directory).filter(
        (of) => !(absence.approvals ?? []).some((given) => given.of === of),
      ),
      matter: null,
      rule: null,
    }));
}

async function assignmentsOf({ reader, district }: Desk): Promise<Approval[]> {
  const waits = (found: Assignment) =>
    found.ended === null && found.closed === null && (!isApproved(found) || found.closing !== null);
  const { entries } = await mattersOfKind(reader, district.id, 'assignment', waits);
  return entries.map((found) => ({
    path: matterPath(found.id),
    what: found.title,
    matter: found.id,
    rule: null,
    ...(found.closing === null
      ? found.approval?.awaits
        ? { kind: '代录立项待复核', by: ['supervision'] }
        : { kind: '立项', by: ['mayor'] }
      : { kind: '办结申请', by: ['supervision'] }),
  }));
}

/** Steps that 办公室主任 takes himself, and acts keyed for somebody that a second person has to look at. */
async function casesOf({ reader, district }: Desk): Promise<Approval[]> {
  const { entries } = await mattersOfKind(reader, district.id, 'case', ({ state }: Case) => state === 'open');
  return entries.flatMap((found) =>
    (stepList(found, district)?.places ?? []).flatMap((place): Approval[] => {
      const about = {
        path: matterPath(found.id),
        what: `${found.title}：${stepTitle(place)}`,
        matter: found.id,
        rule: null,
      };
      if (place.state === 'awaits') return [{ ...about, kind: '代录待复核', by: ['office'] }];
      const own = place.state === 'open' && place.step.by === OFFICE_DIRECTOR;
      return own ? [{ ...about, kind: '程序环节', by: [OFFICE_DIRECTOR] }] : [];
    }),
  );
}
