/** A list that is kept as a spreadsheet, such as the 台账. */

/** The first row has the headers; every cell is text. */
export interface PaperSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}
