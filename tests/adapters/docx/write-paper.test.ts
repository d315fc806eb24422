/** A paper as a DOCX: the same bytes each time, texts that XML cannot hold left out, fonts named and never embedded. */
import { inflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { paperWriter } from '../../../shared/adapters/docx/paper-writer.ts';
import { column, officialPaper, paragraph, table } from '../../../shared/domain/papers/official-paper.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';

const AT = parseInstant('2026-03-16T09:00:00+08:00');

const paper = officialPaper({
  kind: 'test',
  name: '测试 & <文书>',
  title: ['测试'],
  head: { mark: '示例区人民政府', number: '〔2026〕1号' },
  addressee: '区财政局',
  blocks: [
    paragraph('甲\u0000乙\u0007丙 & <丁>'),
    table(
      [{ ...column('日期', 5), mergeDown: true }, column('事项', 9)],
      [
        ['一', '甲'],
        ['一', '乙'],
        ['二', '丙'],
      ],
    ),
  ],
  signature: { issuer: '示例区人民政府', date: parseLocalDate('2026-03-17') },
  record: { copies: ['区委'], printedBy: '区政府办', printedOn: null },
});

/** The parts of a ZIP, by their names. */
function partsOf(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  const parts = new Map<string, string>();
  for (let entry = 0; entry < zip.readUInt16LE(end + 10); entry += 1) {
    const [names, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const method = zip.readUInt16LE(at + 10);
    const text = (method === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    parts.set(zip.toString('utf8', at + 46, at + 46 + names), text);
    at += 46 + names + extra + comment;
  }
  return parts;
}

it('gives the same bytes for the same paper at the same moment', async () => {
  const [one, other] = await Promise.all([paperWriter.document(paper, AT), paperWriter.document(paper, AT)]);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
});

it('has the moment it was given, and no other', async () => {
  const parts = partsOf(await paperWriter.document(paper, AT));
  const core = parts.get('docProps/core.xml') ?? '';
  expect(core.match(/\d{4}-\d{2}-\d{2}T[\d:]+Z/g)).toEqual([AT, AT]);
  expect(core).toContain('<dc:title>测试 &amp; &lt;文书&gt;</dc:title>');
});

it('leaves out what XML cannot hold and keeps the rest', async () => {
  const document = partsOf(await paperWriter.document(paper, AT)).get('word/document.xml') ?? '';
  expect(document).toContain('甲乙丙 &amp; &lt;丁&gt;');
});

it('has the page of the standard: A4, 37/35/28/26 mm, 22 lines of 28 characters, odd and even pages', async () => {
  const parts = partsOf(await paperWriter.document(paper, AT));
  const document = parts.get('word/document.xml') ?? '';
  expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"');
  expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
  expect(document).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>');
  expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
});

it('names fonts with their stand-ins and embeds none', async () => {
  const parts = partsOf(await paperWriter.document(paper, AT));
  expect(parts.get('word/fontTable.xml')).toMatch(/w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong/);
  expect([...parts.keys()].filter((name) => name.startsWith('word/fonts/'))).toEqual([]);
});

it('repeats heads, breaks no row, and merges equal cells below each other', async () => {
  const document = partsOf(await paperWriter.document(paper, AT)).get('word/document.xml') ?? '';
  expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  expect(document.match(/<w:cantSplit\/>/g)?.length).toBeGreaterThanOrEqual(4);
  expect(document.match(/<w:vMerge w:val="restart"\/>/g)).toHaveLength(1);
  expect(document.match(/<w:vMerge w:val="continue"\/>/g)).toHaveLength(1);
});
