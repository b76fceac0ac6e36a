import { LinuxParameters, TmpfsMountOption } from 'aws-cdk-lib/aws-ecs';

/**
 * Mounts what the agent behind ECS exec writes to: its state and its logs. Where the root is
 * read-only it does not start without them (aws/containers-roadmap#1359).
 */
export function addExecMounts(linux: LinuxParameters): void {
  for (const containerPath of ['/var/lib/amazon', '/var/log/amazon']) {
    linux.addTmpfs({
      containerPath,
      size: 32,
      mountOptions: [TmpfsMountOption.NOSUID, TmpfsMountOption.NODEV],
    });
  }
}
