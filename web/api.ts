/** The same through JSON, for programs: what is due, what was sent, and commands. */
import { Hono } from 'hono';
import type { District } from '../shared/app/district.ts';
import type { Engine } from '../shared/app/engine.ts';
import { execute } from '../shared/app/execute.ts';
import { InvalidCommand, readCommand } from '../shared/app/read-command.ts';
import {
  type DutyList,
  dutyList,
  matterList,
  matterView,
  type NoticeList,
  noticeList,
  standingOf,
} from '../shared/app/views.ts';
import type { DutyPlan, ExistingDuty } from '../shared/domain/duties/duty.ts';
import type { Access, WebOptions } from './options.ts';
import { readCursor } from './parts/paging.ts';

export type Env = { Variables: { access: Extract<Access, { allowed: true }> } };

const COMMAND_ID = /^[^\s~#]{1,100}$/;

export function apiOf(engine: Engine, options: WebOptions): Hono<Env> {
  const api = new Hono<Env>();
  const reader = engine.store;

  api.get('/duties', async (c) => {
    const list = oneOf(c.req.query('list'), ['open', 'settled', 'resting'] as const, 'open');
    if (list === null) return c.json({ error: 'list: expected open, settled or resting' }, 400);
    const district = await engine.districts.open(c.var.access.district);
    const { entries, next } = await dutyList(reader, district.id, list satisfies DutyList, {
      after: readCursor(new URL(c.req.url).searchParams),
    });
    const now = options.now();
    return c.json({
      now,
      duties: entries.filter(mayLeave(district)).map((duty) => ({
        ...dutyJson(duty),
        standing: duty.status === 'settled' ? null : standingOf(duty, district, now),
      })),
      next,
    });
  });

  api.get('/matters', async (c) => {
    const { entries, next } = await matterList(
      reader,
      c.var.access.district,
      readCursor(new URL(c.req.url).searchParams),
    );
    return c.json({ matters: entries, next });
  });

  api.get('/matters/:id', async (c) => {
    const view = await matterView(reader, c.var.access.district, c.req.param('id'));
    if (!view) return c.json({ error: `no matter '${c.req.param('id')}'` }, 404);
    const leaves = mayLeave(await engine.districts.open(c.var.access.district));
    return c.json({ matter: view.matter, duties: view.duties.filter(leaves).map(dutyJson) });
  });

  api.get('/matters/:id/ledger', async (c) => {
    const view = await matterView(reader, c.var.access.district, c.req.param('id'));
    if (!view) return c.json({ error: `no matter '${c.req.param('id')}'` }, 404);
    const leaves = mayLeave(await engine.districts.open(c.var.access.district));
    return c.json({ entries: view.ledger.filter(leaves), length: view.ledgerLength });
  });

  api.get('/notices', async (c) => {
    const list = oneOf(c.req.query('list'), ['sent', 'waiting', 'failed'] as const, 'sent');
    if (list === null) return c.json({ error: 'list: expected sent, waiting or failed' }, 400);
    const { entries, next } = await noticeList(reader, c.var.access.district, list satisfies NoticeList, {
      after: readCursor(new URL(c.req.url).searchParams),
    });
    const leaves = mayLeave(await engine.districts.open(c.var.access.district));
    return c.json({ notices: entries.filter(leaves), next });
  });

  api.post('/commands', async (c) => {
    const sent: unknown = await c.req.json().catch(() => null);
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
      return c.json({ error: 'expected a JSON object with commandId, do and the fields of the verb' }, 400);
    const { commandId, do: verb, ...fields } = sent as Record<string, unknown>;
    if (typeof commandId !== 'string' || !COMMAND_ID.test(commandId))
      return c.json(
        { error: 'commandId: expected 1 to 100 characters without spaces', place: ['commandId'] },
        400,
      );
    if (typeof verb !== 'string')
      return c.json({ error: 'do: expected a verb such as meeting.schedule', place: ['do'] }, 400);
    const now = options.now();
    try {
      const { district, actor } = c.var.access;
      const outcome = await execute(
        engine,
        { district, commandId, actor, command: readCommand(verb, fields, now) },
        now,
      );
      return c.json(outcome, outcome.outcome === 'refused' ? 422 : 200);
    } catch (fault) {
      if (fault instanceof InvalidCommand)
        return c.json({ error: fault.message, place: fault.place.map(String) }, 400);
      throw fault;
    }
  });

  return api;
}

function oneOf<Name extends string>(
  given: string | undefined,
  names: readonly Name[],
  otherwise: Name,
): Name | null {
  if (given === undefined) return otherwise;
  return names.find((name) => name === given) ?? null;
}

/** What programs get to see of a plan. */
const PLAN_FIELDS = [
  'id',
  'matter',
  'rule',
  'title',
  'owedBy',
  'served',
  'basis',
  'dueAt',
  'dueLatest',
  'provisional',
  'mayChange',
  'notApplicable',
  'lapse',
  'extendable',
  'steps',
  'calendars',
] as const satisfies readonly (keyof DutyPlan)[];

function dutyJson(duty: ExistingDuty) {
  const { plan, progress, status } = duty;
  return {
    ...Object.fromEntries(PLAN_FIELDS.map((name) => [name, plan[name]])),
    status,
    check: progress.check,
    submissions: progress.submissions,
    extension: progress.extension,
    ...(duty.status === 'settled' ? { settledAt: duty.settledAt, judgement: duty.judgement } : {}),
    ...(duty.status === 'open' ? { rungs: duty.rungs } : {}),
  };
}

/**
 * What is internal to the Party group is off in every export: whatever names a duty of such a rule, in its own id
 * (`MATTER/RULE[/PART]`) or in that of a notice or of the notice it was merged into, stays in the office.
 */
function mayLeave(district: District): (thing: unknown) => boolean {
  const internal = district.chosenRules.flatMap(({ id, confined }) => (confined ? [id] : []));
  if (internal.length === 0) return () => true;
  const named = new RegExp(`/(${internal.map((id) => id.replaceAll('.', '\\.')).join('|')})[/~"]`);
  return (thing) => !named.test(JSON.stringify(thing));
}
