/** A real SMTP server on loopback that can be told to misbehave after it has read a letter. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerEnvelope, type SMTPServerSession } from 'smtp-server';
import { type Delivered, type FakeProvider, type ProviderMode, REFUSAL_WORDS } from './fake-provider.ts';

export const MAIL = {
  user: 'duban',
  password: 'fake-mail-password-4Tn',
  known: 'chen@example.gov.cn',
  nobody: 'nobody@example.gov.cn',
  full: 'full@example.gov.cn',
};

export interface FakeSmtp extends FakeProvider {
  readonly port: number;
  /** Letters as they came, headers and all. */
  readonly letters: readonly string[];
  readonly connections: () => number;
}

type Callback = (fault?: Error | null) => void;

/** `smtp://127.0.0.1:PORT`; knows one account, refuses one recipient for good and one for the time being. */
export async function startFakeSmtp(): Promise<FakeSmtp> {
  const [letters, delivered, received]: [string[], Delivered[], string[]] = [[], [], []];
  const sockets = new Set<Socket>();
  const seen = new Set<string>();
  let mode: ProviderMode = 'well';
  let connections = 0;

  const server = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onConnect(_session, callback) {
      connections += 1;
      if (mode === 'down') return callback(reply(421, '4.3.2 Service shutting down'));
      callback();
    },
    onAuth({ username, password }, _session, callback) {
      const known = username === MAIL.user && password === MAIL.password;
      if (known) callback(null, { user: username });
      else callback(reply(535, `5.7.8 Authentication failed for ${username} with ${password}`));
    },
    onRcptTo({ address }, _session, callback) {
      if (address === MAIL.nobody) return callback(reply(550, '5.1.1 No such user here'));
      if (address === MAIL.full) return callback(reply(452, '4.2.2 Mailbox full'));
      if (mode === 'throttled') return callback(reply(421, '4.7.0 Too many messages, try again later'));
      callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => end(Buffer.concat(chunks).toString('utf8'), session, callback));
    },
  });
  // A client that gives up resets the connection; that is no fault of the server.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  function end(letter: string, { envelope }: SMTPServerSession, callback: Callback): void {
    received.push(letter);
    if (mode === 'refusing') callback(reply(554, `5.6.0 ${REFUSAL_WORDS}`));
    else if (mode === 'echoing') callback(reply(554, echo(letter)));
    else take(letter, envelope, callback);
  }

  /** Every copy is taken; the mailbox shows what has the same Message-ID once. */
  function take(letter: string, { rcptTo: [to] }: SMTPServerEnvelope, callback: Callback): void {
    const id = /^Message-ID: (.*)$/im.exec(letter)?.[1] ?? '';
    if (!seen.has(id)) delivered.push({ to: to?.address ?? '', text: letter });
    seen.add(id);
    letters.push(letter);
    if (mode === 'well') callback();
    else misbehave(mode);
  }

  function misbehave(how: ProviderMode): void {
    for (const socket of sockets) {
      if (how === 'garbage') socket.write('<html>portal</html>\r\n');
      if (how === 'truncated') socket.end('25');
      if (how === 'resetting') socket.resetAndDestroy();
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    letters,
    delivered,
    received,
    connections: () => connections,
    secrets: () => [MAIL.password],
    answer(next) {
      mode = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

function reply(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

function echo(letter: string): string {
  return `${MAIL.password} ${encodeURIComponent(MAIL.password)} ${letter.replace(/\s+/g, ' ')} http://fake/`;
}
