import { FORESIGHT_METRICS, METRICS } from '../../contract';
import { Phase } from '../phase/phase';

const MONTH_SECONDS = 730 * 3600;

/**
 * How heavily a deployment is used. The template says what exists; this says how much passes
 * through it.
 */
export interface WorkloadProps {
  /**
   * Branches.
   *
   * @default 1
   */
  readonly branches?: number;

  /**
   * Tickets per branch and day.
   *
   * @default 300
   */
  readonly ticketsPerBranchDay?: number;

  /**
   * Days a month on which branches are open.
   *
   * @default 26
   */
  readonly daysPerMonth?: number;

  /**
   * HTTP requests per ticket: pages, commands, reads by customers and staff. Health checks are not
   * counted.
   *
   * @default 40
   */
  readonly requestsPerTicket?: number;

  /**
   * Megabytes sent to people per ticket.
   *
   * @default 0.4
   */
  readonly megabytesPerTicket?: number;

  /**
   * Screens per branch that stay connected: displays, kiosks, advisors, supervisor.
   *
   * @default 12
   */
  readonly screensPerBranch?: number;

  /**
   * Megabytes a month that each screen receives over its socket.
   *
   * @default 425, which is 5 GB for the 12 screens of a branch
   */
  readonly megabytesPerScreen?: number;

  /**
   * Average number of hosts over the month.
   *
   * @default the group's minimum
   */
  readonly averageHosts?: number;

  /**
   * Average load of the balancer in capacity units. AWS charges for the largest of new connections
   * (25 a second make one unit), open connections (3,000) and traffic (1 GB an hour).
   *
   * @default the sum of the three, which is never too low: every request a new connection, every
   * screen and twenty customers per branch connected
   */
  readonly averageLcu?: number;

  /**
   * Gigabytes of log lines a month from the app, database, cache, firewalls and the databases'
   * operating systems.
   *
   * @default 2 KB a request, 2 GB, and 0.1 GB a branch
   */
  readonly logGb?: number;

  /**
   * Percentage of requests whose trace is recorded.
   *
   * @default 10
   */
  readonly tracePercent?: number;

  /**
   * Names of the metrics that the app publishes. Each combination of dimensions is charged
   * separately; the app uses none.
   *
   * @default the metrics in the contract between app and platform that every deployment has
   */
  readonly metrics?: string[];

  /**
   * Kilobytes of database that a ticket takes, with its events, deliveries and indexes.
   *
   * @default 10
   */
  readonly kilobytesPerTicket?: number;

  /**
   * How many months of tickets the database holds.
   *
   * @default 12
   */
  readonly monthsKept?: number;
}

/**
 * How heavily a deployment is used in a month. Every assumption is printed beside the bill: change
 * those that do not fit your bank.
 */
export class Workload {
  /**
   * The workload a phase is meant for: its branches, its share of traces, and a number of hosts
   * between its minimum and maximum.
   */
  public static forPhase(phase: Phase, props: WorkloadProps = {}): Workload {
    const known: Record<string, number> = { pilot: 1, expansion: 2.5, national: 4 };
    const averageHosts = known[phase.name.split('-')[0]] ?? phase.hostsMin;
    return new Workload({
      branches: phase.branches,
      tracePercent: phase.tracePercent,
      averageHosts,
      ...props,
      metrics: props.metrics ?? [
        ...Object.values(METRICS),
        ...(phase.foresightMetrics ? Object.values(FORESIGHT_METRICS) : []),
      ],
    });
  }

  /** Branches. */
  public readonly branches: number;
  /** Tickets a month. */
  public readonly tickets: number;
  /** Requests a month. */
  public readonly requests: number;
  /** Gigabytes sent to people in a month. */
  public readonly gigabytes: number;
  /** Screens that stay connected. */
  public readonly screens: number;
  /** Average number of hosts; undefined for the group's minimum. */
  public readonly averageHosts?: number;
  /** Average balancer capacity units. */
  public readonly averageLcu: number;
  /** Gigabytes of log a month. */
  public readonly logGb: number;
  /** Traces recorded a month. */
  public readonly traces: number;
  /** Metrics the app publishes. */
  public readonly metrics: string[];
  /** Gigabytes the database holds. */
  public readonly databaseGb: number;
  /** Gigabytes of the database that change in a day: what each nightly backup adds. */
  public readonly databaseChangeGb: number;
  /**
   * Gigabytes a month from private subnets to the internet: Telegram, AWS APIs, images of the app.
   */
  public readonly egressGb: number;
  /** Gigabytes a month that cross zones. */
  public readonly crossZoneGb: number;
  /** Gigabytes of flow logs of refused connections a month. */
  public readonly flowGb: number;
  /** Gigabytes in buckets: access logs, flow logs, anchors, pages. */
  public readonly bucketGb: number;
  /** Gigabytes per snapshot of the cache. */
  public readonly cacheGb: number;
  /**
   * Objects written to buckets a month: access logs, flow logs and their logs, a file every few
   * minutes each.
   */
  public readonly bucketWrites: number;
  /** Calls of Secrets Manager a month: tasks that start, and the weekly rotation. */
  public readonly secretCalls: number;
  /** Calls of the encryption key a month. */
  public readonly keyCalls: number;
  /** Gigabytes of app images kept in the registry. */
  public readonly imageGb: number;

