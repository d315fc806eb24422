/** Who may do what on one machine: pages answer on loopback only, and writing needs the token of the start line. */
import { timingSafeEqual } from 'node:crypto';
import type { Access } from '../../web/options.ts';

export interface Guard {
  readonly district: string;
  readonly token: string;
  /** Known once the server listens. */
  port(): number;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\]):(\d+)$/;

/**
 * Refuses every `Host` that is not this machine at this port, so that no other site's name leads here. Writing
 * needs the page's own `Origin` and the cookie, or, for programs, the token as bearer and no `Origin` at all.
 */
export function loopbackGuard({ district, token, port }: Guard): (request: Request) => Access {
  return (request) => {
    const host = request.headers.get('host') ?? '';
    const found = LOOPBACK.exec(host);
    if (!found || Number(found[2]) !== port()) {
      return { allowed: false, status: 403, reason: '本页面只在本机使用，请从启动时显示的地址打开。' };
    }
    const bearer = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const knows = same(cookieOf(request, cookieName(port())), token) || same(bearer, token);
    const origin = request.headers.get('origin');
    const own =
      origin === `http://${host}` || (origin === null && (bearer !== undefined || isReading(request)));
    return { allowed: true, district, actor: 'office', mayWrite: knows && own };
  };
}

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Cookies do not tell ports apart; two installations on one machine must not take each other's. */
function cookieName(port: number): string {
  return `duban-${port}`;
}

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Takes the same time wherever the first difference lies. */
function same(given: string | undefined, token: string): boolean {
  if (given === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * The address of the start line carries the token once: it becomes a cookie and leaves the address, so that it does
 * not lie in the history. `null` for every other request.
 */
export function takeTokenFromAddress(request: Request, { token, port }: Guard): Response | null {
  const url = new URL(request.url);
  const given = url.searchParams.get('token');
  if (given === null || !isReading(request)) return null;
  url.searchParams.delete('token');
  const headers = new Headers({
    location: `${url.pathname}${url.search}`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  if (same(given, token))
    headers.set(
      'set-cookie',
      `${cookieName(port())}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`,
    );
  return new Response(null, { status: 303, headers });
}
