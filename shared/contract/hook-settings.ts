/** How an installation describes what Duban calls by signed JSON: systems of the office, and a provider of voice calls. */
import * as z from 'zod';
import { gatewayUrl } from './gateway-url.ts';

const pace = z.strictObject({ count: z.int().positive(), seconds: z.int().positive() });
const secret = z.string().min(16);

const hook = z.strictObject({
  url: gatewayUrl,
  secret: secret.describe('key of the HMAC-SHA256 with which each request is signed'),
  headers: z.record(z.string().min(1), z.string()).default({}),
});

/** By name; the directory's address of a person on this channel is such a name. */
export const webhookSettings = z.strictObject({
  hooks: z.record(z.string().trim().min(1), hook),
  paces: z.array(pace).default([]).describe('for each hook'),
});

/** A person's address on this channel is a telephone number, meant for the duty phones of units. */
export const voiceSettings = hook.extend({
  callbackUrl: gatewayUrl.optional().describe('where the provider reports whether the call was answered'),
  callbackSecret: secret
    .optional()
    .describe('with which the provider signs its reports; `secret` without it'),
  paces: z.array(pace).default([{ count: 30, seconds: 60 }]),
});

export type Hook = z.output<typeof hook>;
export type WebhookSettings = z.output<typeof webhookSettings>;
export type VoiceSettings = z.output<typeof voiceSettings>;
