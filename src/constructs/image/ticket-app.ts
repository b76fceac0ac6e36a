import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { COMMANDS, IMAGE, PATHS, PORTS } from '../../contract';
import { bundleProblems } from './bundle-problems';

/**
 * How the platform runs an image. The names of the environment variables it passes are in
 * `contract.ts`.
 */
export interface TicketAppProps {
  /**
   * The architecture the image is built for; it must be that of the hosts.
   *
   * @default that of the hosts for images built here, arm64 for images from elsewhere
   */
  readonly architecture?: InstanceArchitecture;

  /**
   * Memory limit of the container, in MiB. During a deploy a host must fit this and the collector's
   * memory twice.
   *
   * @default 640
   */
  readonly memoryMib?: number;

  /**
   * The port it listens on, passed as `PORT`.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * Whether it serves HTTPS with a self-signed certificate when `TLS=self-signed` is set. Otherwise
   * the hop from the load balancer is plain HTTP.
   *
   * @default true
   */
  readonly tls?: boolean;

  /**
   * A path that answers 200 while the process is alive. It must not depend on the database, or a
   * failover would restart every task.
   *
   * @default '/health/live'
   */
  readonly healthPath?: string;

  /**
   * The command that starts serving.
   *
   * @default node main.js serve
   */
  readonly command?: string[];

  /**
   * The command that migrates the database and exits; it runs before the app in every task. If
   * empty, nothing is migrated.
   *
   * @default node main.js migrate
   */
  readonly migrateCommand?: string[];

  /**
   * A command, run inside the container, that exits with 0 while the app is healthy.
   *
   * @default node requests `healthPath`
   */
  readonly healthCommand?: string[];

  /**
   * Numeric user and group it runs as.
   *
   * @default '10001:10001'
   */
  readonly user?: string;

  /**
   * Path in the image of the file with the RDS certificate authorities.
   *
   * @default '/app/rds-global-bundle.pem'
   */
  readonly databaseCertificates?: string;
}

/** What is known about an image once it is bound to a stack. */
export interface BoundTicketApp {
  /** The container image. */
  readonly image: ContainerImage;
  /** The private repository it is in; undefined for public images. */
  readonly repository?: IRepository;
}

/** The image that the platform runs. */
export abstract class TicketApp {
  /** The app that this package contains, bundled when the package was published. */
  public static bundled(props: TicketAppProps = {}): TicketApp {
    return new BundledApp(join(__dirname, '../../..'), props);
  }

  /** An image that is built from a folder with a Dockerfile when the stack is deployed. */
  public static fromDirectory(directory: string, props: TicketAppProps = {}): TicketApp {
    return new DirectoryApp(directory, props);
  }

  /** An image in a public registry, by its full name with tag or digest. */
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

  /** The architecture the image is built for; undefined if it is built here, for the hosts. */
  public readonly architecture: InstanceArchitecture | undefined;
  /** Memory limit of the container, in MiB. */
  public readonly memoryMib: number;
  /** The port it listens on. */
  public readonly port: number;
  /** Whether it serves HTTPS. */
  public readonly tls: boolean;
  /** The path of the liveness check. */
  public readonly healthPath: string;
  /** The command that starts serving. */
  public readonly command: string[];
  /** The command that migrates the database; empty for none. */
  public readonly migrateCommand: string[];
  /** The command that checks health. */
  public readonly healthCommand: string[];
  /** The user and group it runs as. */
  public readonly user: string;
  /** Path of the file with the RDS certificate authorities. */
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

  /** What is wrong with it: a sentence per problem, with a way out. Empty if nothing is. */
  public abstract problems(): string[];

  /** Adds the image to a stack, for hosts of the given architecture. */
  public abstract bind(scope: Construct, architecture: InstanceArchitecture): BoundTicketApp;
}

/**
 * A one-line HTTP client, since the image has no shell tools. The certificate is the container's
 * own, created at start, so it is not verified.
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
    protected readonly directory: string,
    props: TicketAppProps,
  ) {
    super(props, props.architecture);
  }

  public problems(): string[] {
    return this.missing()
      ? [
          `the app's image is built from ${this.directory}, which has no Dockerfile; ` +
            'give a folder that has a Dockerfile',
        ]
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

class BundledApp extends DirectoryApp {
  public constructor(
    private readonly root: string,
    props: TicketAppProps,
  ) {
    super(join(root, 'assets', 'app'), props);
  }

  public override problems(): string[] {
    return bundleProblems(this.root);
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
    if (/^\d{12}\.dkr[.-]ecr\./.test(this.image)) {
      return [
        `app: image is "${this.image}", which is in a private ECR repository, and ` +
          'TicketApp.fromImage() gives no permission to read it; give ' +
          'TicketApp.fromRepository(Repository.fromRepositoryName(…), tag)',
      ];
    }
    return /[:@][^/]+$/.test(this.image)
      ? []
      : [
          `app: image is "${this.image}", without a tag or digest; ` +
            'add one, or any restart may run another version',
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
