import { joined, Texts } from './catalogue';

/**
 * What the bot says, in the first language. The texts are Telegram's HTML; the caller escapes the
 * values it fills in.
 */
export const telegramEs = {
  'tg.card': '🎫 <b>{number}</b> · {queue}\n{branch}',
  'tg.wish':
    'Le llamará el ejecutivo que le va a atender, apenas pueda; desde las {time}, cualquiera.',
  'tg.ahead': {
    zero: 'Usted es quien sigue.',
    one: 'Hay {n} persona antes que usted.',
    other: 'Hay {n} personas antes que usted.',
  },
  'tg.wait': 'Espera estimada: {wait}.',
  'tg.wait.unknown': 'Aún no sabemos cuánto va a esperar.',
  'tg.near': 'Falta poco: quédese cerca, por favor.',
  'tg.near.later': 'Por favor, quédese cerca.',
  'tg.page': '<a href="{url}">Ver mi turno</a>',
  'tg.updates': 'Le escribiremos aquí cuando se acerque su turno. Puede alejarse de la sucursal.',
  'tg.deferred': 'Su turno espera hasta las {time}. Conserva su lugar.',
  'tg.called': '🔔 <b>{number}: es su turno</b>\n<b>{counter}</b>',
  'tg.called.advisor': 'Le atiende {advisor}.',
  'tg.recalled': '🔔 <b>{number}: le llamamos otra vez</b>\n<b>{counter}</b>',
  'tg.deferred.early': 'Si vuelve antes, presione «Ya llegué».',
  'tg.approaching': '⏰ <b>{number}: se acerca su turno</b>',
  'tg.past-closing': joined(
    '⚠️ <b>{number}</b>: cerramos a las {time} y no alcanzaremos a atenderle hoy. ',
    'Lo lamentamos.',
  ),
  'tg.past-closing.queue': joined(
    '⚠️ <b>{number}</b>: su fila cierra a las {time} y no alcanzaremos a atenderle. ',
    'Lo lamentamos.',
  ),
  'tg.approaching.come': 'Si salió, vuelva a la sucursal, por favor.',
  'tg.missed': joined(
    '<b>{number}</b>: le llamamos y no alcanzamos a atenderle. Si aún está en la sucursal, ',
    'avise en el mesón: hoy todavía pueden devolverle su lugar.',
  ),
  'tg.missed.closed':
    '<b>{number}</b>: le llamamos y no alcanzamos a atenderle. La sucursal ya cerró.',
  'tg.missed.back': joined(
    '<b>{number}</b>: le llamamos y no alcanzamos a atenderle. Si ya está en la sucursal, ',
    'presione «Ya llegué» antes de las {time} y volverá a su lugar.',
  ),
  'tg.missed.back.desk': 'Después, avise en el mesón.',
  'tg.missed.day':
    '<b>{number}</b>: le llamamos y no alcanzamos a atenderle. Ese turno es de otro día.',
  'tg.missed.queue': '<b>{number}</b>: le llamamos y no alcanzamos a atenderle. Su fila ya cerró.',
  'tg.transferred': '<b>{number}</b> pasó a {queue}. Su número sigue siendo el mismo.',
  'tg.returned': '<b>{number}</b> volvió a la fila y conserva su lugar.',
  'tg.reopened': '<b>{number}</b> está otra vez en la fila.',
  'tg.serving': '<b>{number}</b>: le están atendiendo.',
  'tg.held': '<b>{number}</b>: quedó pendiente. Cuando tenga lo que falta, vuelva {to}.',
  'tg.held.desk': '<b>{number}</b>: quedó pendiente. Cuando tenga lo que falta, avise en el mesón.',
  'tg.held.closed': '<b>{number}</b>: quedó pendiente. La sucursal está cerrada ahora.',
  'tg.thanks': 'Gracias por su visita. ¿Cómo le atendimos con <b>{number}</b>?',
  'tg.remark.ask': joined(
    '<b>{number}</b>: gracias por su opinión. Si quiere contarnos más, escríbalo aquí en ',
    'un mensaje de hasta {most} caracteres.',
  ),
  'tg.remark.thanks': 'Gracias: su comentario ya está en la sucursal.',
  'tg.remark.long':
    'Su comentario tiene {length} caracteres y caben {most}. ¿Lo puede acortar, por favor?',
  'tg.served': '<b>{number}</b>: atención terminada. Gracias por su visita.',
  'tg.cancelled.customer': '<b>{number}</b> quedó cancelado, como pidió.',
  'tg.cancelled.staff': '<b>{number}</b> fue cancelado en la sucursal.',
  'tg.cancelled.staff.desk': 'Si no lo esperaba, consulte en el mesón.',
  'tg.cancelled.closing':
    'La sucursal cerró y <b>{number}</b> ya no vale. Lamentamos no haberle atendido hoy.',
  'tg.cancelled.queue':
    'Cerramos la fila antes de hora y <b>{number}</b> ya no vale. Lamentamos no haberle atendido.',
  'tg.cancelled': '<b>{number}</b> está cancelado.',

  // buttons
  'tg.button.here': 'Ya llegué',
  'tg.button.more': 'Necesito más tiempo',
  'tg.button.cancel': 'Cancelar turno',
  'tg.button.minutes': '{minutes} min más',
  'tg.button.cancel.yes': 'Sí, cancelar {number}',
  'tg.button.cancel.no': 'No, seguir esperando',
  'tg.button.back': 'Volver',
  'tg.button.remark.no': 'No, gracias',
  'tg.button.unlink': 'No avisarme más de {number}',

  // answers to a press or a command
  'tg.done.deferred': 'Listo: le damos {minutes} minutos más.',
  'tg.done.deferred.already': 'Ya le dimos más tiempo con ese botón.',
  'tg.done.here': 'Listo: está en la fila, en su lugar.',
  'tg.done.here.called': 'Ya le están llamando: mire la pantalla.',
  'tg.done.cancelled': 'Su turno quedó cancelado.',
  'tg.done.kept': 'Su turno sigue en la fila.',
  'tg.done.thanks': '¡Gracias por su opinión!',
  'tg.done.thanks.already': 'Ya teníamos su opinión. ¡Gracias!',
  'tg.done.soon': 'Un momento, por favor.',
  'tg.done.unlinked': 'No le escribiremos más sobre {number}. Su turno sigue en la fila.',
  'tg.ask.minutes': '¿Cuántos minutos más necesita para <b>{number}</b>? Conserva su lugar.',
  'tg.ask.cancel': '¿Cancelamos <b>{number}</b>? Perderá su lugar en la fila.',
  'tg.ask.unlink': '¿De cuál turno no quiere más avisos?',
  'tg.refused.defers': 'Ya usó todos sus aplazamientos para este turno.',
  'tg.refused.desk': 'Avise en el mesón: hoy todavía pueden devolverle su lugar.',
  'tg.refused.state': 'Eso ya no se puede hacer con este turno.',
  'tg.refused.closed': 'Ese botón es de un turno que ya terminó.',
  'tg.refused.not-yours': 'Ese botón no corresponde a un turno suyo.',
  'tg.refused.reads':
    'Este turno lo entregó el personal del banco: pida los cambios en el mesón de la sucursal.',
  'tg.refused.busy':
    'La sucursal está muy ocupada en este momento. Intente otra vez en unos segundos.',
  'tg.refused.later': 'No pudimos hacerlo ahora. Intente otra vez en unos minutos.',

  // conversation
  'tg.hello': joined(
    'Hola. Por aquí le aviso cuando se acerca su turno en la sucursal.\n\nPara seguir un ',
    'turno, use el código QR de su papel o el botón de Telegram en la página de su turno.',
  ),
  'tg.help': joined(
    'Puede escribirme:\n/turno – dónde va su turno\n/aplazar – necesita más ',
    'tiempo\n/llegue – ya está en la sucursal\n/cancelar – cancelar su ',
    'turno\n/desvincular – no recibir más avisos\n/idioma – español o ',
    'inglés\n\nTambién entiendo frases como «¿cuánto falta?».',
  ),
  'tg.no-ticket': joined(
    'No sigo ningún turno suyo en este momento. Use el código QR de su papel o el botón ',
    'de Telegram en la página de su turno.',
  ),
  'tg.start.bad': joined(
    'Ese enlace ya no sirve: se usa una sola vez y dura lo que dura el turno. En la página ',
    'de su turno hay uno nuevo.',
  ),
  'tg.start.many':
    'Ya sigue muchos turnos desde este chat. Termine o desvincule alguno, por favor.',
  'tg.start.again': 'Ya sigo ese turno por aquí.',
  'tg.slow': 'Recibí muchos mensajes seguidos. Espere un minuto, por favor.',
  'tg.unknown': 'No entendí su mensaje. Escriba /ayuda para ver lo que puedo hacer.',
  'tg.only-text': 'Solo entiendo mensajes de texto. Escriba /ayuda para ver lo que puedo hacer.',
  'tg.language': '¿En qué idioma le escribo?',
  'tg.language.set': 'Desde ahora le escribo en español.',
  'tg.you-are-welcome': 'Con gusto.',

  // command descriptions, as Telegram's menu shows them
  'tg.menu.turno': 'Dónde va mi turno',
  'tg.menu.aplazar': 'Necesito más tiempo',
  'tg.menu.llegue': 'Ya llegué',
  'tg.menu.cancelar': 'Cancelar mi turno',
  'tg.menu.desvincular': 'No recibir más avisos',
  'tg.menu.idioma': 'Español o inglés',
  'tg.menu.ayuda': 'Qué puedo hacer',
} as const satisfies Texts;
