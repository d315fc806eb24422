/** Going on to the next page of a list. */
import { html } from 'hono/html';
import type { Cursor } from '../../shared/app/views.ts';
import type { Html } from './page.ts';

/** Where the address says that this page begins; absent on the first. */
export function readCursor(query: URLSearchParams): Cursor | undefined {
  const [sort, id] = [query.get('after'), query.get('id')];
  return sort === null || id === null ? undefined : { sort, id };
}

export function sayNext(path: string, next: Cursor | null): Html | null {
  if (next === null) return null;
  const query = new URLSearchParams({ after: next.sort, id: next.id });
  return html`<p class="more"><a href="${path}${path.includes('?') ? '&' : '?'}${query.toString()}">下一页</a></p>`;
}
