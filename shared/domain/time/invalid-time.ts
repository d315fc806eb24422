/** The one error of the time room: a text or number that names no moment, day, week or zone. */

/** The message is one English sentence that quotes the input and says what was expected. */
export class InvalidTime extends Error {
  override name = 'InvalidTime';
}
