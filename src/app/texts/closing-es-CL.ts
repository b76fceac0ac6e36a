import { Texts } from './catalogue';

/** What customers read when the branch is closed, or closes before their turn. */
export const closingEsCL = {
  'kiosk.closed.last.unknown': 'Por hoy ya no damos más números.',
  'ticket.cancelled.closing': 'La sucursal cerró y no alcanzamos a atenderle. Lo lamentamos.',
  'ticket.may-miss': 'Cerramos a las {time}: puede que no alcancemos a atenderle hoy.',
  'ticket.will-miss': 'Cerramos a las {time}: no alcanzaremos a atenderle hoy. Lo lamentamos.',
  'ticket.come-again': 'Le esperamos el {day} desde las {time}.',
  'ticket.come-again.today': 'Le esperamos hoy desde las {time}.',
  'ticket.wish': 'Le llamará el ejecutivo que le va a atender, apenas se desocupe.',
  'ticket.wish.until': 'Desde las {time} le llamará cualquier ejecutivo.',
  'ticket.closed': 'La sucursal está cerrada ahora.',
  'ticket.cancelled.queue': 'Cerramos la fila y no alcanzamos a atenderle. Lo lamentamos.',
  'ticket.may-miss.queue': 'Su fila cierra a las {time}: puede que no alcancemos a atenderle hoy.',
  'ticket.will-miss.queue':
    'Su fila cierra a las {time}: no alcanzaremos a atenderle. Lo lamentamos.',
  'ticket.no-show.queue': 'Su fila ya cerró por hoy.',
  'ticket.cancelled.queue.text':
    'Si necesita otra atención, saque otro número en el tótem o pregunte en el mesón.',
  'problem.too_many_closures': 'Ya hay veinte cierres. Quite primero alguno que ya no sirva.',
} as const satisfies Texts;
