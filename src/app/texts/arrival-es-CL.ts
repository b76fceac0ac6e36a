import { Texts } from './catalogue';

/** What customers read about coming back: from an extension, or after a call they missed. */
export const arrivalEsCL = {
  'arrival.here': 'Ya llegué',
  'arrival.deferred': 'Si vuelve antes, presione «Ya llegué».',
  'arrival.missed':
    'Si ya está aquí, presione «Ya llegué» antes de las {time} y volverá a su lugar.',
  'arrival.paper': {
    one: 'Si no alcanza a llegar, tiene {n} minuto para volver con «Ya llegué» en su página.',
    other: 'Si no alcanza a llegar, tiene {n} minutos para volver con «Ya llegué» en su página.',
  },
  'arrival.paper.desk': 'Si no alcanza a llegar, avise en el mesón: hoy puede recuperar su lugar.',
  'pressed.kept': 'aún no llega a la sucursal. Lo guardamos y lo enviaremos apenas se pueda.',
  'pressed.cancel': 'Cancelar mi turno',
  'pressed.defer': { one: '{n} minuto más', other: '{n} minutos más' },
  'pressed.feedback': 'Su opinión',
  'pressed.drop': 'No enviar',
  'problem.reopens_used_up': 'Avise en el mesón: hoy todavía pueden devolverle su lugar.',
  'problem.reopen_too_late':
    'Le llamamos hace mucho rato. Avise en el mesón: hoy pueden devolverle su lugar.',
  'problem.wrong_day': 'Ese turno es de otro día. Saque un número nuevo.',
  'problem.number_in_use': 'Otra persona ya tiene ese número. Saque uno nuevo.',
  'problem.already_rated': 'Ya teníamos su opinión. ¡Gracias!',
} as const satisfies Texts;
