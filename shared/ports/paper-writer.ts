/** Makes files of papers: what a browser downloads and a printer prints. */
import type { OfficialPaper } from '../domain/papers/official-paper.ts';
import type { PaperSheet } from '../domain/papers/paper-sheet.ts';
import type { Instant } from '../domain/time/instant.ts';

export interface PaperWriter {
  /** A DOCX; the same paper at the same moment gives the same bytes. */
  document(paper: OfficialPaper, at: Instant): Promise<Uint8Array>;
  /** An XLSX whose cells are all text. */
  spreadsheet(sheets: readonly PaperSheet[]): Promise<Uint8Array>;
}
