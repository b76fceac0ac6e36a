import { z } from 'zod';
import { RouteName, routes } from '../../../../src/app/wire/routes';
import { accepted } from '../fuzz-input';
import { JsonSchema, variants } from './values';

/** Bodies that the schema of a route takes, each one member away from one that is usual. */
export function bodiesOf(name: RouteName, base?: Readonly<Record<string, unknown>>) {
  const { body } = routes[name] as { readonly body?: z.ZodType };
  if (!body) return [];
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const usual = base ?? accepted[name.replace(/:(\w+)/g, '{$1}')]('');
  const all = variants(usual, schema).filter((each) => body.safeParse(each).success);
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
