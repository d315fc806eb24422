/** 外出备案回执 (art. 72): that a leave was approved and filed, under which number, and who acts meanwhile. */
import { officialPaper, paragraph } from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { standInOf } from '../../domain/routing/absences.ts';
import { unitOfPost } from '../../domain/routing/units.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import { sayFullDate, sayTime } from '../../domain/time/wording.ts';
import {
  contactOf,
  fullNameOf,
  holderOf,
  officeName,
  type PaperDesk,
  type PaperOrder,
  type PaperOutcome,
} from './paper-desk.ts';

/** Refuses an absence that is not on record, and one that was not filed. */
export async function leaveReceipt(desk: PaperDesk, { id }: PaperOrder): Promise<PaperOutcome> {
  const { absences, directory, zone } = desk.district;
  const absence = absences.find((one) => one.id === id);
  if (!absence) return { refused: `没有编号为“${id ?? ''}”的外出记录。` };
  if (!absence.filing) return { refused: '该外出尚未备案，不出具回执。' };
  const moment = (at: Instant) => `${sayFullDate(dateOf(at, zone))}${sayTime(at, zone)}`;
  const { post, filing } = absence;
  const unit = unitOfPost(post, directory);
  const standIn = standInOf(absence, directory);
  const approvals = (absence.approvals ?? []).map(
    ({ of, by, at }) =>
      `${desk.words.who(by)}${by === of ? '' : `（代${desk.words.who(of)}）`}，${moment(at)}`,
  );
  return {
    paper: officialPaper({
      kind: 'leave-receipt',
      name: `外出备案回执（${filing.number}）`,
      title: titleLines(['外出备案回执']),
      addressee: unit ? fullNameOf(unit.id, desk) : desk.words.who(post),
      blocks: [
        paragraph('所报外出事项已按规定备案，现回执如下：'),
        {
          is: 'fields',
          fields: [
            { label: '备案号', value: paperText(filing.number) },
            { label: '外出人员', value: `${holderOf(post, desk).name}　${desk.words.who(post)}` },
            { label: '外出时间', value: `${moment(absence.from)}至${moment(absence.to)}` },
            { label: '事由', value: paperText(absence.reason) },
            {
              label: '目的地',
              value: absence.destination === undefined ? null : paperText(absence.destination),
            },
            { label: '补位或主持工作', value: standIn === null ? '未明确' : desk.words.who(standIn) },
            ...(absence.signing === true ? [{ label: '签发', value: '经区长明确，由补位人员签发' }] : []),
            { label: '批准', value: approvals.length === 0 ? '按规定办理' : approvals.join('；') },
            { label: '备案时间', value: moment(filing.at) },
          ],
        },
        paragraph('返回后请及时销假；行程有变化的，请事先报告。'),
      ],
      signature: { issuer: officeName(desk), date: dateOf(filing.at, zone) },
      contact: contactOf('office.liaison', desk),
    }),
  };
}
