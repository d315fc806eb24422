/** The server on loopback: takes its port before anything else is touched, and answers once there is something to answer with. */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { CannotStart } from './folder.ts';
import type { StartOptions } from './options.ts';

const HOST = '127.0.0.1';

type Answer = (request: Request, env: unknown) => Response | Promise<Response>;

/** The server listens before the store is opened, so that a taken port changes nothing. */
export class Listening {
  readonly #wanted: number;
  readonly #server: ServerType;
  #answer: Answer = () =>
    new Response('正在启动，请稍候。\n', { status: 503, headers: { 'retry-after': '1' } });

  constructor({ port }: Pick<StartOptions, 'port'>) {
    this.#wanted = port;
    this.#server = createAdaptorServer({ fetch: (request, env) => this.#answer(request, env) });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get address(): string {
    return `http://${HOST}:${this.port}/`;
  }

  answer(answer: Answer): void {
    this.#answer = answer;
  }

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (fault: NodeJS.ErrnoException) => reject(this.#cannotListen(fault)));
      this.#server.listen(this.#wanted, HOST, () => resolve());
    });
  }

  #cannotListen({ code, message }: NodeJS.ErrnoException): CannotStart {
    const choose = 'choose another with npm start -- --port P';
    if (code === 'EADDRINUSE')
      return new CannotStart(`port ${this.#wanted} is taken by another program; ${choose}`);
    if (code === 'EACCES')
      return new CannotStart(`port ${this.#wanted} may not be used by this program; ${choose}`);
    return new CannotStart(`cannot listen on port ${this.#wanted} (${message}); ${choose}`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      if ('closeAllConnections' in this.#server) this.#server.closeAllConnections();
    });
  }
}
