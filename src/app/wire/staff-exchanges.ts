import { oidcExchanges } from './oidc';
import { ownDeskExchanges } from './own-desk';
import { passkeyExchanges } from './passkeys';
import { sessionExchanges } from './sessions';

/** The routes by which staff sign in and out, and manage what is their own. */
export const staffExchanges = {
  ...sessionExchanges,
  ...oidcExchanges,
  ...passkeyExchanges,
  ...ownDeskExchanges,
} as const;
