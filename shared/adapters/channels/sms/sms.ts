/** What every SMS provider is: something that makes a request from one message and reads what came back. */
import type { Instant } from '../../../domain/time/instant.ts';
import type { CodeMeaning } from '../provider-codes.ts';

/** A message made ready for providers of either kind: those that send texts and those that send registered templates. */
export interface Sms {
  readonly key: string;
  /** As the directory has it, without spaces, dashes and +86: eleven digits in the mainland, else with + in front. */
  readonly phone: string;
  /** The registered sign or its code, without brackets. */
  readonly sign: string;
  /** Without the sign, cut to the parts allowed. */
  readonly text: string;
  /** The sign as it stood in the message, and the text. */
  readonly content: string;
  readonly template: SmsTemplate | null;
  readonly at: Instant;
}

export interface SmsTemplate {
  readonly code: string;
  readonly params: readonly { readonly name: string; readonly value: string }[];
}

export interface GatewayRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Posted; without it the request is a GET. */
  readonly body?: { readonly text: string; readonly type: string };
}

/** What the body of an answer says, in the provider's own terms. */
export interface Answer {
  readonly taken: boolean;
  readonly code: string;
  readonly words: string;
  /** By which the provider reports later. */
  readonly reference: string | null;
}

/** What a signature needs beside the message: the present moment and a text that was never used before. */
export interface Stamp {
  readonly now: Instant;
  readonly nonce: string;
}

export interface SmsProvider {
  /** It may answer in plain text instead of JSON. */
  readonly plainText?: true;
  /** Whether it sends registered templates only, free texts only, or either. */
  readonly sends: 'templates' | 'texts' | 'both';
  request(sms: Sms, stamp: Stamp): GatewayRequest;
  /** `null` for what has not the form that the provider documents. */
  read(body: unknown): Answer | null;
  /** Of a code that is not success; `undefined` for one that is final on this channel. */
  meaning(answer: Answer): CodeMeaning | undefined;
}
