/** The command line: finds the command, runs it, and turns faults into one line and an exit code. */
import type { Command, Io } from './commands/command.ts';

interface Entry {
  readonly summary: string;
  /** Loaded only when asked for, so that a command waits for nothing but its own modules. */
  load(): Promise<Pick<Command, 'run'> & Partial<Command>>;
}

const COMMANDS = new Map<string, Entry>([
  [
    'explain',
    { summary: 'why a limit falls where it falls　解释时限', load: () => import('./commands/explain.ts') },
  ],
  [
    'simulate',
    { summary: 'run a scenario on a jumping clock　推演', load: () => import('./commands/simulate.ts') },
  ],
  [
    'forecast',
    { summary: 'what a period will bring　负荷预测', load: () => import('./commands/forecast.ts') },
  ],
  [
    'audit',
    { summary: 'judge past events from known times　事后推算', load: () => import('./commands/audit.ts') },
  ],
  [
    'report',
    { summary: 'how well limits are kept　时限执行情况', load: () => import('./commands/report.ts') },
  ],
  [
    'what-if',
    {
      summary: 'the same past under other settings　设置对照试算',
      load: () => import('./commands/what-if.ts'),
    },
  ],
  [
    'calendar',
    {
      summary: 'announced years, holidays, make-up days　工作日历',
      load: () => import('./commands/calendar.ts'),
    },
  ],
  [
    'directory',
    { summary: 'who is who, hand-over, weekly check　通讯录', load: () => import('./commands/directory.ts') },
  ],
  [
    'import',
    { summary: 'matters open before switching on　存量转入', load: () => import('./commands/import.ts') },
  ],
  [
    'documents',
    {
      summary: 'documents in hand from the office’s own system　公文清单',
      load: () => import('./commands/documents.ts'),
    },
  ],
  [
    'district',
    {
      summary: 'begin a real district in the table on AWS　建立区（县）',
      load: () => import('./commands/district.ts'),
    },
  ],
  [
    'duty-room',
    { summary: 'hand-over of the watch　值班交接', load: () => import('./commands/duty-room.ts') },
  ],
  [
    'letters',
    { summary: 'what reached nobody: retry, drop　未送达', load: () => import('./commands/letters.ts') },
  ],
  [
    'paper',
    { summary: 'official papers as .docx and .xlsx　文书', load: () => import('./commands/paper.ts') },
  ],
  [
    'rules',
    {
      summary: 'what serves each clause; check a rulebook　规则落实与核验',
      load: () => import('./commands/rules.ts'),
    },
  ],
  [
    'preview',
    { summary: 'the texts that go out, measured　消息预览', load: () => import('./commands/preview.ts') },
  ],
]);

/** Bad input, by the names of the errors, so that no module is loaded only to name its error. */
const BAD_INPUT: ReadonlySet<string> = new Set([
  'CalendarFault',
  'CalendarFileError',
  'DirectoryFileError',
  'InvalidCommand',
  'InvalidFile',
  'InvalidSetting',
  'InvalidTime',
  'MessageFileError',
  'UnknownRule',
  'UsageFault',
]);

const PROCESS: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/** A reader that has seen enough (`| head`) closes the pipe; that is no fault. */
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
  process.exit(0);
});

/** Runs one command line; resolves to the exit code: 0 done, 1 fault of the program or the machine, 2 bad input. */
export async function main(args: string[], io: Io = PROCESS): Promise<number> {
  const [name = 'help', ...rest] = args;
  try {
    if (name === 'help' || name === '--help' || name === '-h') return await help(rest, io);
    if (name === '--version' || name === '-v') return await version(io);
    const command = await find(name);
    if (command === null) return refuse(io, `duban: ${unknown(name)}`);
    if (asksForHelp(rest)) return await help([name], io);
    return await command.run(rest, io);
  } catch (fault) {
    return report(fault, name, io);
  }
}

async function find(name: string) {
  return (await COMMANDS.get(name)?.load()) ?? null;
}

function unknown(name: string): string {
  return `unknown command '${name}'; expected one of ${[...COMMANDS.keys()].join(', ')}`;
}

function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

async function help([name]: readonly string[], io: Io): Promise<number> {
  if (name === undefined) {
    io.out(overview());
    return 0;
  }
  const command = await find(name);
  if (command === null) return refuse(io, `duban help: ${unknown(name)}`);
  io.out(command.help ?? `duban ${name}: ${COMMANDS.get(name)?.summary}\n`);
  return 0;
}

function overview(): string {
  const lines = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`);
  return `duban COMMAND [OPTION …]

督办：把工作规则变成有时限、有提醒、有记录的应办事项。
Turns written working rules into tracked duties with limits, reminders and a record.

${lines.join('\n')}

duban COMMAND --help tells more about one command.
`;
}

async function version(io: Io): Promise<number> {
  const { default: project } = await import('../package.json', { with: { type: 'json' } });
  io.out(`${project.version}\n`);
  return 0;
}

function report(fault: unknown, name: string, io: Io): number {
  if (fault instanceof Error && isBadInput(fault)) return refuse(io, `duban ${name}: ${fault.message}`);
  // What the machine refuses, such as a data folder in use, is said in a sentence; the rest is ours to find.
  const isExpected = fault instanceof Error && fault.name === 'CannotStart';
  const said = fault instanceof Error ? (isExpected ? fault.message : fault.stack) : String(fault);
  io.err(`duban ${name}: ${said}\n`);
  return 1;
}

function isBadInput(fault: Error): boolean {
  return BAD_INPUT.has(fault.name) || ('code' in fault && String(fault.code).startsWith('ERR_PARSE_ARGS'));
}

/** Several lines in a message would hide the place among them. */
function refuse(io: Io, message: string): number {
  io.err(`${message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  return 2;
}
