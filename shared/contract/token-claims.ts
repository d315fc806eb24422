/** What the office's identity provider says about a person in the token: the district and what they are there. */
import * as z from 'zod';

const ROLES = ['office', 'supervision', 'duty-officer', 'auditor', 'leader', 'unit'] as const;
export type Role = (typeof ROLES)[number];

/** The HTTP API hands a list on as text, `[office auditor]`. */
const roles = z
  .string()
  .transform((text) => text.replace(/^\[|\]$/g, '').split(/[\s,]+/))
  .transform((words) => ROLES.filter((role) => words.includes(role)));

export const tokenClaims = z.object({
  sub: z.string().min(1),
  'duban:district': z.string().min(1),
  'duban:roles': roles,
});
export type TokenClaims = z.output<typeof tokenClaims>;
