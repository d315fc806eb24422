#!/usr/bin/env node
/** Starts the command line on a Node that can run it: this one, or on an older one the Node locked with the project. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major >= 24) {
  await runHere();
} else {
  const locked = lockedNode();
  if (locked) runOn(locked);
  else if (major === 22 && minor >= 18) await runHere();
  else refuse();
}

async function runHere() {
  // Kept inside the project: a cache in a shared folder could be written by somebody else.
  module.enableCompileCache?.(fileURLToPath(new URL('node_modules/.cache/duban', root)));
  const { main } = await import('./cli.ts');
  process.exitCode = await main(process.argv.slice(2));
}

function lockedNode() {
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = fileURLToPath(new URL(`node_modules/node-${platform}-${process.arch}/${program}`, root));
  return existsSync(file) ? file : null;
}

function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; whoever stops only this process means the child.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (fault) => {
    console.error(`duban: cannot run ${node}: ${fault.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
  });
}

function refuse() {
  console.error(
    `duban: Node ${process.versions.node} is too old; expected Node 24 (or 22.18), or the Node that 'npm ci' installs with this project on Linux and Windows.`,
  );
  process.exitCode = 1;
}
