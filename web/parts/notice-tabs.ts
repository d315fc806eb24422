/** The ways into what was sent and what is still to be done by hand. */
import { html } from 'hono/html';
import type { Html } from './page.ts';

const TABS = [
  ['sent', '/notices?list=sent', '已发出'],
  ['waiting', '/notices?list=waiting', '待发和暂缓'],
  ['failed', '/notices?list=failed', '未送达'],
  ['calls', '/calls', '电话清单'],
  ['slips', '/slips', '纸质送达'],
  ['inbox', '/inbox', '站内信'],
] as const;

export function noticeTabs(here: (typeof TABS)[number][0]): Html {
  const links = TABS.map(
    ([name, path, title]) => html`<a href="${path}" class="${name === here ? 'here' : ''}">${title}</a>`,
  );
  return html`<p class="tabs">${links}</p>`;
}
