/** E-mail by SMTP (RFC 5321). */
import type { MailSettings } from '../../../contract/mail-settings.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../ports/channel.ts';
import type { ChannelOptions } from '../channel-options.ts';
import { type Provider, providerWords } from '../provider-words.ts';
import { sendEach } from '../send-each.ts';
import { letterOf, messageIdOf } from './letter.ts';
import { openSession, SmtpFault, type SmtpSession } from './smtp-session.ts';

const SERVER = 'server';

/**
 * A few connections for each batch, closed at its end. A reply of 4xx may be followed by another try, one of 5xx not
 * (RFC 5321 §4.2.1); 421 is the server closing down. The reference is the Message-ID, by which a server's log is searched.
 */
export function mailChannel(settings: MailSettings, options: ChannelOptions = {}): Channel {
  const { password } = settings;
  const provider: Provider = {
    name: '邮件服务器',
    secrets: () => (password === undefined ? [] : [password]),
  };
  const { timeoutMilliseconds = settings.seconds * 1000, elapsed } = options;

  return { name: 'mail', limits: { keyOf: () => SERVER, paces: settings.paces }, send };

  async function send(messages: readonly OutgoingMessage[], milliseconds: number): Promise<SendOutcome[]> {
    const idle: SmtpSession[] = [];
    const sendOne = async (message: OutgoingMessage): Promise<SendOutcome> => {
      if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(message.address)) {
        return { outcome: 'failed', reason: '通讯录中的地址不是电子邮件地址。' };
      }
      try {
        await sendOnIdle(idle, message);
        return { outcome: 'sent', reference: messageIdOf(message.idempotencyKey, settings.from) };
      } catch (fault) {
        if (fault instanceof SmtpFault) return outcomeOf(fault, provider, timeoutMilliseconds);
        throw fault;
      }
    };
    const { connections: concurrency } = settings;
    try {
      return await sendEach(messages, milliseconds, sendOne, { keyOf: () => SERVER, concurrency, elapsed });
    } finally {
      for (const session of idle) session.close();
    }
  }

  /** A session on which a letter was refused is given up, because servers differ in what they still take afterwards. */
  async function sendOnIdle(idle: SmtpSession[], message: OutgoingMessage): Promise<void> {
    const letter = await letterOf(message, settings);
    const session = idle.pop() ?? (await openSession(settings, timeoutMilliseconds));
    try {
      await session.send(letter);
    } catch (fault) {
      session.close();
      throw fault;
    }
    idle.push(session);
  }
}

function outcomeOf(fault: SmtpFault, provider: Provider, milliseconds: number): SendOutcome {
  const { code, kind, begun } = fault;
  const { name } = provider;
  if (kind === 'ETLS') return { outcome: 'retry', reason: `${name}的加密连接未建立。`, down: true };
  if (code !== null) return refused(fault, code, provider);
  if (begun)
    return { outcome: 'retry', reason: `${name}未确认收到，是否送达不明。`, down: true, unsure: true };
  if (kind === 'EENVELOPE') return { outcome: 'failed', reason: `${name}未接受：地址格式有误。` };
  if (kind === 'EAUTH') return { outcome: 'failed', reason: `${name}未接受：账号无法登录。` };
  const reason = kind === 'ETIMEDOUT' ? `未答复（超过${milliseconds / 1000}秒）` : `无法连接（${kind}）`;
  return { outcome: 'retry', reason: `${name}${reason}。`, down: true };
}

/** An account that is refused for good is not a fault of the one letter, but waiting does not mend it either. */
function refused({ words }: SmtpFault, code: number, provider: Provider): SendOutcome {
  const said = providerWords(words, provider);
  const reason = (verb: string) => `${provider.name}${verb}（${said === '' ? code : said}）。`;
  if (code === 421) return { outcome: 'retry', reason: reason('暂停服务'), after: 60, down: true };
  if (code >= 500) return { outcome: 'failed', reason: reason('未接受') };
  return { outcome: 'retry', reason: reason('暂未受理'), after: 60 };
}
