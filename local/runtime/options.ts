/** The options of `npm start`, checked. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT } from '../installation.ts';
import { CannotStart, type Purpose } from './folder.ts';

export interface StartOptions {
  readonly purpose: Purpose;
  /** Holds one folder for each purpose. */
  readonly data: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly speed: number;
  /** A real district's directory, for the first start of its store. */
  readonly directory: string | null;
  /** Where people outside this machine reach it, without a slash at the end; `null`: the loopback address. */
  readonly baseUrl: string | null;
}

const DEFAULT_PORT = 4180;
const FASTEST = 10_000;

export const HELP = `npm start [-- OPTIONS]

  (none)            示例区, a demonstration on made-up data
  --empty           a real store, begun empty
  --directory FILE  with --empty, at the first start: the district's directory (通讯录)
  --speed N         the demonstration on a clock N times as fast, in a store of its own
  --port P          listen on another port than ${DEFAULT_PORT}; 0 takes any free one
  --base-url URL    where links and calendar addresses lead, when a proxy of the office passes them on to this machine
  --data FOLDER     keep the data elsewhere than in data/
`;

/** Refuses unknown options and values that cannot be, each in one sentence. */
export function readOptions(args: string[]): StartOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const speed = numberIn('--speed', values.speed ?? '1', 1, FASTEST);
  const port = numberIn('--port', values.port ?? String(DEFAULT_PORT), 0, 65_535);
  if (values.empty && values.speed !== undefined) {
    throw new CannotStart('--speed is for the demonstration only; a real store (--empty) keeps real time');
  }
  if (values.directory !== undefined && !values.empty)
    throw new CannotStart('--directory is for a real store; add --empty');
  const purpose = values.empty ? 'district' : values.speed === undefined ? 'demo' : 'speed';
  const data = path.resolve(values.data ?? path.join(PROJECT, 'data'));
  const baseUrl = baseUrlIn(values['base-url']);
  return { purpose, data, port, speed, directory: values.directory ?? null, baseUrl };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        empty: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        directory: { type: 'string' },
        speed: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        'base-url': { type: 'string' },
      },
    }).values;
  } catch (fault) {
    const [problem = ''] = (fault as Error).message.split('. ');
    throw new CannotStart(`${problem}; see npm start -- --help`);
  }
}

/** Addresses are made by putting a path behind it. */
function baseUrlIn(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url !== null && `${url.search}${url.hash}${url.username}${url.password}` === '';
  if (!url || !plain || !/^https?:$/.test(url.protocol))
    throw new CannotStart('--base-url: expected an address such as https://duban.example.gov.cn');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function numberIn(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new CannotStart(`${name} ${text}: expected a whole number from ${least} to ${most}`);
}
