/** What a provider says, made fit to be kept and shown: short, on one line, and without any secret. */

/** A provider as officials know it, and what must never be repeated of the traffic with it. */
export interface Provider {
  /** 企业微信, 钉钉, 短信平台 … */
  readonly name: string;
  /** Keys, secrets and the tokens at hand; asked for anew each time, because tokens change. */
  readonly secrets: () => readonly string[];
}

const MOST_CHARACTERS = 120;
const BLACKED_OUT = '***';
/** An address may carry a key that is not among the secrets, such as that of a proxy; nobody needs it in a reason. */
const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'，；（）]+/gi;
const NAMED_SECRET =
  /(["']?\b[\w-]*(?:token|secret|passw(?:or)?d|signature|sign|key|authorization|cookie)["']?\s*[=:]\s*)(?:bearer\s+)?("[^"]*"|'[^']*'|[^\s&,;，；}]+)/gi;

/**
 * The provider's words without secrets, addresses and what stands after names like `token=`, on one line and at most
 * 120 characters long; blank when there is nothing left. Secrets go before the text is cut, so that no part of one stays.
 */
export function providerWords(words: unknown, { secrets }: Provider): string {
  const text = typeof words === 'string' ? words : JSON.stringify(words ?? '').replace(/^""$/, '');
  const hidden = hideSecrets(text.slice(0, 100_000), secrets())
    .replace(ADDRESS, BLACKED_OUT)
    .replace(NAMED_SECRET, `$1${BLACKED_OUT}`);
  const line = hidden.replace(/[\s\p{C}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= MOST_CHARACTERS ? line : `${characters.slice(0, MOST_CHARACTERS).join('')}…`;
}

/** Each secret in the forms in which programs repeat it; the longest first, because one may be part of another. */
function hideSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter((secret) => secret !== '').flatMap(formsOf);
  return forms
    .sort((one, other) => other.length - one.length)
    .reduce((rest, form) => rest.replace(new RegExp(RegExp.escape(form), 'gi'), BLACKED_OUT), text);
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret, 'utf8').toString('base64');
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
  ];
}
