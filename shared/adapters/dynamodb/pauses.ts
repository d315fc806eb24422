/** Waiting between attempts: longer each time, and by chance, so that writers do not meet again. */
import { setTimeout as pause } from 'node:timers/promises';

const FIRST_MILLISECONDS = 25;
const LONGEST_MILLISECONDS = 1_600;

/** `attempt` counts from 0. */
export async function pauseBeforeRetry(attempt: number): Promise<void> {
  const longest = Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** attempt);
  await pause(longest * (0.5 + Math.random() / 2));
}
