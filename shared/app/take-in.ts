/** Takes in what other systems put on the bus: an event becomes the command it stands for. */
import { type IntakeDetail, type IntakeEvent, intakeVerbs } from '../contract/bus-events.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { CommandOutcome } from './commands.ts';
import type { Engine } from './engine.ts';
import { execute } from './execute.ts';
import { readCommand } from './read-command.ts';

/** For each source on the bus, the districts it may speak for. */
export type IntakeSources = Readonly<Record<string, readonly string[]>>;

/**
 * Carries out the event once, however often it comes. Refuses, as an answer, a source that may not speak for the
 * district and whatever the domain refuses; throws InvalidCommand for times that do not exist.
 */
export async function takeIn(
  engine: Engine,
  { source, 'detail-type': type, detail }: IntakeEvent,
  sources: IntakeSources,
  now: Instant,
): Promise<CommandOutcome> {
  const { district, commandId } = detail;
  if (!sources[source]?.includes(district)) {
    return {
      outcome: 'refused',
      reason: `the source '${source}' may not speak for the district '${district}'`,
    };
  }
  const command = readCommand(intakeVerbs[type], fieldsOf(detail), now);
  return execute(engine, { district, commandId, actor: `bus/${source}`, command }, now);
}

/** When it was true for the sender stands in for a time that the body leaves out. */
function fieldsOf(detail: IntakeDetail): object {
  const { at } = detail;
  switch (detail.schema) {
    case 'duban.intake.duty-submitted/1':
      return { happenedAt: at, ...detail.body };
    case 'duban.intake.event-reported/1':
      return { reportedAt: at, ...detail.body };
    case 'duban.intake.event-classified/1':
      return { classifiedAt: at, ...detail.body };
    default:
      return detail.body;
  }
}
