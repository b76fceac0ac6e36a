import { Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';

/** The longest first name of an ACM certificate, and the longest label of a name. */
const CERTIFICATE_NAME = 64;
const LABEL = 63;

/** Whether a certificate of AWS can begin with the name. */
export const fitsCertificate = ({ name }: { readonly name: string }): boolean =>
  Token.isUnresolved(name) || name.length <= CERTIFICATE_NAME;

/** A host name, its zone and its certificates. */
export interface DomainNameProps {
  /** The host people type, such as `turnos.bank.cl`. */
  readonly name: string;

  /**
   * The Route 53 zone the name is in. Certificates are validated and records are created there.
   *
   * @default your DNS is elsewhere: give both certificates, and point the name at the distribution
   * yourself (its address is a stack output)
   */
  readonly zone?: IHostedZone;

  /**
   * Certificate shown to viewers. It must be in us-east-1 and cover the name.
   *
   * @default created if there is a zone
   */
  readonly viewerCertificate?: ICertificate;

  /**
   * Certificate of the load balancer. It must be in the stack's region and cover both the name and
   * `origin.` followed by the name.
   *
   * @default created if there is a zone
   */
  readonly originCertificate?: ICertificate;
}

/** The host name people use, and where its certificates come from. */
export class DomainName {
  /** A name in a Route 53 zone: certificates and records are created. */
  public static inZone(zone: IHostedZone, name: string): DomainName {
    return new DomainName({ name, zone });
  }

  /** A name whose certificates you already have; its DNS may be anywhere. */
  public static of(props: DomainNameProps): DomainName {
    return new DomainName(props);
  }

  /** The host people type. */
  public readonly name: string;
  /**
   * The name under which CloudFront reaches the load balancer. The origin certificate covers it;
   * nobody ever types it.
   */
  public readonly originName: string;
  /** The Route 53 zone, if given. */
  public readonly zone: IHostedZone | undefined;
  /** The viewers' certificate, if given. */
  public readonly viewerCertificate: ICertificate | undefined;
  /** The load balancer's certificate, if given. */
  public readonly originCertificate: ICertificate | undefined;

  private constructor(props: DomainNameProps) {
    this.name = props.name;
    this.originName = `origin.${props.name}`;
    this.zone = props.zone;
    this.viewerCertificate = props.viewerCertificate;
    this.originCertificate = props.originCertificate;
  }

  /**
   * What is wrong with it: a sentence per problem, with the value received and a way out. Empty if
   * nothing is.
   */
  public problems(): string[] {
    const problems: string[] = [];
    if (
      !Token.isUnresolved(this.name) &&
      !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(this.name)
    ) {
      problems.push(
        `domain name is "${this.name}"; ` +
          'give a lower-case host without scheme or path, such as turnos.bank.cl',
      );
    }
    const long = this.name.split('.').find((label) => label.length > LABEL);
    if (!Token.isUnresolved(this.name) && long !== undefined) {
      problems.push(
        `domain name is "${this.name}", with ${long.length} characters between two points; ` +
          `give ${LABEL} at most`,
      );
    } else if (!fitsCertificate(this) && !(this.viewerCertificate && this.originCertificate)) {
      problems.push(
        `domain name is "${this.name}", which has ${this.name.length} characters, and a ` +
          `certificate that is made here takes ${CERTIFICATE_NAME}; give a shorter name, or both ` +
          'certificates',
      );
    }
    problems.push(...this.accountProblems());
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

  /** Certificates from two accounts: AWS only accepts those of the account that uses them. */
  private accountProblems(): string[] {
    const accounts = [this.viewerCertificate, this.originCertificate].map((certificate) => {
      const arn = certificate?.certificateArn;
      return arn === undefined || Token.isUnresolved(arn) ? undefined : arn.split(':')[4];
    });
    const [viewer, origin] = accounts;
    return viewer === undefined || origin === undefined || viewer === origin
      ? []
      : [
          `viewerCertificate is in account ${viewer} and originCertificate in ${origin}; ` +
            'both have to be in the account of the stack: request them there, and validate them ' +
            'by records in the DNS that has the name, wherever that is',
        ];
  }
}
