import { canonical } from './canonical';
import { Instant } from './instant';

/** Where a branch's chain stands: the row that every command locks. */
export interface ChainHead {
  readonly branch: string;
  readonly seq: number;
  readonly at: Instant;
  readonly hash: string;
  readonly day: string;
  readonly configVersion: number;
}

/** What the seal of a head covers. */
export const headText = ({ branch, seq, at, hash, day, configVersion }: ChainHead): string =>
  canonical({ branch, seq, at, hash, day, configVersion });
