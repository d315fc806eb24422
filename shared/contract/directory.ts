/** The form of a directory as files and commands carry it; whether it hangs together is looked at later. */
import * as z from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected an id of small letters, digits and hyphens');
const postId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*(\.(principal|deputy|liaison))?$/,
    'expected an id such as mayor or housing.liaison',
  );
const words = z
  .string()
  .trim()
  .min(1, 'expected some words')
  .regex(/^\P{Cc}*$/u, 'expected words without control characters');
/** A day of the calendar and an instant are looked at where they are read. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-03-01');
const moment = z.string().min(10, 'expected a time such as 2026-03-01T09:00:00+08:00');

export const channel = z.union([
  words.transform((name) => ({ channel: name, address: null })),
  z.strictObject({ channel: words, address: words.nullable() }),
]);

export const directoryShape = z.strictObject({
  district: id,
  name: words,
  demonstration: z.boolean(),
  units: z.record(
    id,
    z.strictObject({
      name: words,
      shortName: words.max(10, 'expected at most 10 characters'),
      kind: z.enum(['office', 'department', 'party-body', 'town', 'body']),
      head: postId.optional(),
      officeIn: id.optional(),
      successor: z.strictObject({ unit: id, from: day }).optional(),
      abolished: day.optional(),
    }),
  ),
  leaders: z.array(postId).min(1, 'expected at least one leader'),
  portfolios: z.record(postId, z.array(id)),
  standInPairs: z.array(z.tuple([postId, postId])),
  aliases: z.record(id, id).default({}),
  posts: z.record(
    postId,
    z.strictObject({
      title: words,
      holder: id.nullable(),
      deputy: postId.optional(),
      since: moment.optional(),
    }),
  ),
  people: z.record(id, z.strictObject({ name: words, phone: words, channels: z.array(channel) })),
});

/** What has the form; days and moments are still text. */
export type DirectoryShape = z.output<typeof directoryShape>;
