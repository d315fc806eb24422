/** A local document over the work calendar, from its file. */
import { existsSync, readFileSync } from 'node:fs';
import { readOverlay } from '../shared/adapters/rules/load-overlay.ts';
import type { OverlayContent } from '../shared/domain/calendar/overlay.ts';
import { UsageFault } from './commands/command.ts';

/** The document in a file; refuses, in a sentence, a file that is not there. */
export function overlayIn(file: string): OverlayContent {
  if (!existsSync(file)) throw new UsageFault(`${file}: no such file; expected a local document in YAML`);
  return readOverlay(file, readFileSync(file, 'utf8'));
}
