import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** The mail server by which reports leave: the bank's own, or Amazon SES. */
export interface MailServer {
  /**
   * `smtp://host:587` (STARTTLS is demanded) or `smtps://host:465`, as text that is known at synth:
   * the network opens exactly this port. With `?tls=none` nothing is encrypted, for a server in
   * `networks` without a certificate.
   */
  readonly url: string;

  /** The address that reports come from, such as `Banco <turnos@bank.cl>`. */
  readonly from: string;

  /**
   * The secret with user and password, as JSON `{"username", "password"}`, in the stack's region.
   *
   * @default the server asks for none
   */
  readonly credentials?: ISecret;

  /**
   * Certificates, as PEM, of the authority that signed the server's certificate, if it is the
   * bank's own.
   *
   * @default the public authorities that Node.js knows
   */
  readonly certificateAuthority?: string;

  /**
   * Networks that the server is in, as IPv4 CIDRs, at most ten. The port is open to no others.
   *
   * @default everywhere
   */
  readonly networks?: string[];

  /**
   * Domains to which reports may be sent, such as `bank.cl`. Subdomains are not included. Reports
   * to other addresses are refused, and existing ones end.
   *
   * @default any
   */
  readonly domains?: string[];
}
