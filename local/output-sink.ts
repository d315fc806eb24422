/** Where a command writes its result: a file that was named, or the screen. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Io } from './commands/command.ts';

export interface Sink {
  write(text: string): void;
  close(): void;
}

/** The file is made anew; without one everything goes to `io.out`. */
export function openSink(file: string | undefined, io: Io): Sink {
  if (file === undefined) return { write: (text) => io.out(text), close: () => undefined };
  const descriptor = openSync(file, 'w');
  return { write: (text) => void writeSync(descriptor, text), close: () => closeSync(descriptor) };
}
