import { Texts } from './catalogue';

/** What the reports' page says of reports by mail. */
export const staffMailsEsCL = {
  'pictures.section.mails': 'Por correo',
  'mails.text':
    'Los mismos informes, en su correo cuando terminan los días que abarcan. La dirección recibe ' +
    'primero una invitación; nada más llega antes de que la acepte.',
  'mails.none-set-up':
    'Este banco todavía no envía correo. Quien opera el sistema lo configura con SMTP_URL y ' +
    'MAIL_FROM; después, los informes se piden aquí.',
  'mails.new': 'Pedir un informe',
  'mails.what': 'Informe',
  'mails.what.branch': '{branch}',
  'mails.what.all': 'Todas mis sucursales',
  'mails.period': 'Cada',
  'mails.period.day': 'día',
  'mails.period.week': 'semana',
  'mails.period.month': 'mes',
  'mails.address': 'Correo',
  'mails.address.hint': 'Solo usted y la administración ven esta dirección.',
  'mails.address.domains': {
    one: 'Tiene que ser de {domains}.',
    other: 'Tiene que ser de uno de estos dominios: {domains}.',
  },
  'mails.address.wrong': 'Escriba un correo completo, como nombre@banco.cl.',
  'mails.ask': 'Pedir',
  'mails.asked': 'Pedido. {address} recibirá una invitación con un enlace para aceptar.',
  'mails.list': 'Informes pedidos',
  'mails.list.none': 'Nadie ha pedido informes por correo.',
  'mails.by': 'Lo pidió {name}',
  'mails.state.asked': 'La invitación está por salir',
  'mails.state.invited': 'Falta que acepte la invitación',
  'mails.state.active': 'El próximo: desde el {day}',
  'mails.sent': 'El último salió el {time}',
  'mails.trouble.no-answer': 'El servidor de correo no responde; se sigue intentando.',
  'mails.trouble.refused': 'El servidor de correo rechaza esta dirección.',
  'mails.end': 'Terminar',
  'mails.end.which': 'Terminar el informe a {address}',
  'mails.ended': 'Terminado: la dirección se borró.',
} as const satisfies Texts;
