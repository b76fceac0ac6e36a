import { cloudPrntRoutes } from './cloudprnt';
import { configurationRoutes } from './configuration';
import { counterRoutes } from './counters';
import { floorRoutes } from './floor';
import { myRoutes } from './my';
import { HttpParts } from './parts';
import { printerRoutes } from './printers';
import { recordRoutes } from './records';
import { Route } from './route';
import { sessionRoutes } from './sessions';
import { settingsRoutes } from './settings';
import { ticketRoutes } from './tickets';

/** Every route of section 7 of the design. */
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
