/** 下载: the files of a kept report, whole or as the extract of one unit. */
import { html } from 'hono/html';
import type { Html, PageContext } from './page.ts';

/** Nothing makes documents where nothing makes papers. */
export function fileLinks(
  { makesPapers }: Pick<PageContext, 'makesPapers'>,
  id: string,
  unit?: string,
): Html {
  const query = unit === undefined ? '' : `?${new URLSearchParams({ unit }).toString()}`;
  const kinds = [
    ...(makesPapers ? [['docx', '文档'] as const] : []),
    ['csv', '事项表'] as const,
    ['json', '数据'] as const,
  ];
  return html`${kinds.map(([kind, name]) => html`<a href="/reports/${id}/${kind}${query}" download>${name}</a>　`)}`;
}
