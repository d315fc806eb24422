/** The supervision office's papers: 催办通知, 督办通知单, 督查通报; drafts until a named person approves (practice §4). */
import { consult } from '../../domain/calendar/calendar-view.ts';
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import { type Assignment, leadOf, presentParties, type SlipKind } from '../../domain/matters/assignment.ts';
import { blankNumber, officialPaper, paragraph } from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { leaderInCharge } from '../../domain/routing/roles.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { dutiesOfMatter, mattersNamed, oneDuty, ruleOf } from '../views.ts';
import {
  contactOf,
  fullMoment,
  fullNameOf,
  namesOf,
  officeName,
  type PaperDesk,
  type PaperOrder,
  type PaperOutcome,
  supervisionName,
  today,
} from './paper-desk.ts';
import { dutiesThatMayLeave, isSecret, mayLeave, sayAssignment } from './what-may-leave.ts';

/** Of a slip that was signed: its number and day; blanks and the mark of a draft before. */
function signedAs(kind: SlipKind, { slips }: Pick<Assignment, 'slips'>, desk: PaperDesk) {
  const slip = slips.findLast((one) => one.kind === kind);
  if (!slip) return { number: blankNumber(today(desk)), date: null, marks: ['送审稿'] };
  const date = dateOf(slip.at, desk.district.zone);
  return { number: paperText(slip.number ?? blankNumber(date)), date, marks: [] };
}

const OBJECTION =
  '对本通知所列事项有异议的，可自收到之日起30日内书面提出复核申请；复核期间暂停计时，不再催办。';

/**
 * 催办通知 for one duty. Refuses what is internal to the office or the Party group, what a leader is served with, what is
 * not due yet, and what has been handed in: nothing is hastened that has not been missed.
 */
export async function hastenNotice(desk: PaperDesk, { id }: PaperOrder): Promise<PaperOutcome> {
  const duty = await oneDuty(desk.reader, desk.district.id, id ?? '');
  const [open] = duty ? await dutiesThatMayLeave([duty], desk) : [];
  if (!duty || !open) return { refused: `没有编号为“${id ?? ''}”的应办事项。` };
  const wrong = notToHasten(duty, desk);
  if (wrong !== null) return { refused: wrong };
  const { plan } = duty;
  const rule = ruleOf(duty, desk.district);
  const title = paperText(plan.words.title ?? '');
  const what = `${paperText(plan.words.about ?? plan.matter)}${plan.title}${title === '' ? '' : `“${title}”`}`;
  const basis = rule === null ? '有关规定' : paperText(rule.source);
  return {
    paper: officialPaper({
      kind: 'hasten',
      name: `催办通知（${plan.id.replaceAll('/', '-')}）`,
      head: { mark: supervisionName(desk), number: blankNumber(today(desk)) },
      marks: ['送审稿'],
      title: titleLines(['催办通知']),
      addressee: fullNameOf(plan.owedBy, desk),
      blocks: [
        paragraph(`根据${basis}，你单位应于${fullMoment(plan.dueAt, desk)}前办理${what}。`),
        paragraph(
          `经登记，截至${fullMoment(desk.now, desk)}尚未收到有关材料。请抓紧办理，并将办理情况书面告区政府督查室；如已报送，请告知报送时间和方式，以便核对更正。`,
        ),
        paragraph(OBJECTION),
      ],
      signature: { issuer: supervisionName(desk), date: null },
      contact: contactOf('supervision.liaison', desk),
    }),
  };
}

function notToHasten({ plan, status }: ExistingDuty, { now }: PaperDesk): string | null {
  if (plan.served !== null || plan.owedBy === 'office' || plan.basis === 'internal')
    return '该事项为办公室内部节点或服务区领导的工作，不发催办通知。';
  if (status === 'settled') return '该事项已办结，无须催办。';
  if (status === 'submitted') return '该事项已报送，待核对，暂不催办。';
  if (status === 'resting' || plan.dueAt > now) return '该事项未到时限，暂不催办。';
  return null;
}

