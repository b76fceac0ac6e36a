import { HttpDeps } from '../request/deps';
import { Route } from '../request/route';
import { atCounterRoutes } from '../routes/at-counter';
import { cloudPrntRoutes } from '../routes/cloudprnt';
import { configurationRoutes } from '../routes/configuration';
import { counterRoutes } from '../routes/counters';
import { deviceRoutes } from '../routes/devices';
import { faceRoutes } from '../routes/face';
import { floorRoutes } from '../routes/floor';
import { myRoutes } from '../routes/my';
import { oidcRoutes } from '../routes/oidc';
import { ownAccountRoutes } from '../routes/own-account';
import { ownDeskRoutes } from '../routes/own-desk';
import { passkeyRoutes } from '../routes/passkeys';
import { printerRoutes } from '../routes/printers';
import { recordRoutes } from '../routes/records';
import { reportMailRoutes } from '../routes/report-mails';
import { rightsRoutes } from '../routes/rights';
import { secondFactorRoutes } from '../routes/second-factor';
import { sessionRoutes } from '../routes/sessions';
import { settingsRoutes } from '../routes/settings';
import { signRoutes } from '../routes/signs';
import { simulationRoutes } from '../routes/simulations';
import { ticketRoutes } from '../routes/tickets';

/** Every route of the API. */
export const routesOf = (deps: HttpDeps): readonly Route[] => [
  ...ticketRoutes(deps),
  ...printerRoutes(deps),
  ...cloudPrntRoutes(deps),
  ...myRoutes(deps),
  ...rightsRoutes(deps),
  ...counterRoutes(deps),
  ...atCounterRoutes(deps),
  ...floorRoutes(deps),
  ...signRoutes(deps),
  ...deviceRoutes(deps),
  ...recordRoutes(deps),
  ...reportMailRoutes(deps),
  ...simulationRoutes(deps),
  ...settingsRoutes(deps),
  ...faceRoutes(deps),
  ...configurationRoutes(deps),
  ...sessionRoutes(deps),
  ...ownAccountRoutes(deps),
  ...ownDeskRoutes(deps),
  ...secondFactorRoutes(deps),
  ...passkeyRoutes(deps),
  ...oidcRoutes(deps),
];
