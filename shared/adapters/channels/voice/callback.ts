/** What a provider of voice calls reports afterwards: whether somebody answered. */
import * as z from 'zod';
import type { VoiceSettings } from '../../../contract/hook-settings.ts';
import { type Instant, parseInstant } from '../../../domain/time/instant.ts';
import { isSigned, type SignedRequest } from '../webhook/signature.ts';

export interface VoiceReport {
  /** Our idempotency key of the call. */
  readonly key: string | null;
  /** The provider's id of the call. */
  readonly reference: string | null;
  readonly phone: string | null;
  readonly answered: boolean;
  /** A key pressed while listening, for example 1 for 收到. */
  readonly pressed: string | null;
  readonly note: string | null;
  readonly at: Instant | null;
}

const report = z.object({
  id: z.string().min(1).max(300).optional(),
  reference: z.string().min(1).max(300).optional(),
  phone: z.string().max(30).optional(),
  result: z.enum(['answered', 'unanswered', 'busy', 'off', 'rejected', 'failed']),
  pressed: z.string().max(20).optional(),
  note: z.string().max(300).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
});
const body = z.union([report.transform((one) => [one]), z.array(report).max(500)]);

const RESULTS = {
  answered: '已接听',
  unanswered: '无人接听',
  busy: '占线',
  off: '关机或者不在服务区',
  rejected: '拒接',
  failed: '呼叫失败',
} as const;

/** One report or a list of them as JSON; `null` where it has another form or names no call. */
export function readVoiceCallback(text: string): VoiceReport[] | null {
  const read = body.safeParse(jsonOf(text));
  if (!read.success) return null;
  if (read.data.some(({ id, reference }) => id === undefined && reference === undefined)) return null;
  return read.data.map(({ id, reference, phone, result, pressed, note, at }) => ({
    key: id ?? null,
    reference: reference ?? null,
    phone: phone ?? null,
    answered: result === 'answered',
    pressed: pressed ?? null,
    note: note ?? RESULTS[result],
    at: at === undefined ? null : parseInstant(at),
  }));
}

/** Signed like our own requests, with `callbackSecret` or else with `secret`. */
export function verifyVoiceCallback(request: SignedRequest, settings: VoiceSettings, now: Instant): boolean {
  return isSigned(request, settings.callbackSecret ?? settings.secret, now);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
