import { expect, test } from 'vitest';
import { type Letters, redrive } from '../../infra/redrive.ts';

function queueOf(
  bodies: readonly string[],
): Letters & { readonly waiting: string[]; readonly sent: string[] } {
  const waiting = [...bodies];
  const sent: string[] = [];
  return {
    waiting,
    sent,
    receive: async () => waiting.slice(0, 10).map((body) => ({ Body: body, ReceiptHandle: body })),
    send: async (body) => {
      sent.push(body);
    },
    remove: async (handle) => {
      waiting.splice(waiting.indexOf(handle), 1);
    },
  };
}

test('every message is moved, in order, until the queue is empty', async () => {
  const bodies = Array.from({ length: 23 }, (_, index) => `event ${index}`);
  const queue = queueOf(bodies);
  expect(await redrive(queue)).toBe(23);
  expect(queue.sent).toEqual(bodies);
  expect(queue.waiting).toEqual([]);
});

test('a message that cannot be sent stays where it is', async () => {
  const queue = queueOf(['first', 'second']);
  const failing = { ...queue, send: () => Promise.reject(new Error('AccessDenied')) };
  await expect(redrive(failing)).rejects.toThrow('AccessDenied');
  expect(queue.waiting).toEqual(['first', 'second']);
});
