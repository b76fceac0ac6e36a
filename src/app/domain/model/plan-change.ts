interface Gain {
  /** In these steps of the day. */
  readonly steps: readonly number[];
  readonly within: number;
  readonly instead: number;
}

/** What would mend a step of a plan that falls short, and the share called in time then. */
export type PlanChange =
  | (Gain & {
      readonly what: 'person';
      /** So many more are on duty. */
      readonly more: number;
    })
  | (Gain & { readonly what: 'skill'; readonly advisor: string; readonly queue: string });
