/** 案卷: everything on record of one matter, for the archive: what it is, its duties, its papers, its whole ledger. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import {
  column,
  heading,
  note,
  officialPaper,
  paragraph,
  table,
} from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { LedgerEntry } from '../../ports/store.ts';
import { dutiesOfMatter, mattersNamed } from '../views.ts';
import {
  fullMoment,
  officeName,
  type PaperDesk,
  type PaperOrder,
  type PaperOutcome,
  stacked,
} from './paper-desk.ts';
import { entriesThatMayLeave, isConfinedMatter, isSecret, mayLeave, veiled } from './what-may-leave.ts';

/**
 * Refuses an unknown matter and meetings of the Party group. Of a work secret the file has numbers, hands and times, and
 * no words of its contents.
 */
export async function caseFile(desk: PaperDesk, { id }: PaperOrder): Promise<PaperOutcome> {
  const { reader, district } = desk;
  const [matter] = await mattersNamed(reader, district.id, [id ?? '']);
  if (!matter) return { refused: `没有编号为“${id ?? ''}”的事项。` };
  if (isConfinedMatter(matter)) return { refused: '党组会议的案卷按党组材料归档，不由本系统编制。' };
  const [all, ledger] = await Promise.all([
    dutiesOfMatter(reader, district.id, matter.id),
    reader.ledger({ district: district.id, matter: matter.id }),
  ]);
  const entries = entriesThatMayLeave(ledger, district);
  const duties = all.filter(mayLeave);
  const secret = matter.kind === 'assignment' && isSecret(matter);
  const veil = veiled(matter);
  const open = (text: string) => (secret ? SECRET : paperText(veil(text)));
  const title = secret ? `${matter.id}号事项` : paperText(veil(desk.words.matterTitle(matter)));
  const papers = papersOf(duties);
  return {
    paper: officialPaper({
      kind: 'case-file',
      name: `案卷（${matter.id}）`,
      marks: ['归档材料'],
      title: titleLines(['办理案卷']),
      subtitle: `编号：${matter.id}`,
      blocks: [
        {
          is: 'fields',
          fields: [
            { label: '事项', value: title },
            { label: '立卷单位', value: officeName(desk) },
            { label: '登记时间', value: fullMoment(matter.openedAt, desk) },
            {
              label: '依据规则',
              value: `${paperText(district.rulebook.title)}（${district.rulebook.version}）`,
            },
            { label: '保管期限', value: null },
          ],
        },
        heading(1, '应办事项'),
        duties.length === 0 ? paragraph('无。') : dutyTable(duties, open, desk),
        heading(1, '卷内文件'),
        papers.length === 0 ? paragraph('无登记的文件。') : paperTable(papers, open, desk),
        heading(1, '办理记录'),
        ledgerTable(entries, open, desk),
        note(
          `共${entries.length}条记录，按登记先后排列，只增不改。${secret ? '工作秘密的内容见纸质案卷。' : ''}`,
        ),
        { is: 'signing', places: ['立卷人', '检查人', '立卷日期'] },
      ],
    }),
  };
}

const SECRET = '内容见纸质案卷';

function dutyTable(duties: readonly ExistingDuty[], open: (text: string) => string, desk: PaperDesk) {
  return table(
    [
      column('序号', 3, 'center'),
      column('应办事项', 13),
      column('承办单位', 6),
      column('时限', 7, 'center'),
      column('结果', 8),
    ],
    duties.map((duty, index) => [
      String(index + 1),
      open(`${duty.plan.title}${duty.plan.words.title === undefined ? '' : `：${duty.plan.words.title}`}`),
      desk.words.who(duty.plan.owedBy),
      stacked(duty.plan.dueAt, desk),
      open(desk.words.status(duty)),
    ]),
  );
}

interface FiledPaper {
  readonly what: string;
  readonly evidence: string;
  readonly by: string;
  readonly at: Instant;
}

/** What was handed in with evidence, in the order in which it came. */
function papersOf(duties: readonly ExistingDuty[]): FiledPaper[] {
  return duties
    .flatMap(({ plan, progress }) =>
      progress.submissions.map(({ evidence, by, for: whose, recordedAt, done }) => ({
        what: plan.title,
        evidence: evidence ?? '',
        by: whose ?? by,
        at: done.latest ?? recordedAt,
      })),
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

function paperTable(papers: readonly FiledPaper[], open: (text: string) => string, desk: PaperDesk) {
  return table(
    [
      column('序号', 3, 'center'),
      column('责任者', 6),
      column('文件、凭据', 16),
      column('日期', 8, 'center'),
      column('页号', 4),
    ],
    papers.map(({ what, evidence, by, at }, index) => [
      String(index + 1),
      desk.words.who(by),
      open(`${what}${evidence === '' ? '' : `（${evidence}）`}`),
      stacked(at, desk),
      '',
    ]),
  );
}

/** The order in which it was written down. */
function ledgerTable(entries: readonly LedgerEntry[], open: (text: string) => string, desk: PaperDesk) {
  const order = new Map(entries.map((entry, index) => [entry, index]));
  const inOrder = entries.toSorted((a, b) =>
    a.recordedAt === b.recordedAt
      ? (order.get(a) ?? 0) - (order.get(b) ?? 0)
      : a.recordedAt < b.recordedAt
        ? -1
        : 1,
  );
  return table(
    [column('登记时间', 9, 'center'), column('经办', 6), column('内容', 22)],
    inOrder.map((entry) => {
      const { what, happened, enteredLater } = desk.words.entry(entry);
      const when = happened === null ? '' : `（${enteredLater ? '补登，实际' : '应于'}${happened}）`;
      return [
        fullMoment(entry.recordedAt, desk),
        desk.words.who(entry.actor),
        open(`${entry.type.startsWith('notice.') ? withoutText(what) : what}${when}`),
      ];
    }),
    'small',
  );
}

/** To whom and how; what a message said may have been merged with what was said of other matters. */
function withoutText(what: string): string {
  return what.split('：')[0] ?? '';
}
