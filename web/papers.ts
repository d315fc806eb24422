/** 下载: an official paper as a file. */
import type { District } from '../shared/app/district.ts';
import { buildPaper } from '../shared/app/papers/catalogue.ts';
import type { Instant } from '../shared/domain/time/instant.ts';
import { InvalidTime } from '../shared/domain/time/invalid-time.ts';
import { parseWeekId, type WeekId } from '../shared/domain/time/local-date.ts';
import type { PaperWriter } from '../shared/ports/paper-writer.ts';
import type { StoreReader } from '../shared/ports/store.ts';
import { paperDesk } from './paper-desk.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Wanted {
  readonly name: string;
  readonly query: URLSearchParams;
}

/** The file, a Chinese sentence why there is none, or `null` for an unknown name. */
export async function paperFile(
  { name, query }: Wanted,
  page: { readonly reader: StoreReader; readonly district: District; readonly now: Instant },
  writer: PaperWriter,
): Promise<Response | { readonly refused: string } | null> {
  const week = weekIn(query.get('week'));
  if (week === undefined) return { refused: '周次应写作2026-W12的形式。' };
  const outcome = await buildPaper(name, paperDesk(page), { id: query.get('id'), week });
  if (outcome === null || 'refused' in outcome) return outcome;
  if ('sheets' in outcome)
    return fileOf(await writer.spreadsheet(outcome.sheets), `${outcome.name}.xlsx`, XLSX);
  const { paper } = outcome;
  return fileOf(await writer.document(paper, page.now), `${paper.name}.docx`, DOCX);
}

function weekIn(text: string | null): WeekId | null | undefined {
  if (text === null || text === '') return null;
  try {
    return parseWeekId(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) return undefined;
    throw fault;
  }
}

/** The name in UTF-8 (RFC 6266, RFC 8187); what no file system takes is left out of it. */
export function fileOf(bytes: Uint8Array, name: string, type: string): Response {
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '');
  const encoded = encodeURIComponent(safe).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${encoded}` },
  });
}
