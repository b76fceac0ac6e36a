import { Secret } from 'aws-cdk-lib/aws-ecs';
import { ENV } from '../../contract';
import { MailServer } from '../network/mail-server';
import { named } from '../security/named-secret';

/** The mail server in the form the app reads. */
export const mailVariables = (server: MailServer | undefined): Record<string, string> =>
  server
    ? {
        [ENV.SMTP_URL]: server.url,
        [ENV.MAIL_FROM]: server.from,
        ...(server.certificateAuthority ? { [ENV.SMTP_CA]: server.certificateAuthority } : {}),
        ...(server.domains ? { [ENV.MAIL_DOMAINS]: server.domains.join(',') } : {}),
      }
    : {};

/** Its user and password. */
export const mailSecrets = (server: MailServer | undefined): Record<string, Secret> =>
  server?.credentials
    ? {
        [ENV.SMTP_USERNAME]: named(server.credentials, 'username'),
        [ENV.SMTP_PASSWORD]: named(server.credentials, 'password'),
      }
    : {};
