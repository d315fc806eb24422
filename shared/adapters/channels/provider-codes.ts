/** A provider's own code in the body of its answer: what it means for the message, and how it is said. */
import type { NotSent } from './https.ts';
import { type Provider, providerWords } from './provider-words.ts';

/** What a provider's manual says of one code; a code that stands in no table means that the message was not accepted. */
export type CodeMeaning =
  | { readonly outcome: 'failed'; readonly words: string }
  | {
      readonly outcome: 'retry';
      /** For officials, without a full stop at the end. */
      readonly words: string;
      /** Seconds. */
      readonly after?: number;
      readonly down?: true;
    };

/** Keys are codes as text, because some providers number them and some name them. */
export type CodeTable = ReadonlyMap<string, CodeMeaning>;

/** 企业微信未接受：收件人不在应用可见范围内（81013：user & party & tag all invalid）。 */
export function notAccepted(provider: Provider, code: unknown, words: unknown, table: CodeTable): NotSent {
  const meaning = table.get(String(code));
  const verb = meaning?.outcome === 'retry' ? '暂未受理' : '未接受';
  const plain = meaning ? `：${meaning.words}` : '';
  const reason = `${provider.name}${verb}${plain}（${codeAndWords(provider, code, words)}）。`;
  if (meaning?.outcome !== 'retry') return { outcome: 'failed', reason };
  const { after, down } = meaning;
  return {
    outcome: 'retry',
    reason,
    ...(after === undefined ? {} : { after }),
    ...(down ? { down } : {}),
  };
}

function codeAndWords(provider: Provider, code: unknown, words: unknown): string {
  const said = [code, words].map((part) =>
    providerWords(typeof part === 'number' ? String(part) : part, provider),
  );
  return said.filter((part) => part !== '').join('：') || '未说明原因';
}
