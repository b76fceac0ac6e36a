import { cloudPrntRoutes } from '../routes/cloudprnt';
import { configurationRoutes } from '../routes/configuration';
import { counterRoutes } from '../routes/counters';
import { floorRoutes } from '../routes/floor';
import { myRoutes } from '../routes/my';
import { HttpParts } from '../request/parts';
import { printerRoutes } from '../routes/printers';
import { recordRoutes } from '../routes/records';
import { Route } from '../request/route';
import { sessionRoutes } from '../routes/sessions';
import { settingsRoutes } from '../routes/settings';
import { ticketRoutes } from '../routes/tickets';

/** Every route of the API. */
export const routesOf = (parts: HttpParts): readonly Route[] => [
  ...ticketRoutes(parts),
  ...printerRoutes(parts),
  ...cloudPrntRoutes(parts),
  ...myRoutes(parts),
  ...counterRoutes(parts),
  ...floorRoutes(parts),
  ...recordRoutes(parts),
  ...settingsRoutes(parts),
  ...configurationRoutes(parts),
  ...sessionRoutes(parts),
];
