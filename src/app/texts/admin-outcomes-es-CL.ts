import { Texts } from './catalogue';

/** What administrators read about outcome codes: how services of a queue ended. */
export const adminOutcomesEsCL = {
  'admin.set.wishes.minutes': 'Espera por una persona (minutos)',
  'admin.set.wishes.minutes.help':
    'Al derivar o devolver se puede pedir a una persona. Pasado este tiempo llama cualquiera; ' +
    '0 = no se puede pedir.',
  'admin.outcomes': 'Códigos de cierre',
  'admin.outcomes.help':
    'Cómo terminó la atención: se elige al finalizar y se cuenta en los informes. ' +
    'Un código que se quita sigue contado con su código en los días pasados.',
  'admin.outcomes.required': 'Obligatorio para finalizar',
  'admin.outcomes.add': 'Agregar código',
  'admin.outcomes.remove': 'Quitar',
  'admin.outcomes.row': 'Código {n}',
  'admin.wants.code-unique': 'Otro código de esta fila ya es igual. Cambie uno.',
  'admin.wants.code-name': 'Otro código de esta fila tiene este nombre. Cambie uno.',
  'admin.wants.one-code': 'Agregue al menos un código, o quite que sea obligatorio.',
  'admin.wants.codes': 'Como máximo {n} códigos.',
} as const satisfies Texts;
