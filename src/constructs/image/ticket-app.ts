import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { COMMANDS, IMAGE, PATHS, PORTS } from '../../contract';

/** How the platform runs an image. The names of what it is given are in `contract.ts`. */
export interface TicketAppProps {
  /**
   * What the image is built for; has to be the hosts'.
   *
   * @default the hosts' for images built here, arm64 for images from elsewhere
   */
  readonly architecture?: InstanceArchitecture;

  /**
   * Memory the container may use, MiB. Twice this and the collector's has to fit a host during a
   * deploy.
   *
   * @default 640
   */
  readonly memoryMib?: number;

  /**
   * The port it listens on; it is told in `PORT`.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * Whether it serves HTTPS with a certificate of its own making when it is told `TLS=self-signed`.
   * Without it the hop from the load balancer is plain.
   *
   * @default true
   */
  readonly tls?: boolean;

  /**
   * Path that answers 200 while the process lives. It must not depend on the database, or a
   * failover restarts every task.
   *
   * @default '/health/live'
   */
  readonly healthPath?: string;

  /**
   * Command that serves.
   *
   * @default node main.js serve
   */
  readonly command?: string[];

  /**
   * Command that migrates the database and ends; it runs before the app in every task. Empty:
   * nothing is migrated.
   *
   * @default node main.js migrate
   */
  readonly migrateCommand?: string[];

  /**
   * Command inside the container that ends with 0 while it is healthy.
   *
   * @default node asks `healthPath`
   */
  readonly healthCommand?: string[];

  /**
   * User and group it runs as, numbers.
   *
   * @default '10001:10001'
   */
  readonly user?: string;

  /**
   * Where the image holds the certificates of RDS.
   *
   * @default '/app/rds-global-bundle.pem'
   */
  readonly databaseCertificates?: string;
}

/** What of an image becomes known once it is bound to a stack. */
export interface BoundTicketApp {
  /** The image. */
  readonly image: ContainerImage;
  /** The private repository it is in; none for public images. */
  readonly repository?: IRepository;
}

/** Which image the platform runs. */
export abstract class TicketApp {
  /** The app of this package, which was bundled when it was published. */
  public static bundled(props: TicketAppProps = {}): TicketApp {
    return new DirectoryApp(
      join(__dirname, '../../../assets/app'),
      props,
      "run `npm run build:app` in the package's folder; a published package carries it",
    );
  }

  /** An image built from a folder with a Dockerfile, when the stack is deployed. */
  public static fromDirectory(directory: string, props: TicketAppProps = {}): TicketApp {
    return new DirectoryApp(directory, props, 'give a folder that has a Dockerfile');
  }

  /** An image in a registry that needs no sign-in, by its full name and tag or digest. */
  public static fromImage(image: string, props: TicketAppProps = {}): TicketApp {
    return new ImageApp(image, props);
  }

  /** An image in an ECR repository. */
  public static fromRepository(
    repository: IRepository,
    tagOrDigest: string,
    props: TicketAppProps = {},
  ): TicketApp {
    return new RepositoryApp(repository, tagOrDigest, props);
  }

  /** What the image is built for; undefined when it is built here, for the hosts. */
  public readonly architecture: InstanceArchitecture | undefined;
  /** Memory it may use, MiB. */
  public readonly memoryMib: number;
  /** Port it listens on. */
  public readonly port: number;
  /** Whether it serves HTTPS. */
  public readonly tls: boolean;
  /** Path of the liveness check. */
  public readonly healthPath: string;
  /** Command that serves. */
  public readonly command: string[];
  /** Command that migrates; empty for none. */
  public readonly migrateCommand: string[];
  /** Command that checks health. */
  public readonly healthCommand: string[];
  /** User it runs as. */
  public readonly user: string;
  /** File with the certificates of RDS. */
  public readonly databaseCertificates: string;

  protected constructor(props: TicketAppProps, architecture: InstanceArchitecture | undefined) {
    this.architecture = architecture;
    this.memoryMib = props.memoryMib ?? 640;
    this.port = props.port ?? PORTS.app;
    this.tls = props.tls ?? true;
    this.healthPath = props.healthPath ?? PATHS.live;
    this.command = props.command ?? ['node', 'main.js', COMMANDS.serve];
    this.migrateCommand = props.migrateCommand ?? ['node', 'main.js', COMMANDS.migrate];
    this.healthCommand = props.healthCommand ?? [
      'CMD',
      'node',
      '-e',
      probe(this.tls, this.port, this.healthPath),
    ];
    this.user = props.user ?? IMAGE.user;
    this.databaseCertificates = props.databaseCertificates ?? IMAGE.databaseCertificates;
  }

  /** What is wrong with it: sentences with the way out. */
  public abstract problems(): string[];

  /** Makes the image known to a stack, for hosts of `architecture`. */
  public abstract bind(scope: Construct, architecture: InstanceArchitecture): BoundTicketApp;
}

/**
 * A one-line client: the image has no shell tools. The certificate is the container's own, made at
 * start.
 */
function probe(tls: boolean, port: number, path: string): string {
  const address = `host:'127.0.0.1',port:${port},path:'${path}'`;
  return [
    `require('node:${tls ? 'https' : 'http'}')`,
    `.get({${address},timeout:4000,rejectUnauthorized:false},`,
    '(answer)=>process.exit(answer.statusCode===200?0:1))',
    ".on('error',()=>process.exit(1))",
    ".on('timeout',()=>process.exit(1))",
  ].join('');
}

class DirectoryApp extends TicketApp {
  public constructor(
    private readonly directory: string,
    props: TicketAppProps,
    private readonly remedy: string,
  ) {
    super(props, props.architecture);
  }

  public problems(): string[] {
    return this.missing()
      ? [`the app's image is built from ${this.directory}, which has no Dockerfile; ${this.remedy}`]
      : [];
  }

  public bind(scope: Construct, architecture: InstanceArchitecture): BoundTicketApp {
    // reported by problems()
    if (this.missing()) return { image: ContainerImage.fromRegistry('app-is-not-built') };
    const platform =
      (this.architecture ?? architecture) === InstanceArchitecture.ARM_64
        ? Platform.LINUX_ARM64
        : Platform.LINUX_AMD64;
    const asset = new DockerImageAsset(scope, 'Image', { directory: this.directory, platform });
    return { image: ContainerImage.fromDockerImageAsset(asset), repository: asset.repository };
  }

  private missing(): boolean {
    return !existsSync(join(this.directory, 'Dockerfile'));
  }
}

class ImageApp extends TicketApp {
  public constructor(
    private readonly image: string,
    props: TicketAppProps,
  ) {
    super(props, props.architecture ?? InstanceArchitecture.ARM_64);
  }

  public problems(): string[] {
    return /[:@][^/]+$/.test(this.image)
      ? []
      : [
          `image is "${this.image}", without a tag or digest; ` +
            'name one, or every restart may run another version',
        ];
  }

  public bind(): BoundTicketApp {
    return { image: ContainerImage.fromRegistry(this.image) };
  }
}

class RepositoryApp extends TicketApp {
  public constructor(
    private readonly repository: IRepository,
    private readonly tagOrDigest: string,
    props: TicketAppProps,
  ) {
    super(props, props.architecture ?? InstanceArchitecture.ARM_64);
  }

  public problems(): string[] {
    return [];
  }

  public bind(): BoundTicketApp {
    return {
      image: ContainerImage.fromEcrRepository(this.repository, this.tagOrDigest),
      repository: this.repository,
    };
  }
}
