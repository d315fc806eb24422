/** The first fault of a file's shape in one line: the place in it, and what was expected there. */
import type * as z from 'zod';

/** 'posts › mayor › holder: …'; a misspelt field goes before the one that is missing because of it. */
export function firstFault(error: z.ZodError): string {
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const [field = ''] = issue.keys;
    return `${placeOf(issue.path)}unknown field '${field}'; expected it to be left out or spelt as documented`;
  }
  const [issue] = error.issues;
  return `${placeOf(issue?.path ?? [])}${issue?.message ?? 'expected another shape'}`;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '' : `${path.map(String).join(' › ')}: `;
}
