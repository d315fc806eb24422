/** Signs short texts that leave the installation and must come back as they left. */

export interface Signer {
  /** Letters, digits, `-` and `_`: it may stand in an address as it is. */
  sign(text: string): string;
  /** Takes the same time wherever the first difference lies; `false` for whatever `sign` did not answer for this text. */
  verify(text: string, signature: string): boolean;
}

/** What is signed; a signature made for one purpose is worth nothing for another. */
export interface Signers {
  /** One-time links in messages. */
  readonly links: Signer;
  /** Addresses of calendars. */
  readonly feeds: Signer;
  /** Names of events and states of calendars: the same for the same content, and telling nothing of it. */
  readonly marks: Signer;
}
