import { Texts } from './catalogue';

/** The settings of supervisors' alerts. */
export const adminAlertsEsCL = {
  'admin.set.alerts.waiting': 'Personas en una fila, más de',
  'admin.set.alerts.waiting.help': 'Cuenta a quienes esperan en una misma fila.',
  'admin.set.alerts.estimateMinutes': 'Espera calculada, más de (minutos)',
  'admin.set.alerts.estimateMinutes.help': 'Para quien llegara ahora.',
  'admin.set.alerts.offlineMinutes': 'Ejecutivo fuera de servicio, más de (minutos)',
  'admin.set.alerts.offlineMinutes.help': 'Dentro del horario.',
  'admin.set.alerts.messageFailures': 'Mensajes fallidos, más de',
  'admin.set.alerts.messageFailures.help':
    'Parte de los mensajes de la última hora: 10% es uno de diez.',
  'admin.set.alerts.estimateError': 'Error del cálculo, más de',
  'admin.set.alerts.estimateError.help':
    'Error medio de lo calculado sobre la espera media: lo habitual es la mitad.',
  'admin.set.alerts.openMinutes': 'Turno abierto, más de (minutos)',
  'admin.set.alerts.openMinutes.help': 'Desde que se sacó hasta ahora.',
  'admin.set.alerts.targetMinutes': 'Meta por vencer: avisar con (minutos)',
  'admin.set.alerts.targetMinutes.help':
    'O un cuarto de la meta de la fila, si es menos. Con 0 se avisa solo cuando ya se pasó.',
  'admin.set.alerts.targetShare': 'Llamados dentro de la meta hoy, menos de',
  'admin.set.alerts.targetShare.help': 'Desde diez llamados de una fila. 80% es ocho de cada diez.',
  'admin.set.alerts.pauseMinutes': 'Pausa de más de (minutos)',
  'admin.set.alerts.pauseMinutes.help': 'Dentro del horario.',
} as const satisfies Texts;
