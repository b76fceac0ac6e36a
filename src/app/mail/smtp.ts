import { createTransport } from 'nodemailer';
import { Mailer, MailMessage, MailResult, READ_FIRST_MS } from '../ports';
import { MailSettings } from './settings';

/** Time limits, ms. */
export interface MailLimits {
  /** To be connected and greeted. */
  readonly connectMs: number;
  /** Until the whole message is on its way. */
  readonly writeMs: number;
  /** From then on for the server's answer, which alone decides: RFC 5321 asks for ten minutes. */
  readonly answerMs: number;
  /** The same once the app stops. */
  readonly lastWordMs: number;
}
const LIMITS: MailLimits = {
  connectMs: 10_000,
  writeMs: 45_000,
  answerMs: 600_000,
  lastWordMs: 5_000,
};

/** The first digit of a server's permanent refusals: 5xx. */
interface SmtpFailure {
  readonly code?: string;
  readonly responseCode?: number | false;
  readonly command?: string;
}

const AWAY = { outcome: 'later', away: true } as const;

/**
 * Sends by SMTP, over a connection of its own for each message: there are few, hours apart. The
 * certificate is checked against the host's name.
 *
 * A message that is given up before its last line was written does not arrive: its connection ends
 * without it. After its last line the server may have it, so only its answer counts, and it has
 * long to look into the message (decision 0273).
 * @param ca PEM of the authorities that may vouch for the server, instead of Node's
 */
export function smtpMailer(settings: MailSettings, ca?: string, limits = LIMITS): Mailer {
  const { connectMs, writeMs, answerMs, lastWordMs } = limits;
  return {
    async send(message, stop) {
      const givenUp = new AbortController();
      const done = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      let isWritten = false;
      const giveUp = (reason: string) => givenUp.abort(reason);
      const within = (ms: number) => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          timer = setTimeout(() => giveUp(`no answer within ${ms} ms`), READ_FIRST_MS);
        }, ms);
      };
      const stopped = () => (isWritten ? within(lastWordMs) : giveUp('the app stops'));
      const transport = createTransport(optionsOf(settings, ca, { connectMs, answerMs }));
      transport.use('stream', ({ message: whole }, next) => {
        const lastLine = () => {
          isWritten = true;
          within(stop?.aborted ? lastWordMs : answerMs);
        };
        whole.processFunc((lines) => lines.once('end', lastLine));
        next();
      });
      within(writeMs);
      if (stop?.aborted) stopped();
      stop?.addEventListener('abort', stopped, { signal: done.signal });
      try {
        await transport.sendMail({
          ...written(message, settings.from),
          signal: givenUp.signal,
        });
        return { outcome: 'sent' };
      } catch (error) {
        const { aborted, reason } = givenUp.signal;
        return aborted ? { ...AWAY, reason: String(reason) } : failed(error as SmtpFailure);
      } finally {
        clearTimeout(timer);
        done.abort();
      }
    },
  };
}

const optionsOf = (
  { host, port, tls, username, password }: MailSettings,
  ca: string | undefined,
  { connectMs, answerMs }: Pick<MailLimits, 'connectMs' | 'answerMs'>,
) => ({
  host: host.replace(/^\[|\]$/g, ''),
  port,
  secure: tls === 'implicit',
  requireTLS: tls === 'starttls',
  ignoreTLS: tls === 'none',
  ...(username ? { auth: { user: username, pass: password } } : {}),
  tls: { minVersion: 'TLSv1.2' as const, ...(ca ? { ca } : {}) },
  connectionTimeout: connectMs,
  greetingTimeout: connectMs,
  // the limits of the whole message are ours: this one must not end sooner
  socketTimeout: 2 * answerMs,
  // Whatever a message contains, it must not make the mailer read a file or an address.
  disableFileAccess: true,
  disableUrlAccess: true,
});

const written = (
  { to, fromName, subject, text, html, messageId, unsubscribe, files }: MailMessage,
  from: MailSettings['from'],
) => ({
  from: { address: from.address, name: from.name ?? fromName },
  // An address, never a list of them: no comma in it makes two.
  to: { address: to, name: '' },
  subject,
  text,
  html,
  textEncoding: 'quoted-printable' as const,
  messageId,
  headers: {
    'List-Unsubscribe': `<${unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  },
  attachments: files.map(({ name, type, content }) => ({
    filename: name,
    contentType: type,
    content: Buffer.from(content),
  })),
});

/**
 * Codes only, because a server's text may contain the address. Only an answer to the recipient or
 * to the whole message is a permanent refusal; the rest is about the server or its configuration.
 */
function failed(error: SmtpFailure): MailResult {
  const { code = 'unknown', responseCode, command } = error;
  if (!responseCode) return { ...AWAY, reason: code };
  const reason = `${code} ${responseCode}`;
  if (command !== 'RCPT TO' && command !== 'DATA') return { ...AWAY, reason };
  // 421 closes the connection, whatever was asked.
  if (responseCode === 421) return { ...AWAY, reason };
  return responseCode >= 500
    ? { outcome: 'refused', reason }
    : { outcome: 'later', reason, away: false };
}
