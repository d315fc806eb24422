/** Any gateway that takes one message by JSON or form, as the settings describe it. */
import type { BodyTemplate, GenericSmsSettings } from '../../../contract/sms-settings.ts';
import type { CodeMeaning } from '../provider-codes.ts';
import { textAt } from './at-path.ts';
import { throttled } from './codes.ts';
import type { Answer, GatewayRequest, Sms, SmsProvider } from './sms.ts';

const TYPES = {
  json: 'application/json; charset=utf-8',
  form: 'application/x-www-form-urlencoded; charset=utf-8',
} as const;

/** Sends texts; a gateway whose body has a place for `{template}` sends registered templates only. */
export function generic(settings: GenericSmsSettings): SmsProvider {
  return {
    sends: JSON.stringify(settings.body).includes('{template}') ? 'templates' : 'texts',
    ...(settings.answer.pattern === undefined ? {} : { plainText: true }),
    request: (sms) => request(settings, sms),
    read: (body) => read(settings, body),
    meaning: ({ code }) => meaning(settings, code),
  };
}

function request(settings: GenericSmsSettings, sms: Sms): GatewayRequest {
  const words = wordsOf(sms);
  const headers = Object.entries(settings.headers).map(([name, value]) => [
    name.toLowerCase(),
    headerSafe(fill(value, words)),
  ]);
  const common = { url: settings.url, headers: Object.fromEntries(headers) };
  const { method, format } = settings;
  if (method === 'GET') return { ...common, url: withQuery(settings.url, formOf(settings, words)) };
  const text = format === 'json' ? JSON.stringify(filled(settings.body, words)) : formOf(settings, words);
  return { ...common, body: { text, type: TYPES[format] } };
}

function withQuery(url: string, query: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

function formOf({ body }: GenericSmsSettings, words: ReadonlyMap<string, string>): string {
  const fields = Object.entries(body).map(([name, value]): [string, string] => {
    const text = filled(value, words);
    return [name, typeof text === 'string' ? text : JSON.stringify(text)];
  });
  return new URLSearchParams(fields).toString();
}

function wordsOf(sms: Sms): ReadonlyMap<string, string> {
  const params = (sms.template?.params ?? []).map(({ name, value }): [string, string] => [
    `params.${name}`,
    value,
  ]);
  return new Map([
    ...params,
    ['phone', sms.phone],
    ['text', sms.text],
    ['sign', sms.sign],
    ['content', sms.content],
    ['template', sms.template?.code ?? ''],
    ['params', JSON.stringify((sms.template?.params ?? []).map(({ value }) => value))],
    ['id', sms.key],
    ['at', sms.at],
  ]);
}

/** Places are filled inside the strings of the JSON, so that no text can end its string. */
function filled(template: BodyTemplate, words: ReadonlyMap<string, string>): BodyTemplate {
  if (typeof template === 'string') return fill(template, words);
  if (template === null || typeof template !== 'object') return template;
  if (Array.isArray(template)) return template.map((part) => filled(part, words));
  return Object.fromEntries(Object.entries(template).map(([name, part]) => [name, filled(part, words)]));
}

function fill(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/\{([a-z]+(?:\.[^{}]+)?)\}/g, (place, name: string) => words.get(name) ?? place);
}

function headerSafe(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text);
}

function read({ answer }: GenericSmsSettings, whole: unknown): Answer | null {
  const body = answer.pattern === undefined ? whole : groupsIn(whole, answer.pattern);
  const code = textAt(body, answer.path);
  if (code === null) return null;
  const [words, reference] = [textAt(body, answer.reason) ?? '', textAt(body, answer.reference)];
  return { taken: answer.success.includes(code), code, words, reference };
}

/** `0,8841` as plain text may come as JSON too: `0` alone is a number. */
function groupsIn(body: unknown, pattern: string): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new RegExp(pattern, 'su').exec(text)?.groups;
}

function meaning({ answer }: GenericSmsSettings, code: string): CodeMeaning | undefined {
  if (answer.throttled.includes(code)) return throttled(30);
  return answer.retry.includes(code) ? { outcome: 'retry', words: '请稍后再试' } : undefined;
}
