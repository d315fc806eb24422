/** Prints a paper as LibreOffice does and measures what stands where on its pages. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { paperWriter } from '../../shared/adapters/docx/paper-writer.ts';
import type { OfficialPaper } from '../../shared/domain/papers/official-paper.ts';
import { parseInstant } from '../../shared/domain/time/instant.ts';

/** One line of text on a page; lengths in points from the upper left corner of the sheet. */
export interface PrintedLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PrintedLine[];
}

const AT = parseInstant('2026-03-16T09:00:00+08:00');
const FONTS = path.join(import.meta.dirname, 'fonts.conf');

/** The pages of several papers, in one run of LibreOffice, which takes seconds to begin. */
export async function printed(papers: readonly OfficialPaper[]): Promise<PrintedPage[][]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'duban-papers-'));
  try {
    const names = papers.map((_, index) => `paper-${index}`);
    for (const [index, paper] of papers.entries())
      writeFileSync(path.join(folder, `${names[index]}.docx`), await paperWriter.document(paper, AT));
    convert(
      folder,
      names.map((name) => path.join(folder, `${name}.docx`)),
    );
    return names.map((name) => measured(path.join(folder, `${name}.pdf`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function convert(folder: string, files: readonly string[]): void {
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], {
    env: { ...process.env, FONTCONFIG_FILE: FONTS, HOME: folder },
    stdio: 'ignore',
    timeout: 110_000,
  });
}

/** Words are put together into lines by their height, because a justified line is many words. */
function measured(pdf: string): PrintedPage[] {
  const xml = `${pdf}.xml`;
  execFileSync('pdftotext', ['-bbox-layout', pdf, xml]);
  const pages = readFileSync(xml, 'utf8').split('<page ').slice(1);
  return pages.map((page) => {
    const [, width = '0', height = '0'] = /width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? [];
    const words = [
      ...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g),
    ].map(([, left, top, right, bottom, text = '']) => ({
      text,
      left: Number(left),
      top: Number(top),
      right: Number(right),
      bottom: Number(bottom),
    }));
    return { width: Number(width), height: Number(height), lines: inLines(words) };
  });
}

const SAME_LINE = 6;

function inLines(words: readonly PrintedLine[]): PrintedLine[] {
  const lines: PrintedLine[] = [];
  for (const word of words.toSorted((a, b) => a.bottom - b.bottom || a.left - b.left)) {
    const last = lines.at(-1);
    if (!last || Math.abs(last.bottom - word.bottom) > SAME_LINE) lines.push(word);
    else
      lines[lines.length - 1] = {
        text: last.text + word.text,
        left: Math.min(last.left, word.left),
        right: Math.max(last.right, word.right),
        top: Math.min(last.top, word.top),
        bottom: Math.max(last.bottom, word.bottom),
      };
  }
  return lines;
}
