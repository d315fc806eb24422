/** Who may do what through the pages, by the claims of the token that the HTTP API has checked. */
import { type Role, tokenClaims } from '../../shared/contract/token-claims.ts';
import type { Access } from '../../web/options.ts';

/** The pages show the whole district, so that only those may see them who look after all of it. */
const MAY_WRITE: ReadonlySet<Role> = new Set(['office', 'supervision', 'duty-officer']);
const MAY_READ: ReadonlySet<Role> = new Set([...MAY_WRITE, 'auditor'] as const);

/** Refuses a token without district or without a role that may see the pages. */
export function accessOf(claims: unknown): Access {
  const parsed = tokenClaims.safeParse(claims);
  if (!parsed.success) return { allowed: false, status: 401, reason: '登录信息不完整，请重新登录。' };
  const { sub, 'duban:district': district, 'duban:roles': roles } = parsed.data;
  if (!roles.some((role) => MAY_READ.has(role))) {
    return { allowed: false, status: 403, reason: '您没有查看本页面的权限，请联系区政府办公室。' };
  }
  return { allowed: true, district, actor: sub, mayWrite: roles.some((role) => MAY_WRITE.has(role)) };
}
