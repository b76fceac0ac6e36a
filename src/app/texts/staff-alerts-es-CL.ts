import { Texts } from './catalogue';

/** Spanish about what needs a supervisor: alerts, and rows that stand out. */
export const staffAlertsEsCL = {
  'alert.target-near': {
    zero: '{queue}: está por pasar su meta de {threshold} min.',
    one: '{queue}: en {n} min pasa su meta de {threshold} min.',
    other: '{queue}: en {n} min pasa su meta de {threshold} min.',
  },
  'alert.target-passed': {
    zero: '{queue}: acaba de pasar su meta de {threshold} min.',
    one: '{queue}: pasó su meta de {threshold} min hace {n} min.',
    other: '{queue}: pasó su meta de {threshold} min hace {n} min.',
  },
  'alert.share-low': '{queue}: hoy {value} dentro de la meta; se espera {threshold}.',
  'alert.line-past-closing': {
    zero: '{queue}: la fila no alcanza a terminar antes del cierre.',
    one: '{queue}: la fila terminaría {n} minuto después del cierre.',
    other: '{queue}: la fila terminaría {n} minutos después del cierre.',
  },
  'alert.pause-long': '{name} lleva {value} min en pausa (aviso desde {threshold}).',
  'alert.console-silent': {
    zero: 'No hay señal de la consola de {name}.',
    one: 'Hace {n} min que no hay señal de la consola de {name}.',
    other: 'Hace {n} min que no hay señal de la consola de {name}.',
  },
  'floor.alert.show.queue': 'Ver la fila',
  'floor.alert.show.advisor': 'Ver el módulo',
  'floor.calm.not': 'Sin alertas por ahora',
  'floor.calm.not.text': {
    zero: 'Ninguna fila ni módulo está en rojo.',
    one: 'Hay {n} fila o módulo en rojo. Si sigue así, aquí aparecerá qué hacer.',
    other: 'Hay {n} filas o módulos en rojo. Si siguen así, aquí aparecerá qué hacer.',
  },
  'floor.row.long-pause': 'pausa larga',
  'floor.row.silent': 'consola sin señal',
} as const satisfies Texts;
