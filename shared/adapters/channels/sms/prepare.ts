/** Makes a message ready for a provider: number, sign, registered template or text, within the parts allowed. */
import type { RegisteredTemplate, SmsSettings } from '../../../contract/sms-settings.ts';
import type { OutgoingMessage } from '../../../ports/channel.ts';
import { cutTo, roomOf } from './parts.ts';
import type { Sms, SmsProvider, SmsTemplate } from './sms.ts';

/** In words for the office: why this message cannot go by SMS. */
export interface CannotPrepare {
  readonly reason: string;
}

/**
 * Refuses an address that is no phone number, and for providers of registered templates a message that has no
 * template in the settings where there is no `otherwise` either. The sign stands in front in brackets, 【】; providers that
 * add it themselves get it apart.
 */
export function prepare(
  message: OutgoingMessage,
  settings: SmsSettings,
  sends: SmsProvider['sends'],
): Sms | CannotPrepare {
  const phone = phoneOf(message.address);
  if (phone === null) return { reason: '通讯录中的号码不是手机号码' };
  const { sender, text } = bySign(message.short);
  const sign = (Object.hasOwn(settings.signs, sender) ? settings.signs[sender] : settings.sign) ?? sender;
  const room = roomOf(settings.maxParts);
  const shown = sender === '' ? '' : `【${sender}】`;
  const cut = cutTo(text, room - shown.length);
  const template = sends === 'texts' ? null : templateOf(message, settings, cut);
  if (template === null && sends === 'templates') {
    return { reason: `未配置短信模板“${message.template?.id ?? '通用'}”` };
  }
  if (template !== null && 'reason' in template) return template;
  const { idempotencyKey: key, at } = message;
  return { key, phone, sign, text: cut, content: `${shown}${cut}`, template, at };
}

/** Eleven digits in the mainland, `+` and digits elsewhere; `null` for anything else. */
export function phoneOf(address: string): string | null {
  const digits = address.replace(/[\s-]/g, '');
  const mainland = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/.exec(digits)?.[1];
  if (mainland !== undefined) return mainland;
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : null;
}

/** The sender in brackets in front, and what follows. */
function bySign(short: string): { readonly sender: string; readonly text: string } {
  const found = /^【([^】]+)】/.exec(short);
  return found === null
    ? { sender: '', text: short }
    : { sender: found[1] ?? '', text: short.slice(found[0].length) };
}

function templateOf(
  message: OutgoingMessage,
  settings: SmsSettings,
  text: string,
): SmsTemplate | CannotPrepare | null {
  const own = message.template === null ? undefined : settings.templates[message.template.id];
  if (own !== undefined) return filled(own, message.template?.words ?? {});
  const { otherwise } = settings;
  if (otherwise === undefined) return null;
  const value = otherwise.longest === undefined ? text : cutTo(text, otherwise.longest);
  return { code: otherwise.code, params: [{ name: otherwise.param, value }] };
}

function filled(
  { code, params }: RegisteredTemplate,
  words: Readonly<Record<string, string>>,
): SmsTemplate | CannotPrepare {
  const missing = params.find(({ word }) => words[word] === undefined);
  if (missing !== undefined) return { reason: `短信模板“${code}”需要“${missing.word}”，本条提醒没有` };
  return {
    code,
    params: params.map(({ word, name = word, longest = Number.POSITIVE_INFINITY }) => {
      const value = words[word] ?? '';
      return { name, value: value.length <= longest ? value : `${value.slice(0, longest - 1)}…` };
    }),
  };
}
