/** A look back as an official paper: the report's own, with the preface before it and the rows without a figure behind it. */
import { type Annex, type OfficialPaper, paragraph } from '../../domain/papers/official-paper.ts';
import { paperText } from '../../domain/papers/paper-text.ts';
import { titleLines } from '../../domain/papers/title-lines.ts';
import { compliancePaper } from '../papers/compliance-paper.ts';
import { NO_JUDGEMENT } from '../say-audit.ts';
import type { LookBack } from './look-back.ts';
import { methodsOf, withoutFigure } from './say-look-back.ts';

/** For the desk: it has neither head, signature nor approval, for nobody has issued it. `ledger` names the file. */
export function lookBackPaper(told: LookBack, ledger: string): OfficialPaper {
  const own = methodsOf(told);
  const report = { ...told.report, methods: told.report.methods.slice(own.length) };
  const paper = compliancePaper(report, null);
  const [, ...preface] = own;
  const blocks = paper.blocks.filter(({ is }) => is !== 'signing');
  const annexes = [...paper.annexes, ...annexesOf(told)];
  return {
    ...paper,
    head: null,
    signature: null,
    marks: [`${NO_JUDGEMENT}${report.districts.some((one) => one.demonstration) ? '　演示数据' : ''}`],
    blocks: [paragraph(paperText(`根据${ledger}推算。${preface.join('')}`)), ...blocks],
    attachments: annexes.map(({ title }) => title.join('')),
    annexes,
  };
}

function annexesOf(told: LookBack): Annex[] {
  const lines = withoutFigure(told).flatMap(({ title, lines: rows }) => [
    paragraph(`${title}（${rows.length}行）`),
    ...rows.map((row) => paragraph(paperText(row))),
  ]);
  return lines.length === 0 ? [] : [{ title: titleLines(['未列入统计的台账行']), blocks: lines }];
}
