import { Texts } from './catalogue';

/** What advisors read at the counter besides calling and finishing: how a service ended. */
export const staffCounterEsCL = {
  'advisor.outcome.title': '¿Cómo terminó {number}?',
  'advisor.outcome.next': 'Después se llama al siguiente.',
  'advisor.outcome.none': 'Finalizar sin código',
  'staff.problem.outcome_required': 'falta decir cómo terminó la atención.',
  'staff.problem.unknown_outcome': 'esa fila ya no tiene ese código; elija otro.',
} as const satisfies Texts;
