/** How an installation describes its mail server. */
import * as z from 'zod';

export const mailSettings = z.strictObject({
  host: z.string().trim().min(1),
  port: z.int().min(1).max(65_535),
  security: z
    .enum(['tls', 'starttls', 'none'])
    .describe('TLS from the first byte (465), STARTTLS or nothing at all (587), or plain text'),
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  from: z.email(),
  sender: z.string().trim().min(1).optional().describe('the name shown beside the address'),
  ca: z
    .string()
    .min(1)
    .optional()
    .describe('PEM of an authority of the house, where the server’s is private'),
  connections: z.int().min(1).max(20).default(3),
  seconds: z.int().min(1).max(60).default(15).describe('how long the server may take for one answer'),
  paces: z
    .array(z.strictObject({ count: z.int().positive(), seconds: z.int().positive() }))
    .default([{ count: 60, seconds: 60 }]),
});

export type MailSettings = z.output<typeof mailSettings>;
