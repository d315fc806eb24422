/** A connection to the mail server on which several letters go one after the other. */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailSettings } from '../../../contract/mail-settings.ts';
import type { Letter } from './letter.ts';

export interface SmtpSession {
  send(letter: Letter): Promise<void>;
  close(): void;
}

/** What went wrong, without a word of what was said before: commands carry the password. */
export class SmtpFault extends Error {
  override name = 'SmtpFault';
  /** Of the server, 421 for example; `null` where it said nothing that can be read. */
  readonly code: number | null;
  readonly words: string;
  /** ETIMEDOUT, EAUTH, ESOCKET …, as nodemailer names them. */
  readonly kind: string;
  /** The content had begun to go out: the server may have taken the letter. */
  readonly begun: boolean;

  constructor(fault: unknown, begun: boolean) {
    super('The mail server did not take the letter.');
    this.code = numberAt(fault, 'responseCode');
    this.words = textAt(fault, 'response');
    this.kind = textAt(fault, 'code');
    this.begun = begun;
  }
}

/** Connects, says EHLO, goes over to TLS where the settings want it, and signs in; throws {@link SmtpFault}. */
export async function openSession(settings: MailSettings, milliseconds: number): Promise<SmtpSession> {
  const { host, port, security, user, password: pass, ca } = settings;
  const connection = new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
    dnsTimeout: milliseconds,
    socketCloseTimeout: 0,
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
  });
  // Faults between two commands reach nobody else; without a listener they would end the process.
  connection.on('error', () => undefined);
  try {
    await settled(connection, false, (done) => connection.connect(done));
    if (user !== undefined && pass !== undefined) {
      await settled(connection, false, (done) => connection.login({ credentials: { user, pass } }, done));
    }
  } catch (fault) {
    connection.close();
    throw fault;
  }
  return {
    send: (letter) => sendOn(connection, letter),
    close: () => connection.quit(),
  };
}

async function sendOn(connection: SMTPConnection, { envelope, content }: Letter): Promise<void> {
  let begun = false;
  // Read only when the server has answered DATA with 354; until then nothing of the letter has left.
  const stream = new Readable({
    read() {
      begun = true;
      this.push(content);
      this.push(null);
    },
  });
  const addresses = { from: envelope.from, to: [...envelope.to] };
  await settled(
    connection,
    () => begun,
    (done) => connection.send(addresses, stream, done),
  );
}

type Done = (fault?: unknown) => void;

/** A lost connection is an event for some commands and a callback for others; whichever comes first counts. */
function settled(
  connection: SMTPConnection,
  begun: false | (() => boolean),
  act: (done: Done) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (fault: unknown) => finish(new SmtpFault(fault, begun !== false && begun()));
    const lost = () => fail(undefined);
    const finish = (fault?: SmtpFault) => {
      connection.off('error', fail);
      connection.off('end', lost);
      if (fault) reject(fault);
      else resolve();
    };
    connection.on('error', fail);
    connection.on('end', lost);
    act((fault) => (fault ? fail(fault) : finish()));
  });
}

function numberAt(fault: unknown, name: string): number | null {
  const found = valueAt(fault, name);
  return typeof found === 'number' && found >= 200 && found < 600 ? found : null;
}

function textAt(fault: unknown, name: string): string {
  const found = valueAt(fault, name);
  return typeof found === 'string' ? found : '';
}

function valueAt(fault: unknown, name: string): unknown {
  return typeof fault === 'object' && fault !== null ? Reflect.get(fault, name) : undefined;
}
