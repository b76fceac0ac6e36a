import { node, type Room } from './room.mts';

/** What speaks with servers that are not ours. */
export const outside: readonly Room[] = [
  {
    path: 'app/certificates.ts',
    sees: ['app/config.ts'],
    packages: [node],
    why: 'certificates reads files of authorities and nothing else',
  },
  {
    path: 'app/mail',
    sees: ['app/ports.ts', 'app/url-percent.ts', 'contract.ts'],
    packages: ['nodemailer'],
    why: "mail speaks SMTP with the bank's server; operations decide what it says",
  },
  {
    path: 'app/outside',
    sees: [],
    packages: [node],
    why: 'outside says which addresses may be called, for every caller',
  },
  {
    path: 'app/oidc',
    sees: ['app/domain/model', 'app/outside', 'app/ports.ts'],
    packages: ['jose', node, 'openid-client'],
    why: "oidc speaks with the bank's identity provider; identity decides whom to let in",
  },
];
