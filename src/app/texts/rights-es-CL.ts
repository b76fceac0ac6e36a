import { Texts } from './catalogue';

/** The page where customers exercise their rights over their data (Ley 21.719): part of `esCL`. */
export const rightsEsCL = {
  'rights.title': 'Sus datos personales',
  'rights.text':
    'Por ley puede pedir al banco ver, corregir, borrar o llevarse los datos que guarda de ' +
    'usted, y oponerse a su uso. El banco responde en 30 días como máximo.',
  'rights.what': '¿Qué quiere pedir?',
  'rights.access': 'Ver lo que se guarda de mí',
  'rights.rectification': 'Corregir un dato',
  'rights.erasure': 'Borrar mis datos',
  'rights.portability': 'Recibir mis datos en un archivo',
  'rights.opposition': 'Que no me escriban ni me pregunten cómo me atendieron',
  'rights.words': 'Si quiere, explíquelo',
  'rights.reach': '¿Dónde le respondemos? (correo o teléfono)',
  'rights.reach.hint': 'Antes de responder, el banco comprueba que es usted.',
  'rights.send': 'Enviar la solicitud',
  'rights.sent': 'Solicitud enviada. El banco responde a más tardar el {date}.',
  'rights.asked': 'Pedido el {date}',
  'rights.open': 'Pendiente: respuesta a más tardar el {date}',
  'rights.extended': 'El banco necesita más plazo, hasta el {date}:',
  'rights.extended.complex': 'su solicitud es compleja.',
  'rights.extended.many': 'tiene muchas solicitudes que responder.',
  'rights.extended.elsewhere': 'debe pedir a otros lo que usted necesita.',
  'rights.granted': 'Hecho el {date}',
  'rights.refused': 'Rechazado el {date}',
  'rights.reason.not-proven': 'No se pudo comprobar que fuera usted.',
  'rights.reason.nothing-kept': 'No se guarda nada de usted.',
  'rights.reason.law-keeps': 'La ley obliga al banco a conservarlo.',
  'rights.reason.not-personal': 'Lo pedido no es un dato personal suyo.',
  'rights.reason.other': 'Por otro motivo.',
  'problem.already_asked': 'Ya lo pidió, y el banco aún no responde.',
} as const satisfies Texts;
