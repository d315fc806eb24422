import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Half of the machine would stand idle on two cores.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Fixed so that nothing passes only because of the machine's own zone.
    env: { TZ: 'America/Los_Angeles' },
  },
});
