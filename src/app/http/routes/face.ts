import { faceCss } from '../../domain/model/face-page';
import { readLogo } from '../../domain/model/logo';
import { hashOf, markFor } from '../request/bank-mark';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { Reply, Route, route } from '../request/route';

/** Asked again each time a page opens: a changed face is seen at once. */
const ASK_AGAIN = 'no-cache';
/** A logo has its hash in its address. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The bank's own face: a style sheet and a picture for each branch, and for the bank. */
export function faceRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('GET /api/face/:face', {
      summary:
        "The bank's face as a style sheet: BRANCH.css, or bank.css; its logo as it is named there",
      tag: 'Configuration',
      who: 'nobody',
      media: ['text/css', 'image/png'],
      async handle({ params, request }) {
        const [branch, what] = params.face.split('.');
        const { face } = (await operations.getSettings(branch)).settings;
        if (what === 'css') {
          return sheet(faceCss(face, markFor(branch, face)), request.headers['if-none-match']);
        }
        const logo = hashOf(face.logo) === what ? readLogo(face.logo) : undefined;
        if (typeof logo !== 'object') {
          throw new HttpProblem(404, 'not_found', 'There is no such picture any more.', [
            { field: 'face', got: params.face, wants: 'the address in the style sheet' },
          ]);
        }
        return {
          status: 200,
          bytes: { type: 'image/png', content: Buffer.from(logo.bytes) },
          headers: { 'Cache-Control': FOR_EVER },
        };
      },
    }),
  ];
}

function sheet(content: string, known: string | undefined): Reply<undefined> {
  const headers = { 'Cache-Control': ASK_AGAIN, ETag: `"${hashOf(content)}"` };
  return known === headers.ETag
    ? { status: 304, headers }
    : { status: 200, text: { type: 'text/css; charset=utf-8', content }, headers };
}
