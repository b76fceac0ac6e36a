import { Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';

/** A name, where it lives, and who vouches for it. */
export interface DomainNameProps {
  /** The host people type, as `turnos.bank.cl`. */
  readonly name: string;

  /**
   * The Route 53 zone it is in. Certificates are validated and records are made there.
   *
   * @default your DNS is elsewhere: both certificates have to be given, and you point the name at
   * the distribution (an output)
   */
  readonly zone?: IHostedZone;

  /**
   * Certificate for viewers, in us-east-1, that covers the name.
   *
   * @default one is made, when there is a zone
   */
  readonly viewerCertificate?: ICertificate;

  /**
   * Certificate for the load balancer, in the stack's region, that covers the name and `origin.`
   * before it.
   *
   * @default one is made, when there is a zone
   */
  readonly originCertificate?: ICertificate;
}

/** The host name people use, and how its certificates come about. */
export class DomainName {
  /** A name in a Route 53 zone: certificates and records are made. */
  public static inZone(zone: IHostedZone, name: string): DomainName {
    return new DomainName({ name, zone });
  }

  /** A name whose certificates you have; the DNS may be elsewhere. */
  public static of(props: DomainNameProps): DomainName {
    return new DomainName(props);
  }

  /** The host people type. */
  public readonly name: string;
  /**
   * What CloudFront calls the load balancer: covered by the origin certificate, never typed by
   * anybody.
   */
  public readonly originName: string;
  /** The zone, if it is known. */
  public readonly zone: IHostedZone | undefined;
  /** The viewers' certificate, if it was given. */
  public readonly viewerCertificate: ICertificate | undefined;
  /** The load balancer's certificate, if it was given. */
  public readonly originCertificate: ICertificate | undefined;

  private constructor(props: DomainNameProps) {
    this.name = props.name;
    this.originName = `origin.${props.name}`;
    this.zone = props.zone;
    this.viewerCertificate = props.viewerCertificate;
    this.originCertificate = props.originCertificate;
  }

  /** What is wrong with it: sentences with the value received and the way out. */
  public problems(): string[] {
    const problems: string[] = [];
    if (
      !Token.isUnresolved(this.name) &&
      !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(this.name)
    ) {
      problems.push(
        `domain name is "${this.name}"; ` +
          'give a lower-case host without scheme or path, as turnos.bank.cl',
      );
    }
    const zoneName = this.zone?.zoneName;
    if (
      zoneName !== undefined &&
      !Token.isUnresolved(zoneName) &&
      !Token.isUnresolved(this.name) &&
      this.name !== zoneName &&
      !this.name.endsWith(`.${zoneName}`)
    ) {
      problems.push(`domain name ${this.name} is not in zone ${zoneName}; give the zone it is in`);
    }
    const missing = [
      ...(this.viewerCertificate ? [] : ['viewerCertificate']),
      ...(this.originCertificate ? [] : ['originCertificate']),
    ];
    if (!this.zone && missing.length > 0) {
      problems.push(
        `domain name ${this.name} has no zone and no ${missing.join(' and no ')}; ` +
          'give the Route 53 zone it is in (DomainName.inZone), or both certificates: ' +
          "the viewers' in us-east-1, the load balancer's in the stack's region",
      );
    }
    return problems;
  }
}
