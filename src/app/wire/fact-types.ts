import { FactType } from '../domain/model/events';

/** Every type of event there is; the compiler sees to it that none is missing. */
const every: Readonly<Record<FactType, true>> = {
  TicketIssued: true,
  TicketCalled: true,
  TicketRecalled: true,
  ServiceStarted: true,
  ServiceFinished: true,
  TicketTransferred: true,
  TicketReturned: true,
  TicketDeferred: true,
  DeferralEnded: true,
  TicketApproaching: true,
  TicketRedued: true,
  TicketMissed: true,
  TicketReopened: true,
  TicketCancelled: true,
  TicketPrinted: true,
  FeedbackGiven: true,
  AdvisorStateChanged: true,
  AdvisorQueuesChanged: true,
  DayOpened: true,
  DayClosed: true,
  BranchConfigured: true,
  AlertRaised: true,
  AlertUpdated: true,
  AlertAcknowledged: true,
  AlertClosed: true,
  ContactLinked: true,
  ContactUnlinked: true,
  DeliveryEnded: true,
  PersonalDataShown: true,
  BankFact: true,
};

/** What a webhook may name; operations refuse those that record what became of messages. */
export const factTypes = Object.keys(every) as FactType[];
