import { Texts } from './catalogue';

/** What advisors read at the counter besides calling and finishing: how a service ended, notes. */
export const staffCounterEsCL = {
  'advisor.outcome.title': '¿Cómo terminó {number}?',
  'advisor.outcome.next': 'Después se llama al siguiente.',
  'advisor.outcome.none': 'Finalizar sin código',
  'staff.problem.outcome_required': 'falta decir cómo terminó la atención.',
  'staff.problem.unknown_outcome': 'esa fila ya no tiene ese código; elija otro.',
  'advisor.wish': 'Para quién',
  'advisor.wish.anybody': 'Cualquiera que atienda la fila',
  'advisor.wish.hint':
    'Le llama al desocuparse. Si pasan {minutes} min o sale, le llama cualquiera.',
  'advisor.wish.same': 'Devolver a {queue}',
  'advisor.wish.yours': 'espera por usted',
  'floor.wish': 'espera por {name} hasta las {time}',
  'why.wish': 'Espera a que usted le llame.',
  'staff.problem.no_wishes': 'en esta sucursal no se puede esperar por una persona.',
  'staff.problem.advisor_not_on_duty': 'esa persona ya no está en servicio; derive sin pedirla.',
  'staff.problem.advisor_not_of_queue': 'esa persona no atiende esa fila.',
  'advisor.notes': 'Notas de esta visita',
  'advisor.notes.write': 'Para quien siga atendiendo; el cliente no la ve',
  'advisor.notes.save': 'Guardar nota',
  'advisor.notes.remove': 'Borrar',
  'advisor.notes.remove.this': 'Borrar la nota: {text}',
  'staff.problem.too_many_notes': 'la visita ya tiene diez notas; borre una primero.',
  'staff.problem.unknown_note': 'esa nota ya se borró.',
  'staff.problem.not_your_note': 'esa nota es de otra persona.',
} as const satisfies Texts;
