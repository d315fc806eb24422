/** Takes over a list from the office’s own document system: opens, changes and settles matters, row by row. */
import {
  DOCUMENT_PREFIX,
  type DocumentRow,
  type DocumentsPlan,
  planDocuments,
} from '../domain/documents/plan-documents.ts';
import type { Assignment } from '../domain/matters/assignment.ts';
import { textSetting } from '../domain/rules/settings.ts';
import { type Instant, parseLocalTime } from '../domain/time/instant.ts';
import { all, type District } from './district.ts';
import type { Engine } from './engine.ts';
import { execute } from './execute.ts';
import { matterOf } from './rows.ts';

/** What the office has said that the list was made for. */
export function importsDocuments({ settings }: District): boolean {
  return settings.get('documents.source') === 'imported';
}

/** What a list would change. Writes nothing. */
export async function planDocumentImport(
  engine: Engine,
  district: District,
  rows: readonly DocumentRow[],
  by: string,
  now: Instant,
): Promise<DocumentsPlan> {
  const stored = await all(engine.store, { district: district.id, kind: 'matter', prefix: DOCUMENT_PREFIX });
  const matters = stored.map(matterOf).filter((matter) => matter?.kind === 'assignment');
  const known = new Map((matters as Assignment[]).map((matter) => [matter.id, matter]));
  const { directory, settings, zone } = district;
  const workEnd = parseLocalTime(textSetting(settings, 'work_end'));
  return planDocuments(rows, { directory, zone, workEnd, known, by }, now);
}

/** A command of the list that was refused, and why. */
export interface RefusedDocument {
  readonly number: string;
  readonly reason: string;
}

/**
 * Carries out a plan; `idOf` names each command, so that the same call twice does nothing the second time. What is
 * refused is reported and the rest goes on.
 */
export async function importDocuments(
  engine: Engine,
  district: District,
  plan: DocumentsPlan,
  by: string,
  idOf: (line: number, step: number) => string,
  now: Instant,
): Promise<RefusedDocument[]> {
  const refused: RefusedDocument[] = [];
  for (const { line, number, commands } of plan.planned) {
    for (const [step, command] of commands.entries()) {
      const envelope = { district: district.id, commandId: idOf(line, step), actor: by, command };
      const outcome = await execute(engine, envelope, now);
      if (outcome.outcome !== 'refused') continue;
      refused.push({ number, reason: outcome.reason });
      break;
    }
  }
  return refused;
}
