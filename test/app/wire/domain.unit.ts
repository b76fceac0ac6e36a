import { z } from 'zod';
import { DeviceKind, Role } from '../../../src/app/domain/model/actor';
import { Actor } from '../../../src/app/domain/model/actor';
import { AdvisorState } from '../../../src/app/domain/model/advisor';
import { AlertKind } from '../../../src/app/domain/model/alert';
import { Event, FactType } from '../../../src/app/domain/model/events';
import { PrintReason, PrintState } from '../../../src/app/domain/model/print';
import { QueueConfig } from '../../../src/app/domain/model/queue';
import { QueueIcon } from '../../../src/app/domain/model/queue-icons';
import { BranchSettings } from '../../../src/app/domain/model/settings';
import { Floor } from '../../../src/app/domain/model/state';
import { Lane, Language, TicketState } from '../../../src/app/domain/model/ticket';
import { Why } from '../../../src/app/domain/model/why';
import { ownTicket } from '../../../src/app/domain/views/own-ticket';
import { Written } from '../../../src/app/domain/views/rfc3339';
import {
  AdvisorView,
  DisplayView,
  FloorView,
  StaffTicketView,
} from '../../../src/app/domain/views/views';
import { Directory, ViewName } from '../../../src/app/ports';
import { Wire } from '../../../src/app/wire/common';
import * as enums from '../../../src/app/wire/enums';
import * as facts from '../../../src/app/wire/facts';
import * as line from '../../../src/app/wire/line';
import * as settings from '../../../src/app/wire/settings';
import * as tickets from '../../../src/app/wire/tickets';
import * as views from '../../../src/app/wire/views';

type Same<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? true
    : { readonly missingIn: 'wire' }
  : { readonly missingIn: 'the domain' };
type Of<S extends z.ZodType> = Wire<S>;

/**
 * The compiler compares them: a member added to the domain but not to `wire`, or vice versa, breaks
 * `npm run types`.
 */
const same: readonly true[] = [
  true satisfies Same<Of<typeof enums.lane>, Lane>,
  true satisfies Same<Of<typeof enums.language>, Language>,
  true satisfies Same<Of<typeof enums.ticketState>, TicketState>,
  true satisfies Same<Of<typeof enums.advisorState>, AdvisorState>,
  true satisfies Same<Of<typeof enums.role>, Role>,
  true satisfies Same<Of<typeof enums.deviceKind>, DeviceKind>,
  true satisfies Same<Of<typeof enums.actorKind>, Actor['kind']>,
  true satisfies Same<Of<typeof enums.assignment>, BranchSettings['assignment']>,
  true satisfies Same<Of<typeof enums.ordering>, BranchSettings['ordering']>,
  true satisfies Same<Of<typeof enums.queueIcon>, QueueIcon | ''>,
  true satisfies Same<Of<typeof enums.callRule>, Why['rule']>,
  true satisfies Same<Of<typeof enums.alertKind>, AlertKind>,
  true satisfies Same<Of<typeof enums.printState>, PrintState>,
  true satisfies Same<Of<typeof enums.printReason>, PrintReason>,
  true satisfies Same<Of<typeof enums.viewName>, ViewName>,
  true satisfies Same<facts.FactType, FactType>,

  // What a page folds travels as it is stored; what people read has its instants as text.
  true satisfies Same<facts.EventMs, Event>,
  true satisfies Same<line.FloorMs, Floor>,
  true satisfies Same<facts.Event, Written<Event>>,
  true satisfies Same<line.Floor, Written<Floor>>,

  true satisfies Same<views.DisplayView, Written<DisplayView>>,
  true satisfies Same<views.AdvisorView, Written<AdvisorView>>,
  true satisfies Same<Of<typeof views.floorView>, Written<FloorView>>,
  true satisfies Same<tickets.ListedTicket, Written<StaffTicketView>>,
  true satisfies Same<tickets.OwnTicket, ReturnType<typeof ownTicket>>,

  true satisfies Same<settings.Queue, QueueConfig>,
  true satisfies Same<Omit<settings.Settings, 'hours'>, Omit<BranchSettings, 'hours'>>,
  true satisfies Same<keyof settings.Directory, keyof Directory>,
];

test('wire and domain agree, and wire refuses what is not a view', () => {
  expect(same).toHaveLength(28);
  const calm = {
    calling: [],
    last: [],
    queues: [{ id: 'caja', waiting: 0, said: { as: 'unattended' } }],
  };
  expect(views.displayView.safeParse(calm).success).toBe(true);
  expect(views.displayView.safeParse({ ...calm, calling: [{ number: 'C01' }] }).success).toBe(
    false,
  );
});
