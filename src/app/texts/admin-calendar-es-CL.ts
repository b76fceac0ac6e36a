import { Texts } from './catalogue';

/** The calendar of a branch: dates with hours of their own, closures, the end of the day. */
export const adminCalendarEsCL = {
  'admin.set.dates': 'Feriados y fechas con otro horario',
  'admin.set.dates.help':
    'En esas fechas vale este horario en vez del de la semana. Sin tramos, la sucursal está ' +
    'cerrada.',
  'admin.set.dates.inherited': 'Del banco',
  'admin.set.dates.add': 'Agregar fecha',
  'admin.set.dates.remove': 'Quitar fecha',
  'admin.set.dates.date': 'Fecha',
  'admin.set.dates.es': 'Motivo en español',
  'admin.set.dates.en': 'Motivo en inglés',
  'admin.set.dates.holidays': 'Agregar los feriados legales de Chile de {year}',
  'admin.set.dates.source': 'Según {source}. Elecciones y feriados regionales se agregan aparte.',
  'admin.set.closures': 'Cierres',
  'admin.set.closures.help':
    'Desde la primera fecha y hasta la última la sucursal no abre. Sin última fecha, hasta que ' +
    'se quite el cierre. Los del banco valen en todas las sucursales.',
  'admin.set.closures.remove': 'Quitar cierre',
  'admin.set.closures.tomorrow': 'Cerrar desde mañana',
  'admin.set.closures.from': 'Desde el',
  'admin.set.closures.until': 'Hasta el',
  'admin.closure.from': 'Desde el {from}, hasta que se quite',
  'admin.closure.until': 'Desde el {from} hasta el {until}',
  'admin.close-all': 'Cerrar todas las sucursales',
  'admin.close-all.text':
    'Ninguna sucursal abre en esas fechas. Tótems, pantallas y celulares dicen el motivo y ' +
    'cuándo se abre otra vez. Sin última fecha, hasta que se deshaga.',
  'admin.close-all.do': 'Cerrar todas',
  'admin.close-all.done': 'Listo: todas cierran en esas fechas. Puede deshacerlo aquí abajo.',
  'admin.close-all.standing': 'Cierres de todas las sucursales',
  'admin.close-all.lift': 'Deshacer',
  'admin.set.closing.lastTicketMinutes': 'Último número antes del cierre (minutos)',
  'admin.set.closing.lastTicketMinutes.help':
    'En los últimos minutos del día el tótem ya no da números. Con 0 los da hasta el cierre.',
  'admin.set.closing.beyondEstimate': 'Turnos que pasarían del cierre',
  'admin.set.closing.beyondEstimate.help':
    'Qué hace el tótem cuando la espera estimada pasa de la hora de cierre.',
  'admin.set.closing.beyondEstimate.issue': 'Da el número',
  'admin.set.closing.beyondEstimate.refuse': 'No da número',
  'admin.set.closing.line': 'Quienes esperan al cierre',
  'admin.set.closing.line.help':
    'Si se cancela, se avisa antes a quienes quizás no alcancen. Si se atiende, la fila termina ' +
    'cuando se va el último ejecutivo.',
  'admin.set.retentionDays': 'Días que se guardan los datos personales',
  'admin.set.retentionDays.help':
    'RUT, celular, comentarios y chats se olvidan tantos días después de la última visita.',
  'admin.set.closing.line.serve': 'Se atienden',
  'admin.set.closing.line.cancel': 'Se cancelan a la hora de cierre',
} as const satisfies Texts;
