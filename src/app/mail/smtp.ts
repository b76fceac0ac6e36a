import { createTransport } from 'nodemailer';
import { Mailer, MailMessage, MailResult } from '../ports';
import { MailSettings } from './settings';

/** Time limits for the server's answers, ms; a whole message takes less than half a lease. */
const CONNECT_MS = 10_000;
const SILENT_MS = 20_000;
const WHOLE_MS = 45_000;

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
 * @param ca PEM of the authorities that may vouch for the server, instead of Node's
 */
export function smtpMailer(settings: MailSettings, ca?: string): Mailer {
  const { host, port, tls, username, password, from } = settings;
  const transport = createTransport({
    host: host.replace(/^\[|\]$/g, ''),
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(username ? { auth: { user: username, pass: password } } : {}),
    tls: { minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    // Whatever a message contains, it must not make the mailer read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(message) {
      let late: NodeJS.Timeout | undefined;
      const sent = transport
        .sendMail(written(message, from))
        .then((): MailResult => ({ outcome: 'sent' }), failed);
      const whole = new Promise<MailResult>((resolve) => {
        late = setTimeout(
          () => resolve({ ...AWAY, reason: `no answer within ${WHOLE_MS} ms` }),
          WHOLE_MS,
        );
      });
      try {
        return await Promise.race([sent, whole]);
      } finally {
        clearTimeout(late);
      }
    },
  };
}

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
