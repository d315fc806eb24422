/** The bytes of a document: the same paper at the same moment gives the same file. */
import { type Document, Packer } from 'docx';
import type { Instant } from '../../domain/time/instant.ts';
import { fontTable } from './fonts.ts';
import { stylesPart } from './styles.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The library writes the present moment; the moment of the paper takes its place. */
function coreProperties(title: string, creator: string, at: Instant): string {
  const text = (value: string) =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${text(title)}</dc:title><dc:creator>${text(creator)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`;
}

export async function packed(
  document: Document,
  { title, creator, at }: { readonly title: string; readonly creator: string; readonly at: Instant },
): Promise<Uint8Array> {
  const bytes = await Packer.pack(document, 'uint8array', undefined, [
    { path: 'docProps/core.xml', data: coreProperties(title, creator, at) },
    { path: 'word/fontTable.xml', data: fontTable() },
    { path: 'word/styles.xml', data: stylesPart() },
  ]);
  return withoutTimes(bytes);
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** 1 January 1980, the first day that a ZIP can name. */
const NO_TIME = 0x00210000;

/** Sets the times of all entries, which are the clock's of the machine, to the same (APPNOTE 4.3.7, 4.3.12, 4.3.16). */
function withoutTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.byteLength - 22;
  while (end > 0 && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < entries && view.getUint32(at, true) === DIRECTORY_ENTRY; entry += 1) {
    view.setUint32(at + 12, NO_TIME, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, NO_TIME, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return zip;
}
