/** Reads commands on notices. */
import type { noticeVerbs } from '../../contract/verbs/notice.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { InvalidCommand, instant, type Readers } from './fields.ts';

export const readNotice: Readers<typeof noticeVerbs> = {
  'notice.correct': ({ duty, by, why }) => ({ do: 'notice.correct', duty, by, why }),
  'notice.release': ({ duty, by, number, told, text, ...rest }) => ({
    do: 'notice.release',
    duty,
    by,
    for: rest.for ?? null,
    source: rest.source ?? null,
    number: number ?? null,
    told: told ?? null,
    text: text ?? null,
  }),
  'notice.confirm': ({ duty, by }) => ({ do: 'notice.confirm', duty, by }),
  'notice.sign': ({ notice, by, for: whose, source, scan, note, happenedAt }) => {
    if (whose !== undefined && source === undefined)
      throw new InvalidCommand("'source': missing; expected how it was learned", ['source']);
    return {
      do: 'notice.sign',
      ...messageOf(notice),
      by,
      for: whose ?? null,
      source: source ?? null,
      scan: scan ?? null,
      note: note ?? null,
      at: momentOf(happenedAt),
    };
  },
  'notice.report': ({ notice, channel, reference, state, note, happenedAt }) => {
    if (notice === undefined && (channel === undefined || reference === undefined))
      throw new InvalidCommand("'notice': missing; expected it, or channel and reference", ['notice']);
    return {
      do: 'notice.report',
      ...(notice === undefined ? { notice: null, to: null } : messageOf(notice)),
      channel: channel ?? null,
      reference: reference ?? null,
      state,
      note: note ?? null,
      at: momentOf(happenedAt),
    };
  },
  'call.record': ({ notice, by, answered, spokeWith, said, until, note, scan, happenedAt }) => ({
    do: 'call.record',
    ...messageOf(notice),
    by,
    answered,
    spokeWith: spokeWith ?? null,
    said: answered ? (said ?? null) : null,
    until: until === undefined ? null : instant(until, 'until'),
    note: note ?? null,
    scan: scan ?? null,
    at: momentOf(happenedAt),
  }),
  'paper.serve': ({ notice, by, receivedBy, why, scan, happenedAt }) => {
    if (receivedBy === undefined && why === undefined)
      throw new InvalidCommand("'receivedBy': missing; expected who signed, or why it was not served", [
        'receivedBy',
      ]);
    return {
      do: 'paper.serve',
      ...messageOf(notice),
      by,
      receivedBy: receivedBy ?? null,
      why: why ?? null,
      scan: scan ?? null,
      at: momentOf(happenedAt),
    };
  },
  'notice.retry': ({ notice, by }) => ({ do: 'notice.retry', notice: messageOf(notice).notice, by }),
  'notice.drop': ({ notice, by, why }) => ({ do: 'notice.drop', notice: messageOf(notice).notice, by, why }),
  'notice.mute': ({ id, post, person, matter, until, by, why }) => {
    if ((post === undefined) === (person === undefined))
      throw new InvalidCommand("'post': expected a post or a person, and not both", ['post']);
    return {
      do: 'notice.mute',
      id,
      post: post ?? null,
      person: person ?? null,
      matter: matter ?? null,
      until: instant(until, 'until'),
      by,
      why,
    };
  },
  'notice.unmute': ({ id, by }) => ({ do: 'notice.unmute', id, by }),
};

/** `NOTICE>POST`: one notice may have gone to two people. Ids of notices have no such sign. */
function messageOf(text: string): { readonly notice: string; readonly to: string | null } {
  const [notice = '', to] = text.split('>');
  return { notice, to: to ?? null };
}

function momentOf(text: string | undefined): Instant | null {
  return text === undefined ? null : instant(text, 'happenedAt');
}
