import type { FactType } from '../../wire/facts';

/**
 * The events an endpoint can receive, in the order of a ticket's life; each has a text
 * `admin.webhook.type.<type>`. Outcomes of messages and the bank's own chain are not sent.
 */
export const webhookTypes = [
  'TicketIssued',
  'TicketPrinted',
  'TicketApproaching',
  'TicketPastClosing',
  'TicketCalled',
  'TicketRecalled',
  'ServiceStarted',
  'TicketHeld',
  'TicketResumed',
  'ServiceFinished',
  'MatterBegun',
  'TicketTransferred',
  'TicketMoved',
  'TicketReturned',
  'TicketUndone',
  'TicketDeferred',
  'DeferralEnded',
  'TicketMissed',
  'TicketReopened',
  'TicketCancelled',
  'TicketRedued',
  'FeedbackGiven',
  'AdvisorStateChanged',
  'AdvisorQueuesChanged',
  'AlertRaised',
  'AlertUpdated',
  'AlertAcknowledged',
  'AlertClosed',
  'DayOpened',
  'DayClosed',
  'BranchConfigured',
] as const satisfies readonly FactType[];
