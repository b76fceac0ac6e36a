/** An expected wait in minutes, and the range that should hold it eight times in ten. */
export interface Estimate {
  readonly minutes: number;
  readonly low: number;
  readonly high: number;
}
