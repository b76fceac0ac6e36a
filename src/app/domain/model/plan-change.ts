interface Gain {
  /** In these steps of the day. */
  readonly steps: readonly number[];
  readonly within: number;
  readonly instead: number;
}

/** A change that mends a plan's insufficient step, and the share called in time with it. */
export type PlanChange =
  | (Gain & {
      readonly what: 'person';
      /** This many more are on duty. */
      readonly more: number;
    })
  | (Gain & { readonly what: 'skill'; readonly advisor: string; readonly queue: string });
