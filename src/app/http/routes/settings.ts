import { HOLIDAY_YEARS, HOLIDAYS_SOURCE, holidaysOfChile } from '../../domain/model/holidays-chile';
import { Json } from '../../ports';
import { Overrides } from '../../wire/settings';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { ok, Route, route } from '../request/route';

const tag = 'Configuration';
const etag = (version: number) => `"${version}"`;

function versionOf(header: string | undefined): number {
  if (header === undefined) {
    throw new HttpProblem(
      428,
      'if_match_required',
      "Send If-Match with the ETag you read, so that nobody's change is overwritten unseen.",
      [{ field: 'If-Match', got: null, wants: 'the ETag of GET settings' }],
    );
  }
  const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(header) ?? [];
  if (version === undefined) {
    throw new HttpProblem(
      400,
      'if_match_invalid',
      'If-Match has to be the ETag as it was read, such as "3".',
      [{ field: 'If-Match', got: header.slice(0, 50), wants: 'an ETag such as "3"' }],
    );
  }
  return Number(version);
}

/**
 * `branch` may be `bank`: the defaults of every branch. Members left out come from the layer below.
 */
export function settingsRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('GET /api/branches/:branch/settings', {
      summary: 'Settings in force, the overrides that make them, and their version as ETag',
      tag,
      versioned: 'read',
      who: 'read-settings',
      ofBank: true,
      async handle({ params }) {
        const found = await operations.getSettings(params.branch);
        return ok(
          { ...found, overrides: found.overrides as Overrides },
          { ETag: etag(found.version) },
        );
      },
    }),
    route('POST /api/branches/:branch/closures', {
      summary: 'Closes a branch, or with `bank` every branch, from tomorrow or another date on',
      tag,
      versioned: 'inside',
      who: 'configure-branch',
      ofBank: true,
      async handle({ params, body, context }) {
        return {
          status: 201,
          body: { closures: await operations.closeBranch(context(params.branch), body) },
        };
      },
    }),
    route('DELETE /api/branches/:branch/closures/:from', {
      summary: 'Lifts the closure that begins on that date',
      tag,
      versioned: 'inside',
      who: 'configure-branch',
      ofBank: true,
      async handle({ params, context }) {
        return ok({
          closures: await operations.liftClosure(context(params.branch), params.from),
        });
      },
    }),
    route('GET /api/branches/:branch/holidays/:year', {
      summary: "Chile's legal holidays of a year, to be taken into `dates`",
      tag,
      who: 'read-settings',
      ofBank: true,
      handle: async ({ params }) =>
        ok({
          source: HOLIDAYS_SOURCE,
          years: HOLIDAY_YEARS,
          holidays: holidaysOfChile(Number(params.year)),
        }),
    }),
    route('PUT /api/branches/:branch/settings', {
      summary: 'Replaces the overrides, under If-Match',
      tag,
      versioned: 'written',
      who: 'configure-branch',
      ofBank: true,
      async handle({ params, body, request, context }) {
        const saved = await operations.putSettings(context(params.branch), {
          ifVersion: versionOf(request.headers['if-match']),
          overrides: body as Json,
        });
        return ok({ ...saved, overrides: body }, { ETag: etag(saved.version) });
      },
    }),
  ];
}
