/** The dead-man's switch: a watchdog outside expects to be called every minute, and raises the alarm when it is not. */

const PATIENCE_MILLISECONDS = 5_000;

/** Whether the watchdog answered that it heard the call; never fails, since its silence says enough. */
export async function pingDeadManSwitch(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    return answer.ok;
  } catch {
    return false;
  }
}
