/** `duban paper`: the office's documents as files, in the form of GB/T 9704-2012. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paperWriter } from '../../shared/adapters/docx/paper-writer.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { inColumns } from '../../shared/app/columns.ts';
import { buildPaper, PAPERS } from '../../shared/app/papers/catalogue.ts';
import type { PaperOutcome } from '../../shared/app/papers/paper-desk.ts';
import { type Instant, parseInstant } from '../../shared/domain/time/instant.ts';
import { InvalidTime } from '../../shared/domain/time/invalid-time.ts';
import { parseWeekId } from '../../shared/domain/time/local-date.ts';
import { paperDesk } from '../../web/paper-desk.ts';
import { withDistrict } from '../open-district.ts';
import { type Arguments, type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban paper
duban paper NAME --out FILE [--id ID] [--week 2026-W12]

办公室文书：按《党政机关公文格式》（GB/T 9704—2012）生成.docx文件，台账为.xlsx文件。不写名称的，列出可以生成的文书。

  --out FILE         the file to write; one that is there is replaced
  --id ID            the matter, duty, absence or post that the paper is about
  --week WEEK        for the weekly tables and the holiday plan, the present week unless given
  --at INSTANT       such as 2026-03-16T09:00:00+08:00, now unless given
  --data FOLDER      the folder of the store, data/district unless given
  --district ID      where the store has several districts
`;

const OPTIONS = {
  out: { type: 'string' },
  id: { type: 'string' },
  week: { type: 'string' },
  at: { type: 'string' },
  data: { type: 'string' },
  district: { type: 'string' },
} as const;

export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const [name, more] = given.positionals;
  if (more !== undefined) throw new UsageFault(`'${more}' is one word too many; expected ${name}`);
  if (name === undefined) return list(io);
  if (!PAPERS.has(name))
    throw new UsageFault(`unknown paper '${name}'; expected one of ${[...PAPERS.keys()].join(', ')}`);
  const out = outOf(given);
  const now = momentOf(given.text('at'));
  const order = { id: given.text('id') ?? null, week: weekOf(given.text('week')) };
  return withDistrict(given.text('data'), given.text('district'), async (engine, district) => {
    const outcome = await buildPaper(name, paperDesk({ reader: engine.store, district, now }), order);
    if (outcome === null || 'refused' in outcome) {
      io.err(`duban paper: ${outcome?.refused ?? '没有这种文书。'}\n`);
      return 2;
    }
    return write(outcome, out, now, io);
  });
}

function list(io: Io): number {
  const rows = [...PAPERS].map(([name, { title, needs }]) => [
    name,
    title,
    needs === null ? '' : `需要：${needs}`,
  ]);
  io.out(`${inColumns(rows).join('\n')}\n`);
  return 0;
}

async function write(
  outcome: Exclude<PaperOutcome, { readonly refused: string }>,
  out: string,
  now: Instant,
  io: Io,
): Promise<number> {
  const isSheet = 'sheets' in outcome;
  const ending = isSheet ? '.xlsx' : '.docx';
  if (path.extname(out).toLowerCase() !== ending)
    throw new UsageFault(`--out ${out}: another kind of file; expected one that ends in ${ending}`);
  const bytes = isSheet
    ? await paperWriter.spreadsheet(outcome.sheets)
    : await paperWriter.document(outcome.paper, now);
  writeFileSync(out, bytes);
  io.out(`已生成${isSheet ? outcome.name : outcome.paper.name}：${out}\n`);
  return 0;
}

function outOf(given: Arguments): string {
  const out = given.text('out');
  if (out === undefined) throw new UsageFault('--out is missing; expected a file such as week.docx');
  const folder = path.dirname(out);
  if (!existsSync(folder)) throw new UsageFault(`--out ${out}: no such folder; expected one that is there`);
  return out;
}

function weekOf(text: string | undefined) {
  return text === undefined ? null : readTime('--week', () => parseWeekId(text));
}

function momentOf(text: string | undefined): Instant {
  return text === undefined ? systemClock.now() : readTime('--at', () => parseInstant(text));
}

function readTime<Value>(option: string, read: () => Value): Value {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new UsageFault(`${option}: ${fault.message}`);
    throw fault;
  }
}
