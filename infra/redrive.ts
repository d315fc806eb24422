/** Brings messages back from a dead-letter queue; the China regions have no redrive of their own. */
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

export interface Letters {
  /** Up to ten messages, none when the queue is empty. */
  receive(): Promise<readonly Pick<Message, 'Body' | 'ReceiptHandle'>[]>;
  send(body: string): Promise<void>;
  remove(receiptHandle: string): Promise<void>;
}

/**
 * Moves every message, one after the other, and answers how many. A message is removed only after it was sent:
 * a crash in between leaves it in both queues, and the command in it is recognised by its id.
 */
export async function redrive(letters: Letters): Promise<number> {
  let moved = 0;
  for (;;) {
    const messages = await letters.receive();
    if (messages.length === 0) return moved;
    for (const { Body, ReceiptHandle } of messages) {
      if (Body === undefined || ReceiptHandle === undefined) continue;
      await letters.send(Body);
      await letters.remove(ReceiptHandle);
      moved += 1;
    }
  }
}

function lettersOf(from: string, to: string): Letters {
  const sqs = new SQSClient({});
  return {
    receive: async () => {
      const receive = new ReceiveMessageCommand({
        QueueUrl: from,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 2,
      });
      return (await sqs.send(receive)).Messages ?? [];
    },
    send: async (body) => {
      await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: body }));
    },
    remove: async (receiptHandle) => {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle: receiptHandle }));
    },
  };
}

if (import.meta.main) {
  const [from, to] = process.argv.slice(2);
  if (from === undefined || to === undefined || from === to) {
    console.error('redrive: expected two different queue addresses: node infra/redrive.ts FROM_URL TO_URL');
    process.exitCode = 2;
  } else {
    console.log(`${await redrive(lettersOf(from, to))} messages moved.`);
  }
}
