import { LinuxParameters, TmpfsMountOption } from 'aws-cdk-lib/aws-ecs';

/**
 * Mounts the folders that the agent behind ECS Exec writes its state and logs to. With a read-only
 * root it does not start without them (aws/containers-roadmap#1359).
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
