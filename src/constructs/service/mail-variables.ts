import { Secret } from 'aws-cdk-lib/aws-ecs';
import { ENV } from '../../contract';
import { MailServer } from '../network/mail-server';
import { named } from '../security/named-secret';

/** The mail server in the form the app reads. */
export const mailVariables = (given: MailServer | undefined): Record<string, string> =>
  given
    ? {
        [ENV.SMTP_URL]: given.url,
        [ENV.MAIL_FROM]: given.from,
        ...(given.certificateAuthority ? { [ENV.SMTP_CA]: given.certificateAuthority } : {}),
        ...(given.domains ? { [ENV.MAIL_DOMAINS]: given.domains.join(',') } : {}),
      }
    : {};

/** Its user and password. */
export const mailSecrets = (given: MailServer | undefined): Record<string, Secret> =>
  given?.credentials
    ? {
        [ENV.SMTP_USERNAME]: named(given.credentials, 'username'),
        [ENV.SMTP_PASSWORD]: named(given.credentials, 'password'),
      }
    : {};
