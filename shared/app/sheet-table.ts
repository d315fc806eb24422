/** One sheet of a spreadsheet, row by row: reads cells by header and refuses what is not as expected, with its place. */
import { InvalidTime, parseInstant } from '../domain/time/instant.ts';
import { parseLocalDate } from '../domain/time/local-date.ts';
import { HEADERS, SHEETS, type Sheet } from './directory-sheets.ts';

/** The spreadsheet cannot be used; the message is one Chinese sentence. */
export class SheetFault extends Error {
  override name = 'SheetFault';
}

export type List = keyof typeof SHEETS;

export const UNIT_ID = /^[a-z][a-z0-9-]*$/;
export const POST_ID = /^[a-z][a-z0-9-]*(\.(principal|deputy|liaison))?$/;

/** One sheet with its columns by header. */
export class Table {
  readonly list: List;
  readonly rows: readonly SheetRow[];

  constructor(list: List, sheets: readonly Sheet[]) {
    this.list = list;
    const name = SHEETS[list];
    const sheet = sheets.find((one) => one.name === name);
    if (!sheet) throw new SheetFault(`缺少“${name}”表，应有${Object.values(SHEETS).join('、')}各表`);
    const headers = (sheet.rows[0] ?? []).map((header) => header.trim());
    const missing = HEADERS[list].find((header) => !headers.includes(header));
    if (missing !== undefined)
      throw new SheetFault(`“${name}”表第1行：缺少“${missing}”列，应有${HEADERS[list].join('、')}各列`);
    const unknown = headers.find((header) => header !== '' && !isKnown(list, header));
    if (unknown !== undefined)
      throw new SheetFault(`“${name}”表第1行“${unknown}”列：不是规定的列，应为${HEADERS[list].join('、')}`);
    this.rows = sheet.rows.flatMap((cells, index) =>
      index === 0 || cells.every((cell) => cell.trim() === '')
        ? []
        : [
            new SheetRow(
              name,
              index + 1,
              new Map(headers.map((header, column) => [header, cells[column]?.trim() ?? ''])),
            ),
          ],
    );
  }

  byId<Value>(header: string, form: RegExp, read: (row: SheetRow) => Value): Record<string, Value> {
    const found = new Map<string, Value>();
    for (const row of this.rows) {
      const id = row.id(header, form);
      if (found.has(id)) row.refuse(header, `“${id}”重复，编号应不重复`);
      found.set(id, read(row));
    }
    return Object.fromEntries(found);
  }
}

function isKnown(list: List, header: string): boolean {
  const own: readonly string[] = HEADERS[list];
  return own.includes(header) || (list === 'people' && /^(渠道|地址)[1-9]\d?$/.test(header));
}

export class SheetRow {
  readonly #sheet: string;
  readonly #number: number;
  readonly #cells: ReadonlyMap<string, string>;

  constructor(sheet: string, number: number, cells: ReadonlyMap<string, string>) {
    this.#sheet = sheet;
    this.#number = number;
    this.#cells = cells;
  }

  refuse(header: string, why: string): never {
    throw new SheetFault(`${this.place(header)}：${why}`);
  }

  place(header: string): string {
    return `“${this.#sheet}”表第${this.#number}行“${header}”列`;
  }

  has(header: string): boolean {
    return this.#cells.has(header);
  }

  text(header: string): string {
    const cell = this.#cells.get(header) ?? '';
    if (/\p{Cc}/u.test(cell)) this.refuse(header, '含有换行或控制字符，应为一行文字');
    return cell;
  }

  required(header: string): string {
    const cell = this.text(header);
    return cell === '' ? this.refuse(header, '没有填写，应填写文字') : cell;
  }

  id(header: string, form: RegExp = UNIT_ID): string {
    const cell = this.required(header);
    if (form.test(cell)) return cell;
    const expected =
      form === POST_ID ? 'mayor、housing.liaison等形式的编号' : '由小写字母、数字和连字符组成的编号';
    return this.refuse(header, `“${cell}”不是编号，应为${expected}`);
  }

  optionalId(header: string, form: RegExp = UNIT_ID): string | undefined {
    return this.text(header) === '' ? undefined : this.id(header, form);
  }

  optionalDate(header: string) {
    return this.#optional(header, parseLocalDate, '2026-03-01形式的日期');
  }

  optionalMoment(header: string) {
    return this.#optional(header, parseInstant, '2026-03-01T09:00:00+08:00形式的时间');
  }

  #optional<Value>(header: string, read: (text: string) => Value, expected: string): Value | undefined {
    const cell = this.text(header);
    if (cell === '') return undefined;
    try {
      return read(cell);
    } catch (fault) {
      if (fault instanceof InvalidTime) return this.refuse(header, `“${cell}”不能识别，应为${expected}`);
      throw fault;
    }
  }

  oneOf<Value>(header: string, words: Readonly<Record<string, Value>>): Value {
    const cell = this.required(header);
    const value = Object.hasOwn(words, cell) ? words[cell] : undefined;
    if (value !== undefined) return value;
    return this.refuse(header, `“${cell}”不在规定范围，应为${Object.keys(words).join('、')}之一`);
  }
}
