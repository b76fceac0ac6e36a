import { get } from './api';

/** A queue as public screens name it. */
export interface PublicQueue {
  readonly id: string;
  readonly prefix: string;
  readonly names: { readonly es: string; readonly en: string };
  readonly hints: { readonly es: string; readonly en: string };
  readonly open: boolean;
  readonly attended: boolean;
}

/** What `GET /api/branches/{b}/kiosk` answers, as far as pages read it. */
export interface PublicBranch {
  readonly branch: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly open: boolean;
  /** Next opening, ISO 8601, or null when unknown. */
  readonly opensAt: string | null;
  readonly settings: {
    readonly anonymousAllowed: boolean;
    readonly otherIdsAllowed: boolean;
    readonly asksPhone: boolean;
    readonly languages: readonly string[];
  };
  readonly queues: readonly PublicQueue[];
}

/** What a device shows around the live view: names, hours, what is allowed. Throws `ApiProblem`. */
export const readBranch = (branch: string): Promise<PublicBranch> =>
  get<PublicBranch>(`/api/branches/${encodeURIComponent(branch)}/kiosk`);