  private readonly props: WorkloadProps;

  public constructor(props: WorkloadProps = {}) {
    this.props = props;
    this.branches = props.branches ?? 1;
    const ticketsPerDay = this.branches * (props.ticketsPerBranchDay ?? 300);
    const days = props.daysPerMonth ?? 26;
    this.tickets = ticketsPerDay * days;
    this.requests = this.tickets * (props.requestsPerTicket ?? 40);
    this.screens = this.branches * (props.screensPerBranch ?? 12);
    this.gigabytes =
      (this.tickets * (props.megabytesPerTicket ?? 0.4) +
        this.screens * (props.megabytesPerScreen ?? 425)) /
      1000;
    this.averageHosts = props.averageHosts;
    this.averageLcu =
      props.averageLcu ??
      this.requests / MONTH_SECONDS / 25 +
        (this.screens + 20 * this.branches) / 3000 +
        this.gigabytes / (MONTH_SECONDS / 3600);
    this.logGb = props.logGb ?? 2 + 0.1 * this.branches + (this.requests * 2) / 1e6;
    this.traces = (this.requests * (props.tracePercent ?? 10)) / 100;
    this.metrics = props.metrics ?? Object.values(METRICS);
    const kilobytes = props.kilobytesPerTicket ?? 10;
    this.databaseGb = 1 + (this.tickets * (props.monthsKept ?? 12) * kilobytes) / 1e6;
    this.databaseChangeGb = (ticketsPerDay * kilobytes * 3) / 1e6;
    this.egressGb = 4 + 1.1 * this.branches;
    this.crossZoneGb = 5 + 0.75 * this.gigabytes;
    this.flowGb = 0.5 + 0.05 * this.branches;
    this.bucketGb = 2 + 0.5 * this.branches;
    this.cacheGb = 0.01 + 0.01 * this.branches;
    this.bucketWrites = 40_000 + 1_000 * this.branches;
    this.secretCalls = 1_000 + 100 * this.branches;
    this.keyCalls = 20_000 + 10_000 * this.branches;
    this.imageGb = 1;
  }

  /** Every assumption, as sentences with numbers. */
  public assumptions(): string[] {
    const { props } = this;
    const round = (value: number) => String(Math.round(value * 100) / 100);
    return [
      `${this.branches} ${this.branches === 1 ? 'branch' : 'branches'}, ` +
        `${props.ticketsPerBranchDay ?? 300} tickets per branch and day, ` +
        `${props.daysPerMonth ?? 26} days: ${this.tickets.toLocaleString('en')} tickets a month`,
      `${props.requestsPerTicket ?? 40} requests per ticket: ` +
        `${round(this.requests / 1e6)} million; health checks cost nothing`,
      `${props.megabytesPerTicket ?? 0.4} MB per ticket and ${props.megabytesPerScreen ?? 425} ` +
        `MB for each of ${this.screens} screens: ${round(this.gigabytes)} GB to people`,
      `${this.averageHosts === 1 ? '1 host' : `${this.averageHosts ?? 'the least'} hosts`} ` +
        'on average; the minimum is under terms, anything above it is not',
      `${round(this.averageLcu)} balancer capacity units on average ` +
        '(every request a new connection, screens and 20 customers per branch connected)',
      `${round(this.logGb)} GB of log (2 KB per request, 2 GB, 0.1 GB per branch); ` +
        'stored compressed to a fifth for as long as it is kept',
      `${round(this.traces / 1000)} thousand traces (${props.tracePercent ?? 10} % of requests)`,
      `${this.metrics.length} metrics of the app, whose only dimension is the deployment`,
      `${round(this.databaseGb)} GB of database ` +
        `(${props.kilobytesPerTicket ?? 10} KB per ticket, ${props.monthsKept ?? 12} months), ` +
        `${round(this.databaseChangeGb)} GB changed a day`,
      `${round(this.egressGb)} GB to the internet from private subnets, ` +
        `${round(this.crossZoneGb)} GB between zones, ${round(this.flowGb)} GB of refused flows, ` +
        `${round(this.bucketGb)} GB in buckets, ${round(this.imageGb)} GB of images`,
      `${this.bucketWrites.toLocaleString('en')} writes to buckets (logs, a file every few ` +
        `minutes each), ${this.secretCalls.toLocaleString('en')} calls to Secrets Manager`,
      `${this.keyCalls.toLocaleString('en')} calls to the encryption key; ` +
        'each of the first yearly rotations will add a dollar a month',
      'burstable instances stay below their baseline on average, so there are no surplus credits',
      'nothing else in the account uses up the free monthly allowances ' +
        '(logs, metrics, alarms, CloudFront)',
      "no tax, no support plan, nobody's working time",
    ];
  }
}
