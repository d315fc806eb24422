/** Enters matters that were open before switching on (存量): each once, in the state in which the list has it. */
import type { BaselineAnswer } from '../domain/baseline/check-list.ts';
import type { BaselineItem } from '../domain/baseline/plan-baseline.ts';
import { sourceKindOf } from '../domain/baseline/source-kind.ts';
import { dateOf, formatInstant, type Instant } from '../domain/time/instant.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';
import { execute } from './execute.ts';
import { readCommand } from './read-command.ts';

/** What became of one row: entered now or before, or refused with the reason. */
export interface TakenOver {
  readonly id: string;
  readonly outcome: 'entered' | 'known' | { readonly refused: string };
}

interface Act {
  readonly verb: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Under ids derived from the row, so that a list imported twice enters nothing twice, and a list filled in later only
 * adds its answers. A row whose first act is refused gets none of the others.
 */
export async function takeOver(
  engine: Engine,
  district: District,
  rows: readonly BaselineItem[],
  answers: ReadonlyMap<string, BaselineAnswer>,
  now: Instant,
): Promise<TakenOver[]> {
  const taken: TakenOver[] = [];
  for (const row of rows) taken.push(await takeOne(engine, district, row, answers.get(row.id), now));
  return taken;
}

async function takeOne(
  engine: Engine,
  district: District,
  row: BaselineItem,
  answer: BaselineAnswer | undefined,
  now: Instant,
): Promise<TakenOver> {
  let entered = false;
  for (const { verb, fields } of [
    ...actsFor(row, district.zone),
    ...answerActs(row, answer, district.zone),
  ]) {
    const command = readCommand(verb, fields, now);
    const commandId = `baseline/${row.id}/${verb}/${String(fields.until ?? '')}`;
    const outcome = await execute(
      engine,
      { district: district.id, commandId, actor: 'office', command },
      now,
    );
    if (outcome.outcome === 'refused') return { id: row.id, outcome: { refused: outcome.reason } };
    entered ||= outcome.outcome === 'done';
  }
  return { id: row.id, outcome: entered ? 'entered' : 'known' };
}

function actsFor(row: BaselineItem, zone: string): Act[] {
  const { id, title, source, unit, dueAt, note, state } = row;
  const kind = sourceKindOf(source);
  const open: Act = {
    verb: 'assignment.open',
    fields: {
      id,
      title,
      source: kind,
      sources: source === '' ? [] : [{ kind, reference: source }],
      lead: unit,
      until: dueAt === null ? null : formatInstant(dueAt, zone),
      legacy: true,
      noRungsBefore: dateOf(row.quietBefore, zone),
    },
  };
  if (state === 'open') return [open];
  const said = state === 'resting' ? '因客观原因中止' : '长期坚持';
  const progress = {
    id,
    state: said,
    text: note ?? row.stateSaid,
    by: 'supervision',
    for: unit,
    source: '纸质',
  };
  return [open, { verb: 'assignment.progress', fields: progress }];
}

function answerActs({ id }: BaselineItem, answer: BaselineAnswer | undefined, zone: string): Act[] {
  if (answer === undefined) return [];
  const { note } = answer;
  switch (answer.answer) {
    case 'finished':
      return [
        {
          verb: 'assignment.confirm-closing',
          fields: { id, by: 'supervision', ...(note === null ? {} : { evidence: note }) },
        },
      ];
    case 'goes-on': {
      const why = note === null ? {} : { why: note };
      const until = formatInstant(answer.dueAt, zone);
      return [{ verb: 'assignment.renew', fields: { id, until, by: 'supervision', ...why } }];
    }
    case 'struck':
      return [{ verb: 'assignment.strike', fields: { id, by: 'supervision', why: answer.note } }];
    default:
      return answer satisfies never;
  }
}
