/** A page of a few words for whoever has no account: no script, no cookie, nothing of the district beside what it says. */
import { html, raw } from 'hono/html';
import type { Html } from '../parts/page.ts';

/** Large enough for a thumb, and nothing else. */
export const PLAIN_STYLE = `
body { margin: 0 auto; max-width: 30rem; padding: 1.5rem; font: 1.1rem/1.7 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.25rem; margin: 0 0 1rem; }
button { display: block; width: 100%; margin: 0.75rem 0; padding: 0.9rem; font: inherit; border: 1px solid #555; border-radius: 0.4rem; background: #f4f4f4; color: inherit; }
small { color: #555; }
`;

export function plainPage(title: string, body: Html | null): Html {
  return html`${raw('<!doctype html>')}
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/links/plain.css">
</head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;
}
