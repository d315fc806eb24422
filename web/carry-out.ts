/** Carries out a posted form: once, or once for each entry of a list; a refusal is one Chinese sentence. */
import type { Engine } from '../shared/app/engine.ts';
import { execute } from '../shared/app/execute.ts';
import { InvalidCommand, readCommand } from '../shared/app/read-command.ts';
import { isVerb } from '../shared/contract/verbs.ts';
import type { Instant } from '../shared/domain/time/instant.ts';
import { FormFault, type FormGround, Typed } from './acts/typed.ts';
import { fieldsOf, sayInvalid } from './acts.ts';
import type { Access } from './options.ts';

/** What was posted, by whom, and what it is read with. */
export interface Posted {
  readonly typed: ReadonlyMap<string, string>;
  readonly ground: FormGround;
  readonly access: Extract<Access, { allowed: true }>;
}

/** `again`: it had been carried out before, by a double click or a form posted twice. */
export type Carried = { readonly refusal: string } | { readonly said: 'done' | 'again' };

/** For a form that names a list (`each`), the first refusal ends it and says how many were done. */
export async function carryOut(engine: Engine, posted: Posted, now: Instant): Promise<Carried> {
  const { typed } = posted;
  const [field = '', ...values] = typed.get('each')?.split(' ') ?? [];
  if (values.length === 0) return carryOutOne(engine, posted, now);
  let said: 'done' | 'again' = 'again';
  for (const [index, value] of values.entries()) {
    const command = `${typed.get('command') ?? ''}-${index + 1}`;
    const one = { ...posted, typed: new Map([...typed, [field, value], ['command', command]]) };
    const outcome = await carryOutOne(engine, one, now);
    if ('refusal' in outcome)
      return index === 0 ? outcome : { refusal: `已登记${index}项，其后一项未登记：${outcome.refusal}` };
    if (outcome.said === 'done') said = 'done';
  }
  return { said };
}

async function carryOutOne(
  engine: Engine,
  { typed, ground, access }: Posted,
  now: Instant,
): Promise<Carried> {
  const verb = typed.get('verb') ?? '';
  const commandId = typed.get('command') ?? '';
  if (!isVerb(verb) || !/^[\w-]{8,80}$/.test(commandId))
    return { refusal: '表单已失效，请刷新页面后重新填写。' };
  try {
    const command = readCommand(verb, fieldsOf(verb, new Typed(typed, ground)), now);
    const envelope = { district: access.district, commandId, actor: access.actor, command };
    const outcome = await execute(engine, envelope, now);
    if (outcome.outcome === 'refused') return { refusal: sentence(outcome.reason) };
    return { said: outcome.outcome === 'repeated' ? 'again' : 'done' };
  } catch (fault) {
    if (fault instanceof FormFault) return { refusal: fault.message };
    if (fault instanceof InvalidCommand) return { refusal: sayInvalid(fault) };
    throw fault;
  }
}

function sentence(reason: string): string {
  return /[。！？]$/.test(reason) ? reason : `${reason}。`;
}
