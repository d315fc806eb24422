/** Whose duties a report leaves out: what the clause asks of a leader, the government or the Party group (practice §3). */

/** Leaders are served, not timed; a deputy head who brings an item in is a leader too. */
const LEADERS = /^(区|县|市)长|^(常务|分管|补位|提交议题的)?副(区|县|市)长|^(区|县|市)领导/;
/** The government itself; its office, departments and members owe for themselves. */
const GOVERNMENT = /^(区|县|市)政府($|党组|[（ ；])/;
const PARTY_GROUP = /^((区|县|市)政府)?党组/;

/** Whether the first named of those who owe, as the register has them, is served. Departments beside them owe for themselves. */
export function isOwedByLeaders(owes: string | null): boolean {
  const named = owes?.trim() ?? '';
  if (named === '' || named.includes('部门')) return false;
  return [LEADERS, GOVERNMENT, PARTY_GROUP].some((pattern) => pattern.test(named));
}
