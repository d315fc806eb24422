/** One-time links: bound to one person and one message, good for one answer, and only where the office uses them. */
import type { Settings } from '../../domain/rules/settings.ts';
import { addSeconds, epochOfInstant, type Instant, instantOfEpoch } from '../../domain/time/instant.ts';
import type { Signer } from '../../ports/signer.ts';
import { packed, unpacked } from '../signed-token.ts';

/** What a link stands for: the copy of a message that went to one person, and with it the duties it speaks of. */
export interface LinkOf {
  readonly district: string;
  readonly person: string;
  /** The id of the notice, which names post, moment, duty and rung and is made only once: it serves as the nonce. */
  readonly notice: string;
}

interface LinkGround {
  readonly now: Instant;
  /** From `linkHours`. */
  readonly hours: number;
  /** `signers.links`. */
  readonly signer: Signer;
  /** Where people reach the pages, without a slash at the end. */
  readonly baseUrl: string;
}

const DEFAULT_HOURS = 72;
/** That a link was used is remembered for 90 days. */
const MOST_HOURS = 30 * 24;

/** For how many hours links hold, 30 days at most; `null` where the district uses none, which is the default. */
export function linkHours(settings: Settings): number | null {
  if (settings.get('links.on') !== true) return null;
  const hours = settings.get('links.hours');
  return typeof hours === 'number' ? Math.min(hours, MOST_HOURS) : DEFAULT_HOURS;
}

/** The address to put into the message. The same message gives the same address at the same moment. */
export function linkFor(link: LinkOf, { now, hours, signer, baseUrl }: LinkGround): string {
  return `${baseUrl}/links/${linkToken(link, addSeconds(now, hours * 3600), signer)}`;
}

/** The last part of the address. */
export function linkToken({ district, person, notice }: LinkOf, until: Instant, signer: Signer): string {
  const said = packed([district, person, notice, epochOfInstant(until).toString(36)]);
  return `${said}.${signer.sign(said)}`;
}

/** What a token says; `null` for whatever was not signed here just so. `until` is exclusive. */
export function readLink(token: string, signer: Signer): (LinkOf & { readonly until: Instant }) | null {
  const [said = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || !signer.verify(said, signature)) return null;
  const [district, person, notice, until, ...rest] = unpacked(said) ?? [];
  if (district === undefined || person === undefined || notice === undefined || until === undefined)
    return null;
  return rest.length > 0
    ? null
    : { district, person, notice, until: instantOfEpoch(Number.parseInt(until, 36)) };
}

/** Under which a link is used: once, because the same command is carried out once. */
export function linkCommandId({ person, notice }: Pick<LinkOf, 'person' | 'notice'>): string {
  return `link/${notice}/${person}`;
}
