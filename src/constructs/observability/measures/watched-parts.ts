import { TicketBackup } from '../../data/ticket-backup';
import { TicketCache } from '../../data/ticket-cache';
import { TicketDatabase } from '../../data/ticket-database';
import { EdgeGuard } from '../../edge/edge-guard';
import { TicketBalancer } from '../../edge/ticket-balancer';
import { TicketEdge } from '../../edge/ticket-edge';
import { TicketFirewall } from '../../edge/ticket-firewall';
import { TicketNetwork } from '../../network/ticket-network';
import { Phase } from '../../phase/phase';
import { TicketHosts } from '../../service/ticket-hosts';
import { TicketService } from '../../service/ticket-service';

/** The parts that alarms and dashboard observe. */
export interface WatchedParts {
  readonly phase: Phase;
  readonly network: TicketNetwork;
  readonly database: TicketDatabase;
  readonly cache: TicketCache;
  readonly hosts: TicketHosts;
  readonly service: TicketService;
  readonly balancer: TicketBalancer;
  readonly firewall: TicketFirewall;
  readonly edge: TicketEdge;
  readonly guard: EdgeGuard;
  readonly backup: TicketBackup;
}
