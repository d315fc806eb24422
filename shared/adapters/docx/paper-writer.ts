/** The writer of papers: DOCX and XLSX. The libraries are loaded when the first paper is asked for, and not before. */
import type { PaperWriter } from '../../ports/paper-writer.ts';

export const paperWriter: PaperWriter = {
  document: async (paper, at) => (await import('./write-paper.ts')).writePaper(paper, at),
  spreadsheet: async (sheets) => (await import('../spreadsheets/xlsx.ts')).writeXlsx(sheets),
};
