/** Shows a text with the full-width punctuation that the copies of the sources have lost. */

const FULL_WIDTH: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
};

/** Marks between two letters or digits stay as they are: 17:00, 1,300. */
export function fullWidth(text: string): string {
  return text.replaceAll(
    /(?<![0-9A-Za-z])[,:;?!()]|[,:;?!()](?![0-9A-Za-z])/g,
    (mark) => FULL_WIDTH[mark] ?? mark,
  );
}
