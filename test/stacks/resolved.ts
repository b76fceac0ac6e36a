import { createHash } from 'node:crypto';

type Node = Record<string, never>;

/**
 * A template's value as the account would see it, as far as known before the deploy: joins,
 * selections and pseudo parameters are resolved, references stay objects.
 */
export function resolved(value: unknown, stackName: string, region: string): unknown {
  const again = (each: unknown) => resolved(each, stackName, region);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(again);
  const node = value as Node;
  if ('Ref' in node) return pseudo(node.Ref, stackName, region) ?? value;
  if ('Fn::Join' in node) {
    const [separator, parts] = node['Fn::Join'] as [string, unknown[]];
    const texts = parts.map(again);
    return texts.every((part) => typeof part === 'string') ? texts.join(separator) : value;
  }
  if ('Fn::Split' in node) {
    const [separator, text] = node['Fn::Split'] as [string, unknown];
    const whole = again(text);
    return typeof whole === 'string' ? whole.split(separator) : value;
  }
  if ('Fn::Select' in node) {
    const [index, list] = node['Fn::Select'] as [number, unknown];
    const items = again(list);
    return Array.isArray(items) ? items[index] : value;
  }
  if (Object.keys(node).some((key) => key.startsWith('Fn::'))) return value;
  return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, again(each)]));
}

/** A pseudo parameter's value in this stack; undefined for other references. */
function pseudo(name: string, stackName: string, region: string): string | undefined {
  const account = '111122223333';
  const id = createHash('sha256').update(`${stackName} ${region}`).digest('hex').slice(0, 8);
  return {
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackName': stackName,
    'AWS::StackId':
      `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/` +
      `${id}-0000-11ee-0000-000000000000`,
    'AWS::URLSuffix': 'amazonaws.com',
  }[name];
}
