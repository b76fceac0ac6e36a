import { adminAlertsEsCL } from './admin-alerts-es-CL';
import { adminAuditEsCL } from './admin-audit-es-CL';
import { adminCalendarEsCL } from './admin-calendar-es-CL';
import { adminFaceEsCL } from './admin-face-es-CL';
import { adminFormsEsCL } from './admin-forms-es-CL';
import { adminKioskQueuesEsCL } from './admin-kiosk-queues-es-CL';
import { adminOutcomesEsCL } from './admin-outcomes-es-CL';
import { adminRightsEsCL } from './admin-rights-es-CL';
import { adminSecondFactorEsCL } from './admin-second-factor-es-CL';
import { adminSettingsEsCL } from './admin-settings-es-CL';
import { joined, Texts } from './catalogue';
import { webhookTypesEsCL } from './webhook-types-es-CL';

/**
 * What administrators read: forms, and what every setting does. The first language of these texts.
 */
export const adminEsCL = {
  ...adminAuditEsCL,
  ...webhookTypesEsCL,
  ...adminCalendarEsCL,
  ...adminFaceEsCL,
  ...adminFormsEsCL,
  ...adminKioskQueuesEsCL,
  ...adminOutcomesEsCL,
  ...adminRightsEsCL,
  ...adminSecondFactorEsCL,
  ...adminSettingsEsCL,
  'admin.title': 'Administración',
  'admin.branches': 'Sucursales',
  'admin.queues': 'Filas',
  'admin.counters': 'Módulos',
  'admin.staff': 'Personas',
  'admin.devices': 'Equipos',
  'admin.settings': 'Reglas',
  'admin.webhooks': 'Avisos a sistemas',
  'admin.persons': 'Datos de clientes',
  'admin.audit': 'Auditoría',
  'admin.new': 'Agregar',
  'admin.edit': 'Editar',
  'admin.save': 'Guardar',
  'admin.saved': 'Guardado.',
  'admin.id': 'Código',
  'admin.id.help': 'Minúsculas, números o guion. No cambia después.',
  'admin.none': 'Aún no hay nada aquí.',
  'admin.yes': 'Sí',
  'admin.no': 'No',
  'admin.bank': 'Todo el banco',
  'admin.branch.name': 'Nombre de la sucursal',
  'admin.branch.zone': 'Zona horaria',

  'admin.queue.prefix': 'Letra del número',
  'admin.queue.prefix.help':
    'Una a tres mayúsculas, distinta en cada fila de la sucursal. C da C01, C02…',
  'admin.queue.name.es': 'Nombre en español',
  'admin.queue.name.en': 'Nombre en inglés',
  'admin.queue.hint.es': 'Ejemplos en español',
  'admin.queue.hint.en': 'Ejemplos en inglés',
  'admin.queue.hint.help': 'Una línea que se lee en el tótem, como «Pagos, depósitos, giros».',
  'admin.queue.name': 'Nombre',
  'admin.queue.target.short': 'Meta de espera',
  'admin.queue.target': 'Meta de espera (minutos)',
  'admin.queue.target.help': joined(
    'En cuánto debería llamarse a alguien de esta fila. Al cambiarla se recalcula a ',
    'quienes esperan.',
  ),
  'admin.queue.average': 'Atención media (minutos)',
  'admin.queue.average.help': 'Lo que dura una atención. Se usa hasta que el día muestra lo suyo.',
  'admin.queue.priority': 'Prioridad',
  'admin.queue.priority.help':
    'De 1 (última) a 9 (primera). Solo se usa cuando el orden es «por prioridad».',
  'admin.queue.open': 'Abierta en el tótem',
  'admin.queue.open.help': 'Cerrada no da números nuevos; quienes ya esperan se atienden igual.',
  'admin.counter.label': 'Nombre del módulo',
  'admin.counter.label.help': 'Lo que se muestra y se dice: 3, o Caja 3.',

  'admin.staff.username': 'Usuario',
  'admin.staff.first-name': 'Nombre',
  'admin.staff.role': 'Rol',
  'admin.staff.branches': 'Sucursales donde trabaja',
  'admin.staff.all-branches': 'Todas las sucursales',
  'admin.staff.active': 'Activa',
  'admin.staff.active.help': joined(
    'Sin marcar no puede entrar: se borran su clave y su segundo factor, y se cierran sus ',
    'sesiones y sus informes por correo.',
  ),
  'admin.staff.no-password': 'Sí, sin clave',
  'admin.staff.queues': 'Filas que atiende en {branch}',
  'admin.staff.password': 'Clave nueva',
  'admin.staff.password.help':
    'Al menos 8 caracteres. Vacía: la clave no cambia. Una nueva cierra sus sesiones.',
  'admin.staff.password.opened':
    'Al menos 8 caracteres. La clave de antes se borró cuando se cerró la cuenta.',
  'admin.device.kind': 'Tipo de equipo',
  'admin.device.kiosk': 'Tótem',
  'admin.device.display': 'Pantalla',
  'admin.device.printer': 'Impresora',
  'admin.device.label': 'Dónde está',
  'admin.device.branch': 'Sucursal',
  'admin.device.revoked': 'Permiso quitado',
  'admin.device.revoke': 'Quitar permiso',
  'admin.device.code': 'Código de {device}: {code}',
  'admin.device.code.help': 'Escríbalo en el equipo antes de una hora. No se volverá a mostrar.',
  'admin.device.printer.settings':
    'Escriba esto en la página de ajustes de la impresora {device}, en CloudPRNT:',
  'admin.device.printer.url': 'Server URL',
  'admin.device.printer.user': 'User name',
  'admin.device.printer.password': 'Password',
  'admin.device.printer.interval': 'Polling time',
  'admin.device.printer.help': joined(
    'La clave tiene que usarse antes de una hora y no se volverá a mostrar. Desde que la ',
    'impresora consulta por primera vez, los tótems de la sucursal imprimen en ella.',
  ),
  'admin.device.new-code': 'Código nuevo',

  'admin.webhook.text': joined(
    'Otros sistemas del banco que se enteran de lo que pasa: a cada uno le llega cada ',
    'hecho una vez, firmado (Standard Webhooks). Nunca llevan RUT, teléfono ni nombres.',
  ),
  'admin.webhook.url': 'Dirección',
  'admin.webhook.url.help': joined(
    'La dirección https del sistema que recibe. Responde 2xx en pocos segundos; si no, se ',
    'intenta otra vez.',
  ),
  'admin.webhook.branch': 'De qué sucursal',
  'admin.webhook.branch.help': 'Los hechos de una sucursal, o los de todo el banco.',
  'admin.webhook.types': 'Hechos',
  'admin.webhook.active': 'Encendido',
  'admin.webhook.active.help':
    'Apagado no recibe nada, y lo que pase mientras tanto no se le envía después.',
  'admin.webhook.stop': 'Apagar',
  'admin.webhook.start': 'Encender',
  'admin.webhook.new-secret': 'Clave nueva',
  'admin.webhook.secret': 'Clave de {url}',
  'admin.webhook.secret.help': joined(
    'Póngala en el sistema que recibe: con ella comprueba la firma. No se volverá a ',
    'mostrar; si se pierde, haga una nueva.',
  ),

  'admin.person.text': joined(
    'Los derechos de una persona (Ley 21.719): saber qué se guarda de ella, corregirlo, ',
    'borrarlo y oponerse a su uso. Todo queda en la auditoría, sin su RUT.',
  ),
  'admin.person.id': 'RUT, documento o celular (+56…)',
  'admin.person.id.help': 'De la persona que lo pide, después de comprobar que es ella.',
  'admin.person.see': 'Ver lo que se guarda',
  'admin.person.erase': 'Borrar sus datos…',
  'admin.person.erase.ask': '¿Borramos los datos de {id}?',
  'admin.person.erase.text':
    'Se borran su RUT, teléfono, comentarios, notas y chats. No se puede deshacer.',
  'admin.person.erase.keeps': joined(
    'Quedan los turnos sin decir de quién fueron, para las cifras y la auditoría. No se ',
    'puede mientras tenga un turno activo.',
  ),
  'admin.person.erase.no': 'No, conservarlos',
  'admin.person.erase.yes': 'Sí, borrar',
  'admin.person.nothing': 'No se guarda nada de esta persona.',
  'admin.person.active': joined(
    'Tiene abierto el turno {number} en la sucursal {branch}. Pida a un supervisor ',
    'de ahí que lo termine o lo cancele.',
  ),
  'admin.person.phone': 'Teléfono',
  'admin.person.tickets': 'Turnos',
  'admin.person.contacts': 'Chats',
  'admin.person.opposed.since': 'No se le pregunta cómo fue desde',
  'admin.person.remarks': 'Comentarios',
  'admin.person.notes': 'Notas del personal',
  'admin.person.unreadable': '(no se puede abrir)',
  'admin.person.none': 'Nada',
  'admin.person.download': 'Descargar todo',
  'admin.person.erased': {
    zero: 'Borrado: no tenía turnos.',
    one: 'Borrado. Queda {n} turno sin dueño.',
    other: 'Borrado. Quedan {n} turnos sin dueño.',
  },
  ...adminAlertsEsCL,
} as const satisfies Texts;
