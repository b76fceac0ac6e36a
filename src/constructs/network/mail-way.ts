import { Token } from 'aws-cdk-lib';
import { MAIL } from '../../contract';
import { MailServer } from './mail-server';

/** A port of the mail server, and where it is. */
export interface MailWay {
  readonly port: number;
  readonly cidrs: readonly string[];
}

const EXAMPLE = 'smtp://mail.bank.cl:587 or smtps://mail.bank.cl';
const EVERYWHERE = '0.0.0.0/0';
/** A network ACL takes 20 rules in each direction. */
const MOST_NETWORKS = 10;
/** RFC 1918, carrier-grade NAT and the range that AWS reserves. */
const PRIVATE = /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** A network address and prefix length that fit: no host bit is set. */
function isNetwork(text: string): boolean {
  const [address, length, ...rest] = text.split('/');
  const parts = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) ? address.split('.').map(Number) : [];
  const bits = /^\d{1,2}$/.test(length ?? '') ? Number(length) : 33;
  if (rest.length > 0 || parts.length !== 4 || bits > 32) return false;
  const value = parts.reduce((sum, part) => sum * 256 + part, 0);
  return parts.every((part) => part < 256) && value % 2 ** (32 - bits) === 0;
}

const isScheme = (name: string): name is keyof typeof MAIL.ports => Object.hasOwn(MAIL.ports, name);

/** What a usable address asks for; undefined otherwise. */
function parsed(text: string) {
  if (Token.isUnresolved(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  if (!isScheme(scheme) || url.hostname === '') return undefined;
  return { url, scheme, port: url.port === '' ? MAIL.ports[scheme] : Number(url.port) };
}

/** A sentence about the address, which is not quoted where it may hold a password. */
function urlProblem(text: string): string | undefined {
  const wants = `write ${EXAMPLE}`;
  if (Token.isUnresolved(text)) {
    return `url is known only in a deploy, and its port is opened at synth; ${wants}`;
  }
  if (/@/.test(text)) {
    return (
      'url has a user or a password, which the template would show to everybody who may read it; ' +
      `give them as credentials, and ${wants}`
    );
  }
  const read = parsed(text);
  if (!read) return `url is "${text}"; ${wants}`;
  const { url, scheme, port } = read;
  if (port === 0) return `url is "${text}", and nothing listens on port 0; ${wants}`;
  if (url.pathname.length > 1 || url.hash) {
    return `url is "${text}"; give scheme, host and port only, such as ${EXAMPLE}`;
  }
  const known = url.search === '' || (url.search === '?tls=none' && scheme === 'smtp');
  return known
    ? undefined
    : `url is "${text}"; behind the port only ?tls=none is known, and only with smtp://`;
}

/** What is wrong with the way to the server, and with what is sent over it. */
function wayProblems({ url: text, credentials, networks }: MailServer): string[] {
  const read = parsed(text);
  if (!read) return [];
  const within = networks?.length && networks.every((each) => PRIVATE.test(each));
  const open = read.url.searchParams.get('tls') === 'none';
  return [
    ...(read.port === 25 && !within
      ? [
          `url is "${text}", and AWS holds port 25 to the internet closed; give 587 or 465, or ` +
            "the bank's private networks as networks",
        ]
      : []),
    ...(open && !within
      ? [
          `url is "${text}", which encrypts nothing, and networks is not the bank's own; ` +
            'leave ?tls=none out, or give networks such as 10.0.0.0/8',
        ]
      : []),
    ...(open && credentials
      ? [
          `url is "${text}" and credentials is given: the password would cross the network ` +
            'readable; leave one of them out',
        ]
      : []),
  ];
}

function listProblems({ networks, domains }: MailServer): string[] {
  const empty = (name: string, list: readonly string[] | undefined, way: string) =>
    list?.length === 0 ? [`${name} is empty; ${way}`] : [];
  const domain = new RegExp(MAIL.domain, 'i');
  return [
    ...empty('networks', networks, 'leave it out for a server anywhere, or list networks'),
    ...empty('domains', domains, 'leave it out to send to any, or list some'),
    ...((networks?.length ?? 0) > MOST_NETWORKS
      ? [`networks has ${networks!.length}; give ${MOST_NETWORKS} at most, wider ones`]
      : []),
    ...(networks ?? [])
      .filter((each) => !Token.isUnresolved(each) && !isNetwork(each))
      .map(
        (each) =>
          `networks has "${each}"; give the first address and the length of an IPv4 network, ` +
          'such as 10.1.0.0/16',
      ),
    ...(domains ?? [])
      .filter((each) => !Token.isUnresolved(each) && !domain.test(each))
      .map((each) => `domains has "${each}"; give what stands behind the @, such as bank.cl`),
  ];
}

function senderProblem(from: string): string[] {
  if (Token.isUnresolved(from)) return [];
  const { in: within, bare } = new RegExp(MAIL.from).exec(from)?.groups ?? {};
  return new RegExp(MAIL.address, 'i').test(within ?? bare ?? '')
    ? []
    : [`from is "${from}"; give an address such as turnos@bank.cl or Banco <turnos@bank.cl>`];
}

/** What is wrong with it: one sentence per problem, with the way out. */
export function mailProblems(server: MailServer | undefined, hasEgress: boolean): string[] {
  if (!server) return [];
  const { certificateAuthority: authority } = server;
  const wrongUrl = urlProblem(server.url);
  const found = [
    ...(wrongUrl === undefined ? wayProblems(server) : [wrongUrl]),
    ...senderProblem(server.from),
    ...listProblems(server),
    ...(authority === undefined || Token.isUnresolved(authority) || isCertificate(authority)
      ? []
      : [
          'certificateAuthority is not a certificate; give its PEM text, from ' +
            '-----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----',
        ]),
  ].map((problem) => `mail.${problem}`);
  return hasEgress
    ? found
    : [
        ...found,
        'mail is given and egress is none, where nothing is sent; give an egress to the ' +
          'internet, or leave mail out',
      ];
}

const isCertificate = (text: string) =>
  /-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----/.test(text);

/** What the network opens for it; undefined where there is no server or it cannot be used. */
export function mailWay(server: MailServer | undefined): MailWay | undefined {
  const read = server && parsed(server.url);
  if (!read || read.port === 0) return undefined;
  const networks = (server.networks ?? []).filter(
    (each) => Token.isUnresolved(each) || isNetwork(each),
  );
  return {
    port: read.port,
    cidrs: networks.length > 0 ? networks.slice(0, MOST_NETWORKS) : [EVERYWHERE],
  };
}
