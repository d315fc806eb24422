/** Checks that the words of every clause stand in the document they are quoted from. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { faultAt, type Refuse } from './rule-fault.ts';
import type { Part } from './rule-files.ts';

const SOURCE = 'source.txt';

/** `…` separates parts that each occur. Refuses a folder without the text of its document. */
export function checkSource(folder: string, parts: readonly Part[], refuse: Refuse): void {
  const file = path.join(folder, SOURCE);
  if (!existsSync(file)) {
    refuse({
      file,
      line: null,
      place: null,
      problem: 'no text of the document; expected the quotes to stand in it',
    });
    return;
  }
  const text = readFileSync(file, 'utf8');
  for (const { yaml, content } of parts) {
    for (const [id, { quote }] of Object.entries(content.clauses)) {
      const missing = quote.split('…').find((part) => !text.includes(part));
      if (missing !== undefined)
        refuse(
          faultAt(
            yaml,
            ['clauses', id, 'quote'],
            id,
            `'${missing}' does not stand in ${SOURCE}; expected its very words`,
          ),
        );
    }
  }
}