/** 督办通知单 for one assignment, to its lead. Refuses what is not in hand, and while an objection is open. */
export async function supervisionSlip(desk: PaperDesk, { id }: PaperOrder): Promise<PaperOutcome> {
  const [found] = await mattersNamed(desk.reader, desk.district.id, [id ?? '']);
  if (found?.kind !== 'assignment') return { refused: `没有编号为“${id ?? ''}”的交办事项。` };
  if (found.assignedAt === null) return { refused: '该事项尚未交办，不发督办通知单。' };
  if (found.closed !== null || found.ended !== null)
    return { refused: '该事项已办结或销号，不发督办通知单。' };
  const lead = leadOf(found);
  if (lead.objection) return { refused: '牵头单位的异议正在办理，暂不发督办通知单。' };
  const duties = (await dutiesOfMatter(desk.reader, desk.district.id, found.id)).filter(mayLeave);
  const supporting = presentParties(found).filter(({ role }) => role === 'supporting');
  const { number, date, marks } = signedAs('督办单', found, desk);
  const secret = isSecret(found);
  const last = found.reports.at(-1);
  return {
    paper: officialPaper({
      kind: 'slip',
      name: `督办通知单（${found.id}）`,
      head: { mark: supervisionName(desk), number },
      marks,
      title: titleLines(['督办通知单']),
      addressee: fullNameOf(lead.unit, desk),
      blocks: [
        paragraph('下列事项未在时限内收到办理结果，请按要求抓紧办理。'),
        {
          is: 'fields',
          fields: [
            { label: '督办事项', value: `${paperText(sayAssignment(found))}（${found.id}）。` },
            { label: '依据', value: secret ? '见交办单。' : `${paperText(desk.words.sources(found))}。` },
            { label: '责任单位', value: `${fullNameOf(lead.unit, desk)}。` },
            {
              label: '配合单位',
              value: `${
                namesOf(
                  supporting.map(({ unit }) => unit),
                  desk,
                ) || '无'
              }。`,
            },
            {
              label: '分管领导',
              value: `${desk.words.who(found.leader ?? leaderInCharge(lead.unit, desk.district.directory))}。`,
            },
            ...limitsOf(duties, desk),
            {
              label: '最近进展',
              value: last === undefined || secret ? '未报。' : `${last.state}，${paperText(last.text)}。`,
            },
            { label: '办理要求', value: null },
          ],
        },
        paragraph(
          '请于　　月　　日前将办理结果书面报送区政府督查室（主要负责人签字、加盖公章）；确需延期的，请在时限届满前提出申请并说明理由。',
        ),
        paragraph(OBJECTION),
      ],
      signature: { issuer: supervisionName(desk), date },
      contact: contactOf('supervision.liaison', desk),
      record: { copies: ['分管副区长'], printedBy: officeName(desk), printedOn: date },
    }),
  };
}

/** The original limit and by how many working days it has passed. */
function limitsOf(duties: readonly ExistingDuty[], desk: PaperDesk) {
  const finish = duties.find(({ plan }) => plan.subject.per === 'finish');
  if (!finish) return [{ label: '原定时限', value: null }];
  const { dueAt, basis } = finish.plan;
  const due = `${fullMoment(dueAt, desk)}。`;
  const view = consult(desk.district.ground.calendar, { zone: desk.district.zone });
  if (dueAt > desk.now || basis === 'internal') return [{ label: '原定时限', value: due }];
  let days = 0;
  const last = today(desk);
  for (
    let day = view.addWorkdays(dateOf(dueAt, desk.district.zone), 1);
    day <= last;
    day = view.addWorkdays(day, 1)
  )
    days += 1;
  return [
    { label: '原定时限', value: due },
    { label: '已过时限', value: days === 0 ? '不足1个工作日。' : `${days}个工作日。` },
  ];
}
