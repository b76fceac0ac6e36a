const part = 'part of another resource, which has a line of its own';
const rights = 'IAM is not charged';
const wiring = 'VPC wiring is not charged; instances, addresses, NAT and traffic are';

/**
 * Resource types that cost nothing, and why. A type that is neither here nor in a price rule fails
 * the bill.
 */
export const freeTypes: Readonly<Record<string, string>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget':
    'scaling is not charged; its alarms are counted with its policies',
  'AWS::Backup::BackupSelection': 'backups are charged by their storage, counted with the plan',
  'AWS::Backup::BackupVault': 'backups are charged by their storage, counted with the plan',
  'AWS::Budgets::Budget': 'budgets without actions are not charged',
  'AWS::CertificateManager::Certificate': 'public certificates are not charged',
  'AWS::CloudFront::CachePolicy': part,
  'AWS::CloudFront::OriginAccessControl': part,
  'AWS::CloudFront::OriginRequestPolicy': part,
  'AWS::CloudFront::ResponseHeadersPolicy': part,
  'AWS::CloudFront::VpcOrigin':
    'private origins are not charged, ' +
    'and traffic from the load balancer to CloudFront is not either',
  'AWS::EC2::InternetGateway': wiring,
  'AWS::EC2::LaunchTemplate': 'its hosts are counted with their group',
  'AWS::EC2::NetworkAcl': wiring,
  'AWS::EC2::NetworkAclEntry': wiring,
  'AWS::EC2::NetworkInterface': wiring,
  'AWS::EC2::Route': wiring,
  'AWS::EC2::RouteTable': wiring,
  'AWS::EC2::SecurityGroup': wiring,
  'AWS::EC2::SecurityGroupEgress': wiring,
  'AWS::EC2::SecurityGroupIngress': wiring,
  'AWS::EC2::Subnet': wiring,
  'AWS::EC2::SubnetNetworkAclAssociation': wiring,
  'AWS::EC2::SubnetRouteTableAssociation': wiring,
  'AWS::EC2::VPCGatewayAttachment': wiring,
  'AWS::ECS::ClusterCapacityProviderAssociations': 'ECS on EC2 is not charged; hosts are',
  'AWS::ECS::Service': 'ECS on EC2 is not charged; hosts are',
  'AWS::ElastiCache::ParameterGroup': part,
  'AWS::ElastiCache::SubnetGroup': part,
  'AWS::ElastiCache::User': part,
  'AWS::ElastiCache::UserGroup': part,
  'AWS::ElasticLoadBalancingV2::Listener': part,
  'AWS::ElasticLoadBalancingV2::ListenerRule': part,
  'AWS::ElasticLoadBalancingV2::TargetGroup': part,
  'AWS::Events::Rule': 'events of AWS services on the default bus are not charged',
  'AWS::IAM::InstanceProfile': rights,
  'AWS::IAM::ManagedPolicy': rights,
  'AWS::IAM::Policy': rights,
  'AWS::IAM::Role': rights,
  'AWS::KMS::Alias': part,
  'AWS::Lambda::Function':
    'runs once per deploy to close the default security group: ' +
    'within the million free runs a month',
  'AWS::Logs::ResourcePolicy': part,
  'AWS::RDS::DBParameterGroup': part,
  'AWS::RDS::DBSubnetGroup': part,
  'AWS::RDS::EventSubscription': 'its messages are charged by SNS',
  'AWS::S3::BucketPolicy': part,
  'AWS::SNS::Subscription': 'e-mail: the first thousand a month are free',
  'AWS::SNS::Topic': 'e-mail: the first thousand a month are free',
  'AWS::SNS::TopicPolicy': part,
  'AWS::SecretsManager::ResourcePolicy': part,
  'AWS::SecretsManager::RotationSchedule':
    'its function runs four times a month: within the million free runs',
  'AWS::SecretsManager::SecretTargetAttachment': part,
  'AWS::WAFv2::IPSet': 'part of the rule that reads it, which is charged',
  'AWS::WAFv2::LoggingConfiguration': 'its lines are counted with the logs',
  'AWS::WAFv2::WebACLAssociation': part,
  'AWS::CDK::Metadata': 'describes the stack',
  'Custom::VpcRestrictDefaultSG': 'one run of the function above',
};
