import { ExistingRights } from './rights';
import { BranchSettings } from './settings';

/** A branch with somebody in line or at a counter, whose settings change. */
export interface InLine {
  readonly branch: string;
  readonly name: string;
  /** Its open business day. */
  readonly day: string;
  readonly before: BranchSettings;
  readonly after: BranchSettings;
}

/**
 * What the database already holds that a change of configuration or persons may clash with. Loaded
 * for the command that needs it; a member that was not asked for is absent.
 */
export interface Existing extends ExistingRights {
  /** Version of the branch's overrides, or of the bank's defaults; 0 before the first change. */
  readonly settingsVersion?: number;
  /** The wanted time zone, where the database lacks it: reports could not be made. */
  readonly zoneLacking?: string;
  /** Those of the settings' branches that have somebody in line or at a counter. */
  readonly inLine?: readonly InLine[];
  /** Version of the plan of the day; 0 before the first. */
  readonly planVersion?: number;
  /** Another queue of the branch with the wanted prefix. */
  readonly prefixOwner?: string;
  /** A number already given today with a prefix that is new to the queue. */
  readonly numberToday?: string;
  /** Another counter of the branch with the wanted label. */
  readonly labelOwner?: string;
  /** Another member of staff with the wanted username. */
  readonly usernameOwner?: string;
  /** The member of staff administers the whole bank, and nobody else who is active does. */
  readonly lastAdmin?: boolean;
  /** The name of the account's owner, if it is closed. */
  readonly closedAs?: string;
  /** The person who saves it no longer administers the whole bank. */
  readonly saverEnded?: boolean;
  /** Another branch at which the advisor who comes on duty is on duty. */
  readonly dutyElsewhere?: { readonly branch: string; readonly name: string };
  /**
   * The advisor who comes on duty may no longer serve at this branch, or their account is closed.
   */
  readonly dutyEnded?: boolean;
  /** A branch assigned to staff that does not exist. */
  readonly unknownBranch?: string;
  /** The ticket's person was erased. */
  readonly writerErased?: boolean;
  /** The open ticket of a person to be erased, at whichever branch. */
  readonly openTicket?: { readonly branch: string; readonly number: string };
}
