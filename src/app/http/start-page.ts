import { PAGES } from '../../contract';

const about: Readonly<Record<(typeof PAGES)[number], readonly [es: string, en: string]>> = {
  '/kiosk': ['Tótem: aquí se sacan turnos', 'Kiosk: where tickets are taken'],
  '/display': ['Pantalla: a quién se llama', 'Display: who is being called'],
  '/advisor': ['Ejecutivo: atender', 'Advisor: serve customers'],
  '/supervisor': ['Supervisor: la sucursal en vivo', 'Supervisor: the branch, live'],
  '/admin': ['Administración', 'Administration'],
  '/sign-in': ['Iniciar sesión', 'Sign in'],
  '/t': ['Su turno (se abre con el código QR)', 'Your ticket (opened by its QR code)'],
};

/** What is where, for whoever opens the bare address. */
export const startPage = `<!doctype html>
<html lang="es-CL"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ticketero</title><link rel="stylesheet" href="/api.css">
<h1>Ticketero</h1>
<ul>
${PAGES.map((path) => `<li><a href="${path}">${about[path][0]}</a> <span lang="en">· ${about[path][1]}</span></li>`).join('\n')}
<li><a href="/api">API</a></li>
</ul></html>
`;
