import { Texts } from './catalogue';
import { staffPlanEsCL } from './staff-plan-es-CL';

/** What the supervisor reads about how accurate estimates were. */
export const staffAccuracyEsCL = {
  ...staffPlanEsCL,
  'reports.accuracy': 'Cuánto acertamos, en segundos',
  'reports.column.waited': 'Esperaron',
  'reports.column.mean_wait_seconds': 'Espera media (s)',
  'reports.column.error_seconds': 'Error medio (s)',
  'reports.column.hol_error_seconds': 'Error según el primero de la fila (s)',
  'reports.column.rule_error_seconds': 'Error según la regla original (s)',
  'reports.column.range_seconds': 'Ancho del rango (s)',
  'reports.column.winkler_seconds': 'Puntaje de Winkler (s)',
  'floor.accuracy': 'Cuánto acertamos',
  'accuracy.text':
    'Lo que se calculó al sacar el turno, comparado con lo que esperaron quienes fueron atendidos.',
  'accuracy.line':
    'El rango debía cumplirse 8 de cada 10 veces. El {day}: {tenths} de 10. Esperas: {n}.',
  'accuracy.error': 'El error medio fue de {error}, con una espera media de {wait}.',
  'accuracy.beside':
    'Diciendo lo que llevaba esperando el primero de la fila: {hol}. Regla original: {rule}.',
  'accuracy.none': 'Todavía no hay esperas que comparar. Se comparan desde el primer día.',
  'accuracy.days': 'Por día',
  'accuracy.queues': 'Por fila, en los últimos 14 días',
  'accuracy.column.waited': 'Esperaron',
  'accuracy.column.wait': 'Espera media',
  'accuracy.column.error': 'Error medio',
  'accuracy.column.hol': 'Según el primero de la fila',
  'accuracy.column.rule': 'Según la regla original',
  'accuracy.column.within': 'Dentro del rango',
} as const satisfies Texts;
