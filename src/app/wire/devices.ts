import { z } from 'zod';
import { Wire } from './common';
import { deviceKind } from './enums';

/** The devices of a branch, as those who work there see them. */

const branchDevice = z
  .object({ id: z.string(), kind: deviceKind, label: z.string(), revoked: z.boolean() })
  .meta({ id: 'BranchDevice' });
export type BranchDevice = Wire<typeof branchDevice>;
export const branchDevices = z.array(branchDevice);

export const helpAsked = z
  .object({ asked: z.boolean() })
  .meta({ description: 'reception and floor have been told' });
