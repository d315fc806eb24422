/** The one place where what providers push to us is given its readers, from the settings of an installation. */
import type { ChannelSettings } from '../../contract/channel-settings.ts';
import type { VoiceSettings } from '../../contract/hook-settings.ts';
import type { SmsSettings } from '../../contract/sms-settings.ts';
import type { CallbackReader, CallbackRequest, DeliveryReport, ReceivedReply } from '../../ports/callback.ts';
import { readSmsCallback, type SmsCallback, smsCallbackAnswer, verifySmsCallback } from './sms/callbacks.ts';
import { readVoiceCallback, type VoiceReport, verifyVoiceCallback } from './voice/callback.ts';

/** By the name of the channel. Channels whose provider pushes nothing, or whose settings give no proof, have none. */
export function openCallbacks({ sms, voice }: ChannelSettings): ReadonlyMap<string, CallbackReader> {
  return new Map([
    ...(sms?.callback === undefined ? [] : [['sms', smsReader(sms)] as const]),
    ...(voice === undefined ? [] : [['voice', voiceReader(voice)] as const]),
  ]);
}

function smsReader(settings: SmsSettings): CallbackReader {
  const answer = { type: 'application/json', body: JSON.stringify(smsCallbackAnswer(settings.provider)) };
  return ({ body, headers, query }) => {
    const plain = { body, headers: Object.fromEntries(headers), query: Object.fromEntries(query) };
    if (!verifySmsCallback(settings, plain)) return null;
    const read = readSmsCallback(settings.provider, body, plain.headers, settings);
    // The provider has shown itself; what it says in a form of its own would only come again.
    return { ...(read === null ? { reports: [], replies: [] } : smsContents(read)), answer };
  };
}

function smsContents({ reports, replies }: SmsCallback) {
  return {
    reports: reports.map(
      ({ reference, key, delivered, note, at }): DeliveryReport => ({
        reference,
        key,
        state: delivered ? 'delivered' : 'unreached',
        note,
        happenedAt: at,
      }),
    ),
    replies: replies.map(({ id, phone, text, at }): ReceivedReply => ({ id, phone, text, happenedAt: at })),
  };
}

function voiceReader(settings: VoiceSettings): CallbackReader {
  return ({ body, headers, at }: CallbackRequest) => {
    if (!verifyVoiceCallback({ body, headers: Object.fromEntries(headers) }, settings, at)) return null;
    const read = readVoiceCallback(body) ?? [];
    return { reports: read.map(voiceReport), replies: read.flatMap(keyPressed) };
  };
}

function voiceReport({ key, reference, answered, note, at }: VoiceReport): DeliveryReport {
  return { reference, key, state: answered ? 'delivered' : 'unreached', note, happenedAt: at };
}

/** A key pressed while listening is an answer like a reply by SMS. */
function keyPressed({ key, reference, phone, pressed, at }: VoiceReport): ReceivedReply[] {
  if (phone === null || pressed === null || pressed === '') return [];
  return [{ id: `${key ?? reference ?? ''}/${pressed}`, phone, text: pressed, happenedAt: at }];
}
