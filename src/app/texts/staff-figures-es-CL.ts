import { Texts } from './catalogue';

/** What the figures of reports are called (`docs/figures.md`). */
export const staffFiguresEsCL = {
  'reports.xlsx': 'Excel',
  'reports.stretches': 'Tramos',
  'reports.column.kind': 'Tramo',
  'reports.column.began': 'Desde',
  'reports.column.how': 'Terminó por',
  'reports.column.reason': 'Motivo',
  'reports.column.minutes': 'Minutos',
  'reports.column.in_target': 'En meta',
  'reports.column.wait_minutes': 'Espera (min)',
  'reports.column.courtesy_minutes': 'Tiempo pedido (min)',
  'reports.column.service_minutes': 'Atención (min)',
  'reports.column.handed_in': 'Recibidos de otra fila',
  'reports.column.handed_on': 'Derivados',
  'reports.column.left_open': 'Sin cerrar a tiempo',
  'reports.column.abandoned': 'Abandonaron',
  'reports.column.median_wait_minutes': 'Espera mediana (min)',
  'reports.column.median_service_minutes': 'Atención mediana (min)',
  'reports.column.calling_minutes': 'Llamando (min)',
  'reports.column.serving_minutes': 'Atendiendo (min)',
  'reports.column.idle_minutes': 'Disponible (min)',
  'reports.column.on_duty_minutes': 'En servicio (min)',
  'reports.column.paused_minutes': 'En pausa (min)',
  'reports.column.pauses': 'Pausas (min)',
} as const satisfies Texts;
