/** A resource as it appears in a template, with its deletion and update policies. */
export interface GrowthResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: string | readonly string[];
  /** Without it the resource is always created; with it, only if the condition holds. */
  readonly Condition?: string;
  readonly UpdatePolicy?: Readonly<Record<string, unknown>>;
  readonly CreationPolicy?: Readonly<Record<string, unknown>>;
}

/** A template to compare. */
export interface GrowthTemplate {
  readonly Resources: Readonly<Record<string, GrowthResource>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, unknown>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  /** Macros that rewrite the template when it is deployed. */
  readonly Transform?: unknown;
}

/** A property of a resource; undefined if it is not set. */
export const property = (resource: GrowthResource | undefined, name: string): unknown =>
  resource?.Properties?.[name];

/**
 * Whether a resource holds data that exists nowhere else. A read replica is only a copy of its
 * primary.
 */
export function isStateful(resource: GrowthResource): boolean {
  if (resource.Type === 'AWS::RDS::DBInstance') {
    return property(resource, 'SourceDBInstanceIdentifier') === undefined;
  }
  return [
    'AWS::RDS::DBCluster',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::S3::Bucket',
    'AWS::SecretsManager::Secret',
    'AWS::KMS::Key',
    'AWS::Backup::BackupVault',
    'AWS::DynamoDB::Table',
    'AWS::EFS::FileSystem',
  ].includes(resource.Type);
}

/** A value as a short text that fits on a line. */
export function short(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
