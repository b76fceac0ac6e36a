import { oidcExchanges } from './oidc';
import { ownDeskExchanges } from './own-desk';
import { passkeyExchanges } from './passkeys';
import { sessionExchanges } from './sessions';

/** How staff come in, by whichever way, go out, and have what is their own. */
export const staffExchanges = {
  ...sessionExchanges,
  ...oidcExchanges,
  ...passkeyExchanges,
  ...ownDeskExchanges,
} as const;
