import { DeviceKind, Role } from '../../app/domain/model/actor';
import { QueueConfig } from '../../app/domain/model/queue';

/** Every demo staff member's password. The demo staff exist on loopback only. */
export const DEMO_PASSWORD = 'demo';

/**
 * Two branches that are always open, in the time zone of the bank's defaults. The name of the first
 * one marks a database as the demo bank.
 */
export const branches = [
  {
    id: '1',
    name: 'Sucursal Centro (demo)',
    directions: {
      address: 'Paseo Ahumada 100, Santiago (dirección de ejemplo)',
      es:
        'Metro Universidad de Chile, salida Ahumada: a una cuadra, vereda oriente.\n' +
        'Entrada sin escalones por el pasaje; los módulos están en el primer piso.',
      en:
        'Metro Universidad de Chile, exit Ahumada: one block, on the east side.\n' +
        'The entrance without steps is in the passage; the counters are on the ground floor.',
      mapUrl: 'https://www.openstreetmap.org/#map=18/-33.44310/-70.65050',
    },
  },
  { id: '2', name: 'Sucursal Ñuñoa (demo)' },
] as const;

export const settings = {
  hours: 'always',
  assignment: 'on-demand',
  timeZone: 'America/Santiago',
} as const;

/** Priorities as in RN-002, averages as in RN-010, targets as in TK-11. */
export const queues: readonly QueueConfig[] = [
  {
    id: 'caja',
    prefix: 'C',
    names: { es: 'Caja', en: 'Teller' },
    hints: { es: 'Depósitos, giros, pagos', en: 'Deposits, withdrawals, payments' },
    priority: 1,
    targetMinutes: 20,
    averageMinutes: 5,
    open: true,
  },
  {
    id: 'personal-banker',
    prefix: 'P',
    names: { es: 'Ejecutivo de cuentas', en: 'Personal banker' },
    hints: { es: 'Cuentas, tarjetas, créditos', en: 'Accounts, cards, loans' },
    priority: 2,
    targetMinutes: 15,
    averageMinutes: 15,
    open: true,
  },
  {
    id: 'empresas',
    prefix: 'E',
    names: { es: 'Empresas', en: 'Business' },
    hints: { es: 'Cuentas y servicios de su empresa', en: 'Accounts and services of your company' },
    priority: 3,
    targetMinutes: 10,
    averageMinutes: 20,
    open: true,
  },
  {
    id: 'gerencia',
    prefix: 'G',
    names: { es: 'Gerencia', en: 'Management' },
    hints: { es: 'Casos especiales y reclamos', en: 'Special cases and complaints' },
    priority: 4,
    targetMinutes: 5,
    averageMinutes: 30,
    open: true,
  },
];

/** Counters of each branch. */
export const counters = ['1', '2', '3', '4', '5'].map((id) => ({ id, label: id }));

interface DemoStaff {
  readonly id: string;
  readonly firstName: string;
  readonly role: Role;
  readonly branches: readonly string[] | 'all';
}

/** Ids are also usernames. An advisor serves every queue of their branches. */
export const staff: readonly DemoStaff[] = [
  { id: 'host-1', firstName: 'Valentina', role: 'host', branches: ['1'] },
  { id: 'advisor-1', firstName: 'Camila', role: 'advisor', branches: ['1'] },
  { id: 'advisor-2', firstName: 'Matías', role: 'advisor', branches: ['1'] },
  { id: 'advisor-3', firstName: 'Javiera', role: 'advisor', branches: ['1'] },
  { id: 'advisor-4', firstName: 'Rodrigo', role: 'advisor', branches: ['2'] },
  { id: 'advisor-5', firstName: 'Antonia', role: 'advisor', branches: ['2'] },
  { id: 'supervisor-1', firstName: 'Paula', role: 'supervisor', branches: 'all' },
  { id: 'admin-1', firstName: 'Diego', role: 'admin', branches: 'all' },
  { id: 'auditor-1', firstName: 'Elena', role: 'auditor', branches: 'all' },
];

interface DemoDevice {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly branch: string;
  readonly label: string;
}

/**
 * Ids are also enrolment codes, which any number of browsers may use. A printer's id is its
 * password.
 */
export const devices: readonly DemoDevice[] = [
  { id: 'kiosk-1', kind: 'kiosk', branch: '1', label: 'Tótem de la entrada' },
  { id: 'display-1', kind: 'display', branch: '1', label: 'Pantalla de la sala' },
  { id: 'kiosk-2', kind: 'kiosk', branch: '2', label: 'Tótem de la entrada' },
  { id: 'display-2', kind: 'display', branch: '2', label: 'Pantalla de la sala' },
  // Becomes the branch's printer once it has polled: `npm run printer`.
  { id: 'printer-1', kind: 'printer', branch: '1', label: 'Impresora junto al tótem' },
];
