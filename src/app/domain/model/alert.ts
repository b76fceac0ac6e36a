import { Instant } from './instant';

export type AlertKind =
  | 'queue-long'
  | 'wait-long'
  | 'queue-unattended'
  | 'advisor-offline'
  | 'messages-failing'
  | 'estimate-off'
  | 'ticket-open'
  | 'advisor-unanswered'
  | 'help-asked'
  | 'device-offline'
  | 'target-near'
  | 'target-passed'
  | 'target-ahead'
  | 'share-low'
  | 'line-past-closing'
  | 'pause-long'
  | 'console-silent';

/** Shares called in time with and without an action, if it has been simulated. */
interface Simulated {
  readonly within?: number;
  readonly instead?: number;
}

/**
 * What the alert suggests, as something one request can do. `reassign` and `open-queue` without an
 * advisor are of older alerts.
 */
export type SuggestedAction =
  | (Simulated & { readonly do: 'open-queue'; readonly queue: string; readonly advisor?: string })
  | (Simulated & { readonly do: 'call-back'; readonly advisor: string })
  | { readonly do: 'recall'; readonly ticket: string }
  | { readonly do: 'finish'; readonly ticket: string }
  | { readonly do: 'reassign'; readonly ticket: string }
  | { readonly do: 'check-messages' }
  | { readonly do: 'check-estimate'; readonly queue: string };

/** Opens once, is updated, and closes by itself when its cause is gone. */
export interface Alert {
  /** `kind:subject:openedAt`. */
  readonly id: string;
  readonly kind: AlertKind;
  /** The queue, advisor, ticket or device it is about. */
  readonly subject: string;
  readonly openedAt: Instant;
  /** What was measured, in the unit of the threshold: a count, minutes or a share. */
  readonly value: number;
  readonly threshold: number;
  readonly action?: SuggestedAction;
  readonly acknowledgedBy?: string;
}
