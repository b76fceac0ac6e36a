import { addDays } from '../domain/model/local-time';
import { Days, MailPeriod } from '../domain/model/report-mail';
import { Language } from '../domain/model/ticket';
import { longDate, monthAndYear, shortDate, speaker } from '../texts/format';
import { reportMailEn } from '../texts/report-mail-en';
import { reportMailEsCL } from '../texts/report-mail-es-CL';

/** The words of reports by mail in one language. */
export const mailSpeaker = (language: Language) =>
  language === 'en'
    ? speaker('en', reportMailEsCL, 'es-CL', reportMailEn)
    : speaker('es-CL', reportMailEsCL, 'es-CL');
export type MailSpeaker = ReturnType<typeof mailSpeaker>;

/** The days of a report in words: `lunes, 24 de noviembre`, `del … al …`, `noviembre de 2026`. */
export function daysInWords(
  { tag, say }: MailSpeaker,
  period: MailPeriod,
  { from, to }: Days,
): string {
  if (period === 'day') return longDate(tag, Date.parse(from), 'UTC');
  if (period === 'month') return monthAndYear(tag, from);
  return say('days.week', { from: shortDate(tag, from), to: shortDate(tag, to) });
}

/** The branch, or all of them. */
export const placeOf = ({ say }: MailSpeaker, place: string | undefined): string =>
  place ?? say('place.all');

/** As a title: `Todas las sucursales`. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export const subjectOf = (
  speaks: MailSpeaker,
  period: MailPeriod,
  days: Days,
  place: string | undefined,
): string =>
  speaks.say(`subject.${period}`, {
    days: daysInWords(speaks, period, days),
    place: placeOf(speaks, place),
  });

/** The days from one to another, both included. */
export function eachDay({ from, to }: Days): readonly string[] {
  const days = [from];
  while (days[days.length - 1] < to) days.push(addDays(days[days.length - 1], 1));
  return days;
}
