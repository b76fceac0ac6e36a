/** CloudWatch namespace of every metric the app emits. */
export const METRIC_NAMESPACE = 'Ticketero';

/**
 * The one dimension of the app's metrics; its value is the deployment's name (`DEPLOYMENT`). A
 * drill or a staging stack beside production then neither rings its alarms nor scales it.
 */
export const METRIC_DIMENSION = 'Deployment';

/**
 * Metrics that the app emits in embedded metric format and that alarms or dashboards read. They are
 * charged, so there are at most ten.
 */
export const METRICS = {
  /** Count of issued tickets. */
  ticketsIssued: 'TicketsIssued',
  /** Count of tickets that were cancelled or became no-shows. */
  ticketsLost: 'TicketsLost',
  /** Time from issue to call, in seconds: one value a call, so as many values as calls. */
  waitSeconds: 'WaitSeconds',
  /** Count of deliveries that failed for good. */
  deliveriesFailed: 'DeliveriesFailed',
  /** For how long the oldest delivery has waited, in seconds, also while it is put off. */
  deliveryAgeSeconds: 'DeliveryAgeSeconds',
  /** Count of commands that waited for a branch's lock until they timed out. */
  lockTimeouts: 'LockTimeouts',
  /** Number of open sockets on this instance. Tasks, and with them hosts, scale on it. */
  openSockets: 'OpenSockets',
  /**
   * Count of answers of status 500 and above, without those of the health checks, and of sweep
   * steps that go on failing for a branch; where the nightly proof of the record finds something,
   * as many as ring.
   */
  serverErrors: 'ServerErrors',
  /**
   * 1 while a consumer's breaker is open or the consumer has stopped (such as for a refused token),
   * otherwise 0.
   */
  consumersStopped: 'ConsumersStopped',
  /**
   * Number of branches whose customers are told waits that do not hold: too few of the last closed
   * day did, or a closed day was not learned from.
   */
  branchesMisled: 'BranchesMisled',
} as const;

/**
 * What is foretold of waits beside how long they were, one value for each call. Charged like
 * `METRICS`, beyond the ten that AWS gives away, so each phase says whether it has them.
 */
export const FORESIGHT_METRICS = {
  /** How far the foretold wait was off, in seconds. Its average is the mean absolute error. */
  promiseErrorSeconds: 'PromiseErrorSeconds',
  /** The foretold wait less the wait, in seconds. Its average is the bias; below 0: too short. */
  promiseBiasSeconds: 'PromiseBiasSeconds',
  /** 1 for a wait that ended inside its range, or 0. Its average, the coverage, should be .8. */
  promisesKept: 'PromisesKept',
  /** Closed days with customers that a branch has not learned from, of the branch with the most. */
  learningBehindDays: 'LearningBehindDays',
} as const;
