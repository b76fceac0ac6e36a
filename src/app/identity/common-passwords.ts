import { usernameKey } from '../domain/model/username';

/**
 * What people here choose first, beside the 49,000 leaked passwords of
 * `@zxcvbn-ts/language-common`: Spanish words, football, keyboard patterns, and names of this
 * product and its users. Digits, years and signs around a word are removed and digits in place of
 * letters are replaced before comparing, so that each word stands for hundreds.
 */
const WORDS = `
  password passwd passw contrasena contrasenna contrasenia clave claves clavesecreta miclave
  secreto secret admin administrador administrator root user usuario invitado guest test prueba
  pruebas demo default cambiame changeme letmein welcome bienvenido bienvenida hola holamundo
  ingreso acceso entrar login master super supervisor auditor ejecutivo ejecutiva cajero cajera
  kiosk kiosko pantalla display sucursal oficina banco bancos bancochile bancoestado bci santander
  scotiabank itau ticketero tickets turno turnos fila caja cuenta dinero plata chile santiago
  valparaiso concepcion vivachile colocolo universidad catolica ulachile lau cruzados futbol
  football soccer baseball basketball qwerty qwertyuiop qwertyui asdfgh asdfghjkl zxcvbnm
  qazwsx qazwsxedc qweasd qweasdzxc qwer asdf zxcv abcd abcdef abcdefg abcdefgh abcabc aaaa
  iloveyou teamo teamomucho tequiero amor amorcito miamor corazon princesa princess dragon monkey
  shadow sunshine superman batman pokemon starwars whatever trustno michael jordan jessica ashley
  daniel carlos andrea camila sofia valentina sebastian francisca javiera martina felipe matias
  jesus jesuscristo diosesamor dios cristo familia mifamilia mama papa hijo hija hermosa bonita
  estrella mariposa verano invierno primavera otono enero febrero marzo abril mayo junio julio
  agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado
  domingo january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday summer winter spring autumn google
  facebook whatsapp instagram internet computer computador empresa trabajo correo telefono
`;
let common: Promise<ReadonlySet<string>> | undefined;
/** Loaded when somebody first chooses a password: most instances never need it. */
const commonOnes = () =>
  (common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) =>
      new Set([
        ...WORDS.split(/\s+/).filter(Boolean),
        ...dictionary['passwords-common'].map((each) => each.toLowerCase()),
      ]),
  ));

const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** One character, a short run over and over, or the next one each time. */
const isRun = (text: string) =>
  /^(.{1,4})\1+.{0,3}$/su.test(text) ||
  [...text].every(
    (each, at, all) =>
      at === 0 || Math.abs(each.codePointAt(0)! - all[at - 1].codePointAt(0)!) <= 1,
  );

/**
 * Whether somebody who knows a person's names would try a password among the first thousands.
 * @param names username and first name
 */
export async function isCommon(password: string, names: readonly string[]): Promise<boolean> {
  const listed = await commonOnes();
  const plain = password.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const bare = (text: string) =>
    text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').replace(/[\s_.-]/gu, '');
  const spelled = (text: string) => text.replace(/[013457@$!]/g, (each) => LETTERS[each]);
  const own = names
    .map((name) => bare(usernameKey(name).normalize('NFKD').replace(/\p{M}/gu, '')))
    .filter(Boolean);
  const known = (text: string) => listed.has(text) || own.includes(text);
  const tries = [
    bare(plain),
    spelled(bare(plain)),
    bare(spelled(plain)),
    spelled(plain).replace(/[^\p{L}]/gu, ''),
  ];
  return (
    isRun(plain) ||
    listed.has(plain) ||
    // Digits alone are dates, telephones and RUTs.
    /^[\d\s./-]*k?$/.test(plain) ||
    tries.some((text) => known(text) || known(text.replace(/^(mi|my|el|la|the)/, '')))
  );
}
