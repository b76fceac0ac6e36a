import { MAIL } from '../../contract';
import { percentProblem } from '../url-percent';

/** How the app reaches the bank's mail server. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `implicit`: from the first byte (smtps). `starttls`: required before anything else is sent. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly username?: string;
  readonly password?: string;
  /** A PEM file with the authorities that may sign the server's certificate; by default Node's. */
  readonly caFile?: string;
  /** The same as PEM text. */
  readonly ca?: string;
  /** Domains that reports may be sent to, in lower case; any by default. */
  readonly domains?: readonly string[];
  readonly from: { readonly address: string; readonly name?: string };
}

/** The variables, as they are read. */
export interface MailVariables {
  readonly url?: string;
  readonly from?: string;
  readonly username?: string;
  readonly password?: string;
  readonly caFile?: string;
  readonly ca?: string;
  readonly domains?: string;
}

const ADDRESS = new RegExp(MAIL.address, 'i');
const FROM = new RegExp(MAIL.from);
const DOMAIN = new RegExp(MAIL.domain, 'i');
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const EXAMPLE = 'smtp://mail.bank.cl:587 or smtps://mail.bank.cl';

/**
 * Reads the mail server from its variables. Never shows a URL: it may hold a password.
 * @param problems gets a sentence for each that cannot be used
 * @returns undefined when there is none, or when it cannot be used
 */
export function readMail(
  { url, from, username, password, caFile, ca, domains }: MailVariables,
  problems: string[],
): MailSettings | undefined {
  const before = problems.length;
  if (url === undefined) {
    for (const [name, value] of Object.entries({
      MAIL_FROM: from,
      SMTP_USERNAME: username,
      SMTP_PASSWORD: password,
      SMTP_CA_FILE: caFile,
      SMTP_CA: ca,
      MAIL_DOMAINS: domains,
    })) {
      if (value !== undefined) {
        problems.push(
          `${name} is set and SMTP_URL is not: set it to ${EXAMPLE}, or leave both empty to run ` +
            'without mail',
        );
      }
    }
    return undefined;
  }
  const server = serverIn(url, problems);
  const sender = senderIn(from, problems);
  const allowed = domainsIn(domains, problems);
  if (ca !== undefined && !CERTIFICATE.test(ca)) {
    problems.push(
      'SMTP_CA is not a certificate: give its PEM text, from -----BEGIN CERTIFICATE----- to ' +
        '-----END CERTIFICATE-----',
    );
  }
  if (ca !== undefined && caFile !== undefined) {
    problems.push('SMTP_CA and SMTP_CA_FILE are the same thing: set one of them');
  }
  const who = username ?? server?.username;
  const secret = password ?? server?.password;
  if ((who === undefined) !== (secret === undefined)) {
    problems.push('SMTP_USERNAME and SMTP_PASSWORD belong together: set both or neither');
  }
  if (server?.tls === 'none' && secret !== undefined && !LOOPBACK.test(server.host)) {
    problems.push(
      'SMTP_URL has tls=none and there is a password, which would cross the network readable: ' +
        'leave tls=none out, or take the user and the password away',
    );
  }
  if (problems.length > before || !server || !sender) return undefined;
  return {
    ...server,
    username: who,
    password: secret,
    caFile,
    ca,
    from: sender,
    ...(allowed ? { domains: allowed } : {}),
  };
}

/** As they are compared: in lower case. */
function domainsIn(text: string | undefined, problems: string[]): readonly string[] | undefined {
  const domains = text?.split(',').map((each) => each.trim().toLowerCase());
  const wrong = domains?.filter((each) => !DOMAIN.test(each)) ?? [];
  if (wrong.length > 0) {
    problems.push(
      `MAIL_DOMAINS has ${wrong.map((each) => JSON.stringify(each)).join(', ')}: set it to ` +
        'domains with commas between, such as bank.cl,filial.bank.cl, or leave it out for any',
    );
  }
  return domains;
}

function serverIn(text: string, problems: string[]) {
  const wrong = (problem: string) => void problems.push(`SMTP_URL ${problem}`);
  if (!URL.canParse(text)) return wrong(`is not a URL: write ${EXAMPLE}`);
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'smtp' && scheme !== 'smtps') {
    return wrong(`must start with smtp:// or smtps://, not ${url.protocol}`);
  }
  if (!url.hostname) return wrong(`names no host: write ${EXAMPLE}`);
  if (url.pathname.length > 1 || url.hash) {
    return wrong(`must be scheme, host and port only, such as ${EXAMPLE}`);
  }
  const percent = percentProblem('SMTP_URL', text);
  if (percent) return void problems.push(percent);
  const strange = [...url.searchParams.keys()].filter((name) => name !== 'tls');
  if (strange.length) return wrong(`has ${strange.join(', ')}, which is not known: only tls=none`);
  const asked = url.searchParams.get('tls');
  if (asked !== null && (asked !== 'none' || scheme === 'smtps')) {
    return wrong(
      `has tls=${asked}: only tls=none with smtp:// is known, for a server in the bank's own ` +
        'network that has no certificate',
    );
  }
  const tls = asked === 'none' ? 'none' : scheme === 'smtps' ? 'implicit' : 'starttls';
  return {
    host: url.hostname,
    port: url.port === '' ? MAIL.ports[scheme] : Number(url.port),
    tls,
    ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
  } as const;
}

function senderIn(text: string | undefined, problems: string[]) {
  const wants =
    'the address that reports come from, such as turnos@bank.cl or Banco <turnos@bank.cl>';
  if (text === undefined) return void problems.push(`MAIL_FROM is not set: set it to ${wants}`);
  const { name, in: within, bare } = FROM.exec(text)?.groups ?? {};
  const address = within ?? bare ?? '';
  if (!ADDRESS.test(address)) {
    return void problems.push(`MAIL_FROM must be ${wants}, not ${JSON.stringify(text)}`);
  }
  return { address, ...(name ? { name } : {}) };
}
