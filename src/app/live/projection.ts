import { Floor } from '../domain/state';
import { Instant } from '../domain/ticket';
import { AdvisorView, DisplayView, TicketView } from '../domain/views';
import { Directory } from '../ports';

/** What a view is made from. */
export interface Scene {
  readonly branch: string;
  readonly floor: Floor;
  readonly directory: Directory;
  readonly now: Instant;
}

/** The same projections that the GETs answer with: `domain/views`, as functions of a scene. Undefined when the floor does not know the advisor or ticket. */
export interface Project {
  display(scene: Scene): DisplayView;
  advisor(scene: Scene, staff: string): AdvisorView | undefined;
  ticket(scene: Scene, ticket: string): TicketView | undefined;
}

/** A ticket that has left the floor, from the database. */
export type ReadTicket = (branch: string, ticket: string) => Promise<TicketView | undefined>;
