import { faceIcon, faceManifest } from '../../domain/model/face-icon';
import { faceCss } from '../../domain/model/face-page';
import { readLogo } from '../../domain/model/logo';
import { hashOf, markFor } from '../request/bank-mark';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { Reply, Route, route } from '../request/route';

/** Revalidated each time a page opens, so a changed face shows at once. */
const ASK_AGAIN = 'no-cache';
/** A logo has its hash in its address. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The bank's own face: a style sheet and a picture for each branch, and for the bank. */
export function faceRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('GET /api/face/:face', {
      summary:
        "The bank's face as a style sheet: BRANCH.css, or bank.css; its logo as named there; " +
        'an icon, BRANCH.svg; and what an installed page is called, BRANCH.webmanifest',
      tag: 'Configuration',
      who: 'nobody',
      media: ['text/css', 'image/svg+xml', 'application/manifest+json', 'image/png'],
      async handle({ params, request }) {
        const [branch, what] = params.face.split('.');
        const { face } = (await operations.getSettings(branch)).settings;
        const known = request.headers['if-none-match'];
        if (what === 'css') {
          return marked('text/css; charset=utf-8', faceCss(face, markFor(branch, face)), known);
        }
        if (what === 'svg') return marked('image/svg+xml', faceIcon(face), known);
        if (what === 'webmanifest') {
          const called = JSON.stringify(faceManifest(face, `/api/face/${branch}.svg`));
          return marked('application/manifest+json', called, known);
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

function marked(type: string, content: string, known: string | undefined): Reply<undefined> {
  const headers = { 'Cache-Control': ASK_AGAIN, ETag: `"${hashOf(content)}"` };
  return known === headers.ETag
    ? { status: 304, headers }
    : { status: 200, bytes: { type, content: Buffer.from(content) }, headers };
}
