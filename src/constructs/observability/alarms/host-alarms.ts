import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { ofGroup } from '../measures/metrics';
import { WatchedParts } from '../measures/watched-parts';
import { AlarmSpec, below, isBurstable, minute } from './alarm-spec';

/** Hosts and NAT instances. */
export function hostAlarms({ phase, hosts: { group }, network }: WatchedParts): AlarmSpec[] {
  const name = group.autoScalingGroupName;
  return [
    {
      id: 'HostsMissing',
      heading: 'Hosts are missing',
      says: 'Fewer hosts are in service than the phase needs.',
      periods: 10,
      threshold: phase.hostsMin,
      comparison: below,
      missing: TreatMissingData.BREACHING,
      metric: ofGroup('AWS/AutoScaling', 'GroupInServiceInstances', name, Stats.MINIMUM, minute),
    },
    {
      id: 'HostCpu',
      heading: 'Hosts are busy',
      says: 'Hosts are above 80 % CPU for a quarter of an hour, scaling included.',
      periods: 3,
      threshold: 80,
      metric: ofGroup('AWS/EC2', 'CPUUtilization', name, Stats.AVERAGE),
    },
    ...(isBurstable(phase.hostInstanceType)
      ? [
          {
            id: 'HostCredits',
            heading: 'Hosts run out of CPU credits',
            says: 'For half an hour a host has been charged for surplus credits.',
            periods: 6,
            threshold: 0,
            metric: ofGroup('AWS/EC2', 'CPUSurplusCreditsCharged', name, Stats.MAXIMUM),
          },
        ]
      : []),
    ...network.natGroupNames.map((nat, index) => ({
      id: `NatMissing${index + 1}`,
      heading: 'A NAT instance is missing',
      says: 'Private subnets cannot reach the internet: no messages, no image pulls.',
      periods: 10,
      threshold: 1,
      comparison: below,
      missing: TreatMissingData.BREACHING,
      metric: ofGroup('AWS/AutoScaling', 'GroupInServiceInstances', nat, Stats.MINIMUM, minute),
    })),
  ];
}
