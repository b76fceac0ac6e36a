import { z } from 'zod';
import { RouteName, routes } from '../../../../src/app/wire/routes';
import { accepted } from '../fuzz-input';
import { Body, JsonSchema, variants } from './values';

/** Bodies that a route's schema accepts, each one member away from the usual body. */
export function bodiesOf(name: RouteName, base?: Readonly<Record<string, unknown>>) {
  const { body } = routes[name] as { readonly body?: z.ZodType };
  if (!body) return [];
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const usual = base ?? accepted[name.replace(/:(\w+)/g, '{$1}')]('');
  const all = variants(usual, schema).filter((each) => body.safeParse(each).success);
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** The members of a body that differ from the usual one. */
const changed = (body: Body, usual: Body) =>
  Object.keys(body).filter((each) => JSON.stringify(body[each]) !== JSON.stringify(usual[each]));

/**
 * The same values in fewer bodies: one body has the nth value of each of these members. For members
 * that do not affect one another.
 */
export function inFewer(
  bodies: readonly Body[],
  usual: Body,
  members: readonly string[],
): readonly Body[] {
  const isOf = (body: Body, member: string) => changed(body, usual).join() === member;
  const values = members.map((member) =>
    bodies.filter((body) => isOf(body, member)).map((body) => body[member]),
  );
  const most = Math.max(...values.map(({ length }) => length));
  const joined = Array.from({ length: most }, (_, nth) => ({
    ...usual,
    ...Object.fromEntries(
      members.map((member, at) => [member, values[at][nth % values[at].length]]),
    ),
  }));
  return [...bodies.filter((body) => !members.some((member) => isOf(body, member))), ...joined];
}
