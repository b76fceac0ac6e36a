import { joined, Texts } from './catalogue';

/** People's requests under their data rights, and how they are handled: part of `adminEsCL`. */
export const adminRightsEsCL = {
  'admin.rights': 'Solicitudes de personas',
  'admin.rights.text':
    'La ley da 30 días corridos para responder. Compruebe primero que quien pide es esa persona.',
  'admin.rights.none': 'No hay solicitudes pendientes.',
  'admin.rights.answered': 'Respondidas',
  'admin.rights.pending': 'Pendientes',
  'admin.rights.what': 'Qué pide',
  'admin.rights.who': 'Quién',
  'admin.rights.due': 'Responder hasta',
  'admin.rights.left': {
    zero: 'vence hoy',
    one: 'queda {n} día',
    other: 'quedan {n} días',
  },
  'admin.rights.late': 'atrasada',
  'admin.rights.late.count': {
    one: 'Hay {n} solicitud de una persona con el plazo vencido.',
    other: 'Hay {n} solicitudes de personas con el plazo vencido.',
  },
  'admin.rights.soon.count': {
    one: '{n} solicitud de una persona vence dentro de siete días.',
    other: '{n} solicitudes de personas vencen dentro de siete días.',
  },
  'admin.rights.look': 'Ver solicitudes',
  'admin.rights.extend': 'Prorrogar…',
  'admin.rights.extend.ask': '¿Por qué se necesitan 30 días más?',
  'admin.rights.extend.help':
    'La ley lo permite una sola vez, antes de que venzan los primeros 30 días. La página del ' +
    'turno se lo dice a la persona; a quien pidió en el mesón, o quiere la respuesta en otro ' +
    'lugar, avísele usted.',
  'admin.rights.extend.yes': 'Prorrogar 30 días',
  'admin.rights.extend.no': 'No prorrogar',
  'admin.rights.extended': 'Prorrogada 30 días',
  'admin.rights.extended.complex': 'Es compleja',
  'admin.rights.extended.many': 'Hay muchas solicitudes',
  'admin.rights.extended.elsewhere': 'Hay que pedir datos a otros',
  'admin.rights.unknown': 'Sin datos guardados',
  'admin.rights.ticket': 'Turno {number}, {branch}',
  'admin.rights.desk': 'Pedido en {branch}',
  'admin.rights.reach': 'Responder a: {reach}',
  'admin.rights.take': 'Atender',
  'admin.rights.done': 'Marcar como hecha',
  'admin.rights.done.ask': '¿Está hecha y respondida?',
  'admin.rights.done.text': joined(
    'Al marcarla se borra lo que la persona escribió y dónde responderle: envíe ',
    'antes la respuesta. No se puede deshacer.',
  ),
  'admin.rights.done.no': 'Todavía no',
  'admin.rights.done.yes': 'Sí, está hecha',
  'admin.rights.refuse': 'Rechazar…',
  'admin.rights.refuse.ask': '¿Por qué se rechaza?',
  'admin.rights.refuse.no': 'No rechazar',
  'admin.rights.refuse.yes': 'Rechazar',
  'admin.rights.taking': 'Atendiendo la solicitud de {person}: {right}',
  'admin.rights.untake': 'Dejar de atenderla',
  'admin.rights.access': 'Ver sus datos',
  'admin.rights.rectification': 'Corregir un dato',
  'admin.rights.erasure': 'Borrar sus datos',
  'admin.rights.portability': 'Recibir sus datos en un archivo',
  'admin.rights.opposition': 'Que no le escriban ni le pregunten',
  'admin.rights.granted': 'Hecha',
  'admin.rights.refused': 'Rechazada',
  'admin.rights.reason': 'Motivo',
  'admin.rights.reason.not-proven': 'No se comprobó que fuera esa persona',
  'admin.rights.reason.nothing-kept': 'No se guarda nada',
  'admin.rights.reason.law-keeps': 'La ley obliga a conservarlo',
  'admin.rights.reason.not-personal': 'No es un dato personal suyo',
  'admin.rights.reason.other': 'Otro motivo',
  'admin.person.correct': 'Corregir…',
  'admin.person.correct.title': '¿Cuál es el dato correcto?',
  'admin.person.correct.id': 'RUT o documento correcto',
  'admin.person.correct.phone': 'Celular correcto (+56…)',
  'admin.person.correct.help':
    'Deje vacío lo que está bien. El turno, su fila y sus horas no se corrigen aquí: son lo que ' +
    'pasó en la sucursal.',
  'admin.person.correct.yes': 'Corregir',
  'admin.person.correct.no': 'Dejar como está',
  'admin.person.corrected': 'Datos corregidos.',
  'admin.person.several':
    'Hay varios registros con este dato y pueden ser de distintas personas. Corrija cada uno ' +
    'desde la solicitud que hace su propio turno.',
  'admin.person.taken':
    'Ya se guarda a alguien con ese RUT o documento. Averigüe quién es quién antes de corregir.',
  'admin.person.oppose': 'Oposición…',
  'admin.person.oppose.title': '¿A qué se opone la persona?',
  'admin.person.oppose.messages': 'A recibir mensajes en su chat',
  'admin.person.oppose.feedback': 'A que le pregunten cómo le atendieron',
  'admin.person.oppose.help':
    'Lo que el sistema aprende de las esperas no guarda a quién se atendió: no hay a qué oponerse.',
  'admin.person.oppose.yes': 'Registrar',
  'admin.person.oppose.no': 'No registrar',
  'admin.person.opposed': {
    zero: 'Oposición registrada.',
    one: 'Oposición registrada: se desvinculó {n} chat.',
    other: 'Oposición registrada: se desvincularon {n} chats.',
  },
  'admin.person.own-id': 'RUT o documento',
  'admin.person.download.csv': 'Descargar CSV',
  'admin.person.download.xlsx': 'Descargar para Excel',
} as const satisfies Texts;
