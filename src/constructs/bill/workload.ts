import { METRICS } from '../../contract';
import { Phase } from '../phase/phase';

const MONTH_SECONDS = 730 * 3600;

/**
 * How much a deployment is used. The template says what is there, this says what goes through it.
 */
export interface WorkloadProps {
  /**
   * Branches.
   *
   * @default 1
   */
  readonly branches?: number;

  /**
   * Tickets of a branch in a day.
   *
   * @default 300
   */
  readonly ticketsPerBranchDay?: number;

  /**
   * Days a month that branches are open.
   *
   * @default 26
   */
  readonly daysPerMonth?: number;

  /**
   * HTTP requests for each ticket: pages, commands, reads by customers and staff, without health
   * checks.
   *
   * @default 40
   */
  readonly requestsPerTicket?: number;

  /**
   * Megabytes sent to people for each ticket.
   *
   * @default 0.4
   */
  readonly megabytesPerTicket?: number;

  /**
   * Screens of a branch that stay connected: displays, kiosks, advisors, supervisor.
   *
   * @default 12
   */
  readonly screensPerBranch?: number;

  /**
   * Megabytes a screen receives in a month over its socket.
   *
   * @default 425, which makes 5 GB for the 12 screens of a branch
   */
  readonly megabytesPerScreen?: number;

  /**
   * Hosts that run on average over the month.
   *
   * @default the least hosts of the group
   */
  readonly averageHosts?: number;

  /**
   * Average load of the balancer in capacity units. AWS charges the largest of new connections (25
   * a second are one unit), open ones (3,000) and traffic (1 GB an hour).
   *
   * @default the sum of the three, which is never less: every request a new connection, every
   * screen and twenty customers a branch connected
   */
  readonly averageLcu?: number;

  /**
   * Gigabytes of log lines a month, of app, database, cache, firewalls and the databases' operating
   * systems.
   *
   * @default 2 KB a request, 2 GB, and 0.1 GB a branch
   */
  readonly logGb?: number;

  /**
   * Share of requests whose trace is recorded, percent.
   *
   * @default 10
   */
  readonly tracePercent?: number;

  /**
   * Names of metrics the app publishes. Each is charged, in each combination of dimensions; the app
   * uses none.
   *
   * @default those of the contract between app and platform
   */
  readonly metrics?: string[];

  /**
   * Kilobytes of database a ticket takes with its events, deliveries and indexes.
   *
   * @default 10
   */
  readonly kilobytesPerTicket?: number;

  /**
   * Months of tickets in the database.
   *
   * @default 12
   */
  readonly monthsKept?: number;
}

/**
 * How much a deployment is used in a month. Every number is printed beside the bill: change what is
 * not yours.
 */
export class Workload {
  /**
   * What a phase is meant for: its branches, its share of traces, and hosts between its least and
   * most.
   */
  public static forPhase(phase: Phase, props: WorkloadProps = {}): Workload {
    const known: Record<string, number> = { pilot: 1, expansion: 2.5, national: 4 };
    const averageHosts = known[phase.name.split('-')[0]] ?? phase.hostsMin;
    return new Workload({
      branches: phase.branches,
      tracePercent: phase.tracePercent,
      averageHosts,
      ...props,
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
  /** Hosts on average; undefined for the least of the group. */
  public readonly averageHosts?: number;
  /** Balancer capacity units on average. */
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
   * Gigabytes a month that leave for the internet from private subnets: Telegram, AWS itself,
   * images of the app.
   */
  public readonly egressGb: number;
  /** Gigabytes a month between zones. */
  public readonly crossZoneGb: number;
  /** Gigabytes of refused flows a month. */
  public readonly flowGb: number;
  /** Gigabytes in buckets: access logs, refused flows, anchors, pages. */
  public readonly bucketGb: number;
  /** Gigabytes one snapshot of the cache takes. */
  public readonly cacheGb: number;
  /** Calls of the encryption key a month. */
  public readonly keyCalls: number;
  /** Gigabytes of the app's images that are kept. */
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
    this.keyCalls = 20_000 + 10_000 * this.branches;
    this.imageGb = 1;
  }

  /** Every assumption, in words, with its number. */
  public assumptions(): string[] {
    const { props } = this;
    const round = (value: number) => String(Math.round(value * 100) / 100);
    return [
      `${this.branches} ${this.branches === 1 ? 'branch' : 'branches'}, ` +
        `${props.ticketsPerBranchDay ?? 300} tickets a branch and day, ` +
        `${props.daysPerMonth ?? 26} days: ${this.tickets.toLocaleString('en')} tickets a month`,
      `${props.requestsPerTicket ?? 40} requests a ticket: ` +
        `${round(this.requests / 1e6)} million; health checks cost nothing`,
      `${props.megabytesPerTicket ?? 0.4} MB a ticket and ${props.megabytesPerScreen ?? 425} ` +
        `MB for each of ${this.screens} screens: ${round(this.gigabytes)} GB to people`,
      `${this.averageHosts === 1 ? '1 host' : `${this.averageHosts ?? 'the least'} hosts`} ` +
        'on average; the least are under terms, what comes on top is not',
      `${round(this.averageLcu)} balancer capacity units on average ` +
        '(every request a new connection, screens and 20 customers a branch connected)',
      `${round(this.logGb)} GB of log (2 KB a request, 2 GB, 0.1 GB a branch); ` +
        'stored compressed to a fifth for as long as it is kept',
      `${round(this.traces / 1000)} thousand traces (${props.tracePercent ?? 10} % of requests)`,
      `${this.metrics.length} metrics of the app, without dimensions`,
      `${round(this.databaseGb)} GB of database (${props.kilobytesPerTicket ?? 10} KB a ticket, ` +
        `${props.monthsKept ?? 12} months), ${round(this.databaseChangeGb)} GB changed a day`,
      `${round(this.egressGb)} GB to the internet from private subnets, ` +
        `${round(this.crossZoneGb)} GB between zones, ${round(this.flowGb)} GB of refused flows, ` +
        `${round(this.bucketGb)} GB in buckets, ${round(this.imageGb)} GB of images`,
      `${this.keyCalls.toLocaleString('en')} calls of the encryption key; ` +
        'the first yearly rotations add a dollar a month each, later',
      'burstable instances stay below their baseline on average, so no surplus credits',
      'monthly allowances without charge ' +
        '(logs, metrics, alarms, CloudFront) are not used up by something else in the account',
      "no tax, no support plan, no person's time",
    ];
  }
}
