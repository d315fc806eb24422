/** 下载: the links to official papers that stand on the page they belong to. */
import { html } from 'hono/html';
import { PAPERS } from '../../shared/app/papers/catalogue.ts';
import type { Html, PageContext } from './page.ts';

/** The name of a paper and what it is about, `['week', { week: '2026-W12' }]`. */
export type PaperLink = readonly [name: string, about?: Readonly<Record<string, string>>];

/** `null` where nothing makes papers. */
export function paperLinks(
  { makesPapers }: Pick<PageContext, 'makesPapers'>,
  links: readonly PaperLink[],
): Html | null {
  if (!makesPapers || links.length === 0) return null;
  const anchors = links.map(([name, about = {}]) => {
    const query = new URLSearchParams(about).toString();
    return html`<a href="/papers/${name}${query === '' ? '' : `?${query}`}" download>${PAPERS.get(name)?.title ?? name}</a>`;
  });
  return html`<p class="more screen">下载：${anchors.map((anchor, index) => (index === 0 ? anchor : html`　${anchor}`))}</p>`;
}
