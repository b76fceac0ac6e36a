import { Texts } from './catalogue';

/** Spanish about what needs a supervisor: alerts, and rows that stand out. */
export const staffAlertsEsCL = {
  'alert.target-near': {
    zero: '{queue}: está por pasar su meta de {threshold}.',
    one: '{queue}: en {time} pasa su meta de {threshold}.',
    other: '{queue}: en {time} pasa su meta de {threshold}.',
  },
  'alert.target-passed': {
    zero: '{queue}: acaba de pasar su meta de {threshold}.',
    one: '{queue}: pasó su meta de {threshold} hace {time}.',
    other: '{queue}: pasó su meta de {threshold} hace {time}.',
  },
  'alert.target-ahead':
    '{queue}: en los próximos {minutes} min, {n} de cada 10 dentro de la meta; se esperan ' +
    '{threshold}.',
  'alert.do.simulated': '{effect}: {n} de cada 10 dentro de la meta, en vez de {instead}.',
  'alert.share-low': '{queue}: hoy {value} dentro de la meta; se espera {threshold}.',
  'alert.line-past-closing': {
    zero: '{queue}: la fila no alcanza a terminar antes del cierre.',
    one: '{queue}: la fila terminaría {time} después del cierre.',
    other: '{queue}: la fila terminaría {time} después del cierre.',
  },
  'alert.pause-long': '{name} lleva {value} en pausa (aviso desde {threshold}).',
  'alert.console-silent': {
    zero: 'No hay señal de la consola de {name}.',
    one: 'Hace {time} que no hay señal de la consola de {name}.',
    other: 'Hace {time} que no hay señal de la consola de {name}.',
  },
  'floor.alert.over': 'Ya no es así: esta alerta se cerrará sola.',
  'floor.alert.show.queue': 'Ver la fila',
  'floor.alert.show.advisor': 'Ver el módulo',
  'floor.queues.none': 'Esta sucursal aún no tiene filas.',
  'floor.counters.none': 'Esta sucursal aún no tiene módulos.',
  'floor.advisors.none': 'Esta sucursal aún no tiene ejecutivos.',
  'staff.lacking.text': 'La administración del banco agrega lo que falta; aparecerá aquí solo.',
  'staff.lacking.add': 'Agregar en Administración',
  'floor.calm.not': 'Sin alertas por ahora',
  'floor.calm.not.text': {
    zero: 'Ninguna fila ni módulo está en rojo.',
    one: 'Hay {n} fila o módulo en rojo. Si sigue así, aquí aparecerá qué hacer.',
    other: 'Hay {n} filas o módulos en rojo. Si siguen así, aquí aparecerá qué hacer.',
  },
  'floor.row.long-pause': 'pausa larga',
  'floor.row.silent': 'consola sin señal',
  'floor.chart.queue': 'Fila de los gráficos',
  'floor.chart.queue.all': 'Todas las filas',
  'overview.search': 'Buscar sucursal',
  'overview.sort': 'Ordenar por',
  'overview.sort.worst': 'Peor primero',
  'overview.sort.name': 'Nombre',
  'overview.sort.waiting': 'Más gente esperando',
  'overview.sort.wait': 'Mayor espera media',
  'overview.sort.target': 'Menor cumplimiento de meta',
  'overview.none': 'Ninguna sucursal se llama así.',
  'overview.tile.waiting': { zero: 'sin espera', one: '{n} espera', other: '{n} esperan' },
  'overview.tile.late': { one: '{n} tarde', other: '{n} tarde' },
  'overview.legend': 'Gente esperando, espera media y parte llamada dentro de la meta hoy.',
  'overview.tile.alerts': { one: '{n} alerta', other: '{n} alertas' },
  'overview.tile.nobody': 'nadie atiende',
} as const satisfies Texts;
