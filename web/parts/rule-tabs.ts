/** The three pages about the rules: confirmed, covered, changed. */
import { html } from 'hono/html';
import type { Html } from './page.ts';

const TABS = [
  ['/rules', '规则核定'],
  ['/rules/coverage', '条文落实'],
  ['/rules/changes', '规则变化影响'],
] as const;

export function ruleTabs(here: (typeof TABS)[number][0]): Html {
  return html`<p class="tabs">${TABS.map(([path, title]) => html`<a href="${path}" class="${path === here ? 'here' : ''}">${title}</a>`)}</p>`;
}
