import { defineConfig } from 'vitest/config';

/** Papers as LibreOffice prints them; apart from the other tests, because it takes a while and a program of its own. */
export default defineConfig({
  test: {
    include: ['tests/render/**/*.render.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'America/Los_Angeles' },
  },
});
