/** Holds the arrows of ARCHITECTURE.md: which room may import which, and what the core may not touch. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.dirname(import.meta.dirname);
const ROOMS = ['shared', 'functions', 'infra', 'local', 'web'];

const IMPORT = /^(?:import|export)\b[^;]*?from '([^'\n]+)'|import\('([^'\n]+)'\)/gm;

interface Source {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources = ROOMS.flatMap((room) => filesIn(room)).map(read);

function filesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name));
}

function read(file: string): Source {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const specifiers = [...text.matchAll(IMPORT)].map(([, fixed, lazy]) => fixed ?? lazy ?? '');
  const imports = specifiers.map((specifier) =>
    specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : specifier,
  );
  return { file, text, imports };
}

function violations(from: RegExp, allowed: readonly RegExp[]): string[] {
  return sources
    .filter(({ file }) => from.test(file))
    .flatMap(({ file, imports }) =>
      imports.filter((to) => !allowed.some((pattern) => pattern.test(to))).map((to) => `${file} → ${to}`),
    );
}

describe('arrows between rooms', () => {
  const cases: [string, RegExp, RegExp[]][] = [
    [
      'the domain imports only itself and Temporal',
      /^shared\/domain\//,
      [/^shared\/domain\//, /^temporal-polyfill$/],
    ],
    ['ports import only the domain', /^shared\/ports\//, [/^shared\/(ports|domain)\//]],
    ['the contract imports only itself and zod', /^shared\/contract\//, [/^shared\/contract\//, /^zod$/]],
    [
      'use cases import domain, ports and contract',
      /^shared\/app\//,
      [/^shared\/(app|domain|ports|contract)\//, /^zod$/],
    ],
    ['adapters do not import use cases’ callers', /^shared\/adapters\//, [/^shared\//, /^node:/, /^[@a-z]/]],
    [
      'infra imports only the contract',
      /^infra\//,
      [
        /^infra\//,
        /^shared\/contract\//,
        /^node:/,
        /^(aws-cdk-lib|constructs|cdk-nag|esbuild|@aws-sdk)/,
        /^zod$/,
      ],
    ],
    [
      'pages run on every runtime',
      /^web\//,
      [/^web\//, /^shared\/(app|domain|ports|contract)\//, /^hono/, /^zod$/],
    ],
  ];
  it.each(cases)('%s', (_caption, from, allowed) => {
    expect(violations(from, allowed)).toEqual([]);
  });

  it('adapters are named only in composition roots', () => {
    const roots = /^(shared\/adapters\/|functions\/|local\/)/;
    const naming = sources.filter(
      ({ file, imports }) => !roots.test(file) && imports.some((to) => to.startsWith('shared/adapters/')),
    );
    expect(naming.map(({ file }) => file)).toEqual([]);
  });
});

describe('what the core may not touch', () => {
  const core = sources.filter(({ file }) => /^shared\/(domain|app|ports)\//.test(file));
  const forbidden: [string, RegExp][] = [
    ['the clock', /new Date\(\)|Date\.now\(|Temporal\.Now|performance\.now/],
    ['chance', /Math\.random|randomUUID|randomBytes/],
    ['timers', /setTimeout|setInterval|setImmediate/],
    ['the process', /process\.(env|argv|cwd|pid)/],
    ['the locale', /toLocale|Intl\.Collator|localeCompare/],
    ['the console', /console\./],
  ];
  it.each(forbidden)('%s', (_caption, pattern) => {
    expect(core.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('the clock is read in one adapter', () => {
    const readers = sources.filter(({ text }) => /new Date\(\)|Date\.now\(|Temporal\.Now/.test(text));
    expect(readers.map(({ file }) => file)).toEqual(['shared/adapters/system/clock.ts']);
  });
});

describe('habits', () => {
  it('every module says in its first line what it is for', () => {
    const silent = sources.filter(({ text }) => !/^\/\*\*/.test(text));
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  it('nothing is exported by default', () => {
    expect(sources.filter(({ text }) => /^export default/m.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
