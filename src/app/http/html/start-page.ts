import { PAGES } from '../../../contract';
import { Mark, markHtml } from '../../domain/model/face-page';
import type { Door } from '../request/bank-doors';
import { doorsHtml } from './doors';
import { personPage } from './person-page';

type Address = (typeof PAGES)[number] | '/api';
type Words = readonly [title: string, es: string, en: string];

const about: Readonly<Record<Address, Words>> = {
  '/kiosk': ['Tótem', 'Aquí se sacan los turnos', 'Kiosk: where tickets are taken'],
  '/display': ['Pantalla', 'A quién se llama, y a qué módulo', 'Display: who is being called'],
  '/t': ['Su turno', 'Se abre con el código QR del turno', 'Your ticket: opened by its QR code'],
  '/reception': ['Recepción', 'Emitir, buscar y cambiar turnos', 'Reception: issue, find, move'],
  '/advisor': ['Ejecutivo', 'Llamar y atender', 'Advisor: call and serve'],
  '/supervisor': ['Supervisor', 'La sucursal en vivo', 'Supervisor: the branch, live'],
  '/admin': [
    'Administración',
    'Sucursales, filas, personas, equipos y auditoría',
    'Administration, and the audit',
  ],
  '/sign-in': ['Entrar', 'Con usuario y clave', 'Sign in'],
  '/api': ['API', 'Lo mismo, para programas', 'The same things, for programs'],
};

const groups: readonly (readonly [es: string, en: string, addresses: readonly Address[]])[] = [
  ['En la sucursal', 'In the branch', ['/kiosk', '/display', '/t']],
  [
    'Para quienes trabajan en ella',
    'For its staff',
    ['/reception', '/advisor', '/supervisor', '/admin', '/sign-in'],
  ],
  ['Para programas', 'For programs', ['/api']],
];

const card = (address: Address): string => {
  const [title, es, en] = about[address];
  const english = `<span lang="en" class="quiet">${en}</span>`;
  return `<li><a class="card" href="${address}"><b>${title}</b>${es}<br>${english}</a></li>`;
};

/** What is where, and when branches open, for visitors of the bare address. */
export const startPage = (mark: Mark | undefined, doors: readonly Door[]): string =>
  personPage(
    mark?.name || 'Ticketero',
    [
      `<h1>${mark?.name ? markHtml(mark) : `${markHtml(mark)} Ticketero`.trim()}</h1>`,
      '<p>Turnos de la sucursal: sacarlos, llamarlos, seguirlos. ' +
        '<span lang="en" class="quiet">' +
        'Tickets of a bank branch: take, call and follow them.</span></p>',
      doorsHtml(doors),
      ...groups.map(
        ([es, en, addresses]) =>
          `<h2>${es} <span lang="en" class="quiet">· ${en}</span></h2>\n` +
          `<ul>\n${addresses.map(card).join('\n')}\n</ul>`,
      ),
    ].join('\n'),
  );
