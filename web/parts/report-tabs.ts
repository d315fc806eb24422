/** The ways into the reports. */
import { html } from 'hono/html';
import type { Html } from './page.ts';

const TABS = [
  ['kept', '/reports', '留存的报告'],
  ['now', '/reports/now', '随时统计'],
  ['year', '/reports/year', '全年情况'],
] as const;

export function reportTabs(here: (typeof TABS)[number][0] | null): Html {
  const links = TABS.map(
    ([name, path, title]) => html`<a href="${path}" class="${name === here ? 'here' : ''}">${title}</a>`,
  );
  return html`<p class="tabs">${links}</p>`;
}
