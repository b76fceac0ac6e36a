import { Face } from '../domain/model/face';
import { faceCss, markHtml, markOf } from '../domain/model/face-page';

/**
 * The page the edge shows while no task answers. It is self-contained: no script, no font, no
 * request but its own, repeated until the app is back. It is in both languages at once, since there
 * is nobody to ask which one. It wears the bank's face, logo included, as it was when the page was
 * uploaded; not a branch's, since nobody knows which branch asks.
 */
export function failoverPage(face: Face): string {
  const mark = markHtml(markOf(face, face.logo));
  return PAGE.replace('/* face */', () => faceCss(face, undefined)).replace(
    '<main>',
    () => `<main>${mark && `\n<p>${mark}</p>`}`,
  );
}

const PAGE = `<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="10">
<title>Volvemos en un momento</title>
<style>
  :root { color-scheme: light dark; }
  body {
    margin: 0; min-height: 100vh; display: grid; place-items: center;
    font: 1.25rem/1.5 var(--font, system-ui, sans-serif); text-align: center;
  }
  main { padding: 1.5rem; max-width: 34rem; }
  h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 0.5rem; color: var(--brand, inherit); }
  .bank-name { font-weight: 700; }
  .bank-logo { height: 3rem; width: auto; max-width: 80vw; object-fit: contain; }
  @media (prefers-color-scheme: dark) { .bank-logo { background: #fff; padding: 0.25rem; } }
  section + section { margin-top: 2rem; }
/* face */</style>
</head>
<body>
<main>
<section>
<h1>Volvemos en un momento</h1>
<p>Esta página se abre sola apenas esté disponible. Su turno sigue guardado.</p>
</section>
<section lang="en">
<h1>We will be right back</h1>
<p>This page opens by itself as soon as it can. Your ticket is kept.</p>
</section>
</main>
</body>
</html>
`;
