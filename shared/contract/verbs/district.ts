/** Verbs about the district itself: who is away, who is who, whether anything is sent. */
import * as z from 'zod';
import { channel, directoryShape } from '../directory.ts';
import { moment, name, text } from './fields.ts';

const SOURCES = ['口头', '电话', '纸质'] as const;
const source = z.enum(SOURCES, `expected one of ${SOURCES.join('、')}`);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-03-01');
const person = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'expected an id such as p-housing-principal');

const away = {
  id: name,
  post: name,
  from: moment,
  to: moment.describe('exclusive'),
  reason: text,
  destination: text.optional(),
  standIn: name.optional(),
};

const absenceVerbs = {
  'absence.record': z
    .strictObject({
      ...away,
      signing: z.boolean().default(false).describe('the stand-in signs as well, as the mayor has said'),
      override: text.optional().describe('why two of a stand-in pair may be away at once'),
    })
    .describe('The holder of a post is away.'),
  'absence.request': z
    .strictObject({
      ...away,
      override: z
        .strictObject({ by: name, why: text })
        .optional()
        .describe('the executive vice-mayor lets the stand-in be away as well'),
    })
    .describe('The holder of a post asks for leave (请假, art. 72).'),
  'absence.approve': z
    .strictObject({
      id: name,
      by: name,
      for: name.optional().describe('whose consent it is, where `by` only keyed it'),
      source: source.optional(),
      signing: z.boolean().default(false).describe('the mayor says that the stand-in signs as well'),
    })
    .describe('One of the consents that a leave needs.'),
  'absence.confirm': z
    .strictObject({ id: name, by: name })
    .describe('A second person confirms a consent that was keyed on behalf.'),
  'absence.refuse': z.strictObject({ id: name, by: name, why: text }).describe('The leave is not granted.'),
  'absence.file': z
    .strictObject({ id: name, number: text, by: name.default('office') })
    .describe('The office files an approved leave (备案) under a number.'),
  'absence.end': z.strictObject({ id: name }).describe('Back (销假), or a request taken back.'),
  'whereabouts.set': z
    .strictObject({
      post: name,
      reachable: z.boolean(),
      note: text,
      until: moment.optional().describe('exclusive; absent: the end of the day'),
    })
    .describe('Where a leader is (告知去向), for routing in emergencies.'),
} as const;

const directoryVerbs = {
  'directory.appoint': z
    .strictObject({ post: name, person, from: moment, by: name })
    .describe('A new holder of a post; duties stay with the post.'),
  'directory.vacate': z
    .strictObject({ post: name, by: name, why: text.optional() })
    .describe('A post has no holder for the time being.'),
  'directory.person': z
    .strictObject({ id: person, name: text, phone: text, channels: z.array(channel).max(10), by: name })
    .describe('A person is added, or gets another name, telephone number or channels.'),
  'directory.successor': z
    .strictObject({ unit: name, successor: name, from: date, by: name, why: text.optional() })
    .describe('A unit is merged or abolished; another bears its duties from that day.'),
  'directory.import': z
    .strictObject({ directory: directoryShape, by: name, why: text })
    .describe('The whole directory anew, as data.'),
} as const;

export const districtVerbs = {
  ...absenceVerbs,
  ...directoryVerbs,
  'sending.stop': z
    .strictObject({ by: name, why: text })
    .describe('暂停全部外发: nothing leaves, nothing is lost.'),
  'sending.resume': z.strictObject({ by: name }).describe('Sending goes on.'),
} as const;
