/** Starts the DynamoDB-compatible server that tests talk to, in memory, on a free loopback port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface DynamoServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Set it to the address of a running DynamoDB Local where the packaged server does not run. */
const givenEndpoint = process.env.DYNAMODB_ENDPOINT;
const binary = packagedServer();

/** `null` when a server can be had, otherwise why the tests that need one are left out. */
export const noDynamoReason: string | null =
  binary || givenEndpoint
    ? null
    : `no DynamoDB-compatible server for ${process.platform}-${process.arch}; set DYNAMODB_ENDPOINT`;

export async function startDynamoServer(): Promise<DynamoServer> {
  if (givenEndpoint) return { endpoint: givenEndpoint, stop: async () => {} };
  if (!binary) throw new Error(`There is ${noDynamoReason}.`);
  // Between finding a port free and listening on it, another program may take it.
  for (let attempt = 0; attempt < 5; attempt++) {
    const server = await tryStart(binary, await freePort());
    if (server) return server;
  }
  throw new Error('The DynamoDB-compatible server did not start in five attempts.');
}

/** A client for the server; DynamoDB Local wants credentials, but any will do. */
export function dynamoClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

async function tryStart(program: string, port: number): Promise<DynamoServer | null> {
  const child = spawn(program, ['--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const killWithTests = () => child.kill('SIGKILL');
  process.once('exit', killWithTests);
  if (!(await isListening(child))) return null;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', killWithTests);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The server says so on its standard error; when it ends without, the port was taken. */
async function isListening(child: ChildProcess): Promise<boolean> {
  if (!child.stderr) return false;
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes('listening on')) {
      child.stderr.resume();
      return true;
    }
  }
  return false;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function packagedServer(): string | null {
  try {
    const suffix = process.platform === 'win32' ? '.exe' : '';
    const require = createRequire(import.meta.url);
    return require.resolve(`@dynoxide/${process.platform}-${process.arch}/dynoxide${suffix}`);
  } catch {
    return null;
  }
}
