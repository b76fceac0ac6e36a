import { adapters } from './adapters.mts';
import { core } from './core.mts';
import { library } from './library.mts';
import { local } from './local.mts';
import { outside } from './outside.mts';
import { pageRooms } from './pages.mts';
import { program } from './program.mts';
import type { Room } from './room.mts';

/**
 * Who may import whom. The sources are rooms, and each has a row that lists what it may see;
 * everything else is refused with the row's reason. If a rule is in the way, change the row and say
 * why.
 */
export const rooms: readonly Room[] = [
  ...library,
  ...core,
  ...adapters,
  ...outside,
  ...program,
  ...pageRooms,
  ...local,
];
