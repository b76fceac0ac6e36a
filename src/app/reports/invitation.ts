import { Face } from '../domain/model/face';
import { MailPeriod } from '../domain/model/report-mail';
import { Language } from '../domain/model/ticket';
import { Letter } from './letter';
import { brandOf, buttonHtml, escaped, messageHtml, textHtml } from './mail-html';
import { mailSpeaker, placeOf, sentence } from './mail-words';

export interface InvitationOf {
  readonly language: Language;
  readonly face: Pick<Face, 'name' | 'brand'>;
  readonly place: string | undefined;
  readonly period: MailPeriod;
  /** The first name of the person who asked. */
  readonly by: string;
  readonly days: number;
  readonly links: { readonly confirm: string; readonly end: string };
}

/** Asks an address whether it wants the reports: nothing else is sent before it says yes. */
export function invitation(of: InvitationOf): Letter {
  const speaks = mailSpeaker(of.language);
  const { say, tag } = speaks;
  const place = placeOf(speaks, of.place);
  const what = say(`invite.what.${of.period}`, { place });
  const text = say('invite.text', { name: of.by, what });
  const ignore = say('invite.ignore', { n: of.days });
  return {
    subject: say('invite.subject', { place }),
    html: messageHtml({
      language: tag,
      face: of.face,
      title: say('invite.heading'),
      subtitle: [sentence(place)],
      body: [
        textHtml(text),
        buttonHtml(brandOf(of.face), say('invite.confirm'), of.links.confirm),
        textHtml(ignore),
      ],
      foot: [
        `<a href="${escaped(of.links.end)}" style="color:inherit">` +
          `${escaped(say('invite.end'))}</a>`,
      ],
    }),
    text: [
      of.face.name,
      say('invite.heading'),
      sentence(place),
      '',
      text,
      '',
      `${say('invite.confirm')}: ${of.links.confirm}`,
      '',
      ignore,
      `${say('invite.end')}: ${of.links.end}`,
      '',
    ]
      .join('\n')
      .trimStart(),
  };
}
