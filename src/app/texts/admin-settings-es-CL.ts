import { joined, Texts } from './catalogue';

/** A setting of a branch: its name and, as `.help`, what it does. */
export const adminSettingsEsCL = {
  'admin.set.own': 'Propio de esta sucursal',
  'admin.set.inherited': 'Valor del banco',
  'admin.set.reset': 'Usar el valor del banco',
  'admin.set.scope': 'De quién son',
  'admin.set.contents': 'Qué reglas hay',
  'admin.set.text': 'Cada regla vale para todo el banco, salvo que una sucursal tenga la suya.',
  'admin.set.group.hours': 'Día y horario',
  'admin.set.group.place': 'Cómo llegar',
  'admin.set.group.line': 'Quién sigue',
  'admin.set.group.kiosk': 'Sacar número',
  'admin.set.group.call': 'Llamar y esperar',
  'admin.set.group.alerts': 'Avisar al supervisor cuando…',
  'admin.set.timeZone': 'Zona horaria',
  'admin.set.timeZone.help':
    'La del lugar donde está la sucursal. El horario y el día se cuentan en ella.',
  'admin.set.dayStartsAt': 'Hora en que empieza el día',
  'admin.set.dayStartsAt.help':
    'A esa hora se cierra el día anterior y los números vuelven a 1. Si la sucursal está ' +
    'abierta, el día empieza cuando cierra.',
  'admin.set.hours': 'Horario',
  'admin.set.hours.help':
    'Fuera de él el tótem no da números y dice cuándo abre. Puede pasar ' +
    'la medianoche: de 22:00 a 02:00.',
  'admin.set.hours.always': 'Abierta a toda hora',
  'admin.set.hours.closed': 'cerrada',
  'admin.set.hours.from': 'Desde',
  'admin.set.hours.to': 'Hasta',
  'admin.set.hours.add': 'Agregar tramo',
  'admin.set.hours.remove': 'Quitar tramo',
  'admin.set.assignment': 'Asignación',
  'admin.set.assignment.help': joined(
    'A pedido: el ejecutivo presiona «Llamar al siguiente». Automática: el turno llega solo a ',
    'quien queda libre.',
  ),
  'admin.set.assignment.on-demand': 'A pedido',
  'admin.set.assignment.automatic': 'Automática',
  'admin.set.ordering': 'Orden',
  'admin.set.ordering.help': joined(
    'Por meta: pasa quien debía pasar antes, y nadie espera sin límite. Por prioridad: la ',
    'fila con mayor prioridad pasa siempre primero; las demás pueden esperar sin límite.',
  ),
  'admin.set.ordering.due': 'Por meta de espera',
  'admin.set.ordering.strict': 'Por prioridad de la fila (sin límite de espera)',
  'admin.set.preferentialRun': 'Preferentes seguidos',
  'admin.set.preferentialRun.help':
    'Después de tantos turnos preferentes seguidos pasa uno general.',
  'admin.set.ticketsPerKiosk': 'Números por minuto y tótem',
  'admin.set.ticketsPerKiosk.help':
    'Un tótem que pide más tiene que esperar: una copia de su llave no agota los números.',
  'admin.set.outOfTurnAllowed': 'Llamar fuera de orden',
  'admin.set.outOfTurnAllowed.help':
    'Permite elegir un turno a mano, con motivo. Queda registrado y se informa.',
  'admin.set.anonymousAllowed': 'Número sin RUT',
  'admin.set.anonymousAllowed.help': 'El tótem ofrece sacar número sin identificarse.',
  'admin.set.otherIdsAllowed': 'Pasaporte y otros documentos',
  'admin.set.otherIdsAllowed.help': 'El tótem ofrece «No tengo RUT».',
  'admin.set.customerIssueAllowed': 'Número desde la página del banco',
  'admin.set.customerIssueAllowed.help': 'Permite sacar número sin estar en la sucursal.',
  'admin.set.unattendedQueue': 'Fila sin ejecutivo',
  'admin.set.unattendedQueue.help': 'Qué hace el tótem cuando nadie atiende la fila que se pide.',
  'admin.set.unattendedQueue.warn': 'Da el número y avisa',
  'admin.set.unattendedQueue.refuse': 'No da número',
  'admin.set.asksPhone': 'Pedir celular',
  'admin.set.asksPhone.help':
    'Solo si la sucursal lo usa para avisar. Siempre es opcional para la persona.',
  'admin.set.directions.address': 'Dirección',
  'admin.set.directions.address.help': joined(
    'Calle, número y comuna. Se muestra en la página del turno, en «Cómo llegar». Vacío: ',
    'no se muestra.',
  ),
  'admin.set.directions.es': 'Cómo llegar, en español',
  'admin.set.directions.es.help':
    'Con palabras: la parada o estación más cercana, por qué puerta se entra, en qué piso.',
  'admin.set.directions.en': 'Cómo llegar, en inglés',
  'admin.set.directions.en.help':
    'Lo mismo en inglés. Vacío: quien lee en inglés lo ve en español.',
  'admin.set.region': 'Región o zona',
  'admin.set.region.help':
    'Agrupa y filtra las sucursales en «Todas» y en los informes. Escríbala igual en cada una.',
  'admin.set.notices.es': 'Avisos en las pantallas, en español',
  'admin.set.notices.es.help': 'Uno por línea. Las pantallas los muestran por turnos, abajo.',
  'admin.set.notices.en': 'Avisos en las pantallas, en inglés',
  'admin.set.notices.en.help': 'Las mismas líneas, para las pantallas que también hablan inglés.',
  'admin.set.directions.mapUrl': 'Enlace a un mapa',
  'admin.set.directions.mapUrl.help': joined(
    'Una dirección https. Es solo un enlace: el mapa se abre fuera de la página y solo ',
    'cuando la persona lo pide.',
  ),
  'admin.set.languages': 'Idiomas del tótem y la pantalla',
  'admin.set.languages.help':
    'El primero es el idioma en que empiezan; los demás se pueden elegir.',
  'admin.set.recalls.times': 'Veces que se vuelve a llamar',
  'admin.set.recalls.times.help': 'Antes de dar a alguien por ausente.',
  'admin.set.recalls.everySeconds': 'Segundos entre llamados',
  'admin.set.recalls.everySeconds.help': 'Entre un llamado y el siguiente, y del último a ausente.',
  'admin.set.pauseAbsent': 'Pausar consolas calladas',
  'admin.set.pauseAbsent.help':
    'Un ejecutivo cuya consola no responde deja de recibir turnos y el suyo vuelve a la fila.',
  'admin.set.absentSeconds': 'Segundos de silencio',
  'admin.set.absentSeconds.help': 'Cuánto calla una consola antes de la pausa.',
  'admin.set.approaching.position': 'Avisar desde el lugar',
  'admin.set.approaching.position.help':
    'La persona recibe «ya casi le toca» desde este lugar en la fila.',
  'admin.set.approaching.lowMinutes': 'O cuando falten (minutos)',
  'admin.set.approaching.lowMinutes.help': 'O cuando podría ser llamada dentro de estos minutos.',
  'admin.set.holds.max': 'Pendientes por ejecutivo',
  'admin.set.holds.max.help':
    'Cuántos clientes puede dejar pendientes cada uno a la vez; 0 = ninguno.',
  'admin.set.defers.max': 'Aplazamientos por turno',
  'admin.set.defers.max.help': 'Cuántas veces se puede pedir «necesito más tiempo».',
  'admin.set.reopens.max': 'Vueltas de un ausente',
  'admin.set.reopens.max.help':
    'Cuántas veces quien no llegó vuelve a su lugar con «Ya llegué»; 0 = solo en el mesón.',
  'admin.set.reopens.minutes': 'Tiempo para volver (minutos)',
  'admin.set.reopens.minutes.help': 'Desde que quedó ausente. Después, lo reactivan en el mesón.',
  'admin.set.defers.minutes': 'Minutos que se ofrecen',
  'admin.set.defers.minutes.help': 'Lo que se ofrece a quien pide más tiempo.',
} as const satisfies Texts;
