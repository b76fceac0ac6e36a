import { adminEn } from '../../../src/app/texts/admin-en';
import { adminEsCL } from '../../../src/app/texts/admin-es-CL';
import { Texts } from '../../../src/app/texts/catalogue';
import { devicesEn } from '../../../src/app/texts/devices-en';
import { devicesEsCL } from '../../../src/app/texts/devices-es-CL';
import { en } from '../../../src/app/texts/en';
import { esCL } from '../../../src/app/texts/es-CL';
import { receptionEn } from '../../../src/app/texts/reception-en';
import { receptionEsCL } from '../../../src/app/texts/reception-es-CL';
import { screensEn } from '../../../src/app/texts/screens-en';
import { screensEsCL } from '../../../src/app/texts/screens-es-CL';
import { staffEn } from '../../../src/app/texts/staff-en';
import { staffEsCL } from '../../../src/app/texts/staff-es-CL';

/** Every catalogue of the pages, by reader, in both languages. */
export const catalogues: readonly (readonly [string, Texts, Texts])[] = [
  ['customers', esCL, en],
  ['kiosks and displays', screensEsCL, screensEn],
  ['staff', staffEsCL, staffEn],
  ['the desk', receptionEsCL, receptionEn],
  ['devices', devicesEsCL, devicesEn],
  ['administration', adminEsCL, adminEn],
];

/** All of them together. */
export const allSpanish: Texts = Object.assign({}, ...catalogues.map(([, spanish]) => spanish));
export const allEnglish: Texts = Object.assign({}, ...catalogues.map(([, , english]) => english));
