import type { MailTexts } from './mails-en.ts';

/** The words of mails and calendar entries in German. */
export const mailsDe: MailTexts = {
  hello: (name) => `Guten Tag${name === '' ? '' : ` ${name}`},`,
  messages: {
    booking_confirmed: {
      subject: ({ service, business }) => `Bestätigt: ${service} bei ${business}`,
      opening: () => 'Ihr Termin ist gebucht.',
    },
    booking_rescheduled: {
      subject: ({ service, business }) => `Verlegt: ${service} bei ${business}`,
      opening: () => 'Ihre Buchung hat einen neuen Termin.',
    },
    booking_cancelled: {
      subject: ({ service, business }) => `Abgesagt: ${service} bei ${business}`,
      opening: () => 'Ihre Buchung ist abgesagt.',
    },
    booking_missed: {
      subject: ({ service, business }) => `Sie waren nicht da: ${service} bei ${business}`,
      opening: () => 'Sie wurden erwartet und sind nicht gekommen, deshalb gelten die Bedingungen Ihrer Buchung.',
    },
    session_too_few: {
      subject: ({ service, business }) => `Findet nicht statt: ${service} bei ${business}`,
      opening: () =>
        'es haben sich zu wenige angemeldet, deshalb findet der Termin nicht statt, und Ihre Buchung ist abgesagt. Das tut uns leid.',
    },
    payment_refunded_late: {
      subject: ({ business }) => `Ihre Zahlung an ${business} ist auf dem Weg zurück`,
      opening: () =>
        'Ihre Zahlung ist angekommen, aber nicht für einen Termin, den wir Ihnen geben konnten. Deshalb geht alles an Sie zurück.',
    },
    payment_late_offer: {
      subject: ({ business }) => `Wählen Sie einen anderen Termin bei ${business}, oder bekommen Sie Ihr Geld zurück`,
      opening: () =>
        'Ihre Zahlung kam, als Ihr Termin schon freigegeben war, und jemand anderes hat ihn genommen. Das tut uns leid.',
    },
    payment_refunded: {
      subject: ({ business }) => `${business} erstattet Ihnen Geld`,
      opening: ({ business }) => `${business} erstattet Ihnen alles oder einen Teil dessen, was Sie bezahlt haben.`,
    },
    payment_processing: {
      subject: ({ service, business }) => `Ihr Termin ist reserviert: ${service} bei ${business}`,
      opening: () =>
        'Ihre Bank hat uns gemeldet, dass das Geld unterwegs ist. Das dauert einige Tage; so lange bleibt Ihr Termin reserviert.',
    },
    payment_failed: {
      subject: ({ service, business }) => `Ihre Zahlung hat nicht geklappt: ${service} bei ${business}`,
      opening: () => 'Ihre Bank konnte die Zahlung für diese Buchung nicht ausführen. Es wurde nichts abgebucht.',
    },
    owner_booking_confirmed: {
      subject: ({ service, customer }) => `Neue Buchung: ${service}${customer === '' ? '' : `, ${customer}`}`,
      opening: () => 'Eine neue Buchung:',
    },
    owner_booking_cancelled: {
      subject: ({ service, customer }) => `Abgesagt: ${service}${customer === '' ? '' : `, ${customer}`}`,
      opening: () => 'Eine Buchung wurde abgesagt:',
    },
    owner_session_too_few: {
      subject: ({ service, customer }) => `Findet nicht statt: ${service}${customer === '' ? '' : `, ${customer}`}`,
      opening: () =>
        'Als es zu entscheiden war, hatten sich zu wenige angemeldet. Der Termin wurde abgesagt und mit ihm diese Buchung:',
    },
    owner_payment_late: {
      subject: ({ reference }) => `Geld kam zu spät: ${reference}`,
      opening: () =>
        'Eine Zahlung kam an, als ihr Termin schon an jemand anderen vergeben war. Der Kunde kann selbst einen anderen Termin wählen oder sich das Geld zurückgeben lassen.',
    },
    owner_payment_missing: {
      subject: ({ reference }) => `Eine Zahlung, mit der wir gerechnet haben, ist nicht da: ${reference}`,
      opening: () =>
        'In Ihren Büchern stand dies als bezahlt, der Zahlungsanbieter hat das Geld aber nie eingenommen. Die Bücher sind berichtigt, die Buchung steht.',
    },
    owner_hold_stuck: {
      subject: ({ reference }) => `Ein Termin ist für eine ungewisse Zahlung reserviert: ${reference}`,
      opening: () =>
        'Der Zahlungsanbieter sagt nicht, ob diese Zahlung noch kommt. Deshalb bleibt der Termin so lange reserviert.',
    },
    owner_dispute_opened: {
      subject: ({ reference }) => `Eine Zahlung wird angefochten: ${reference}`,
      opening: () =>
        'Die Bank des Kunden hat das Geld zurückgeholt und fragt, wofür es abgebucht wurde. Antworten Sie beim Zahlungsanbieter, in dessen Übersicht, bevor die Frist abläuft.',
    },
    owner_dispute_closed: {
      subject: ({ reference }) => `Eine Anfechtung ist entschieden: ${reference}`,
      opening: () => '',
    },
    owner_refund_failed: {
      subject: ({ reference }) => `Eine Erstattung hat nicht geklappt: ${reference}`,
      opening: () => 'Der Zahlungsanbieter konnte dieses Geld nicht zurückgeben. Es steht dem Kunden weiter zu.',
    },
    waiting_list_time_free: {
      subject: ({ service, business }) => `Ein Termin ist frei: ${service} bei ${business}`,
      opening: () => 'Er geht an den, der ihn zuerst bucht.',
    },
  },
  timeFree: (service, day) => `Für ${service} am ${day} ist ein Termin frei geworden.`,
  paidTwice: 'wir haben eine zweite Zahlung für Ihre Buchung bekommen und geben sie ganz zurück.',
  standsAsItWas: 'Ihre Buchung bleibt, wie sie war:',
  noBooking: 'Aus dieser Zahlung ist keine Buchung entstanden:',
  closings: {
    payment_processing: 'Wir schreiben Ihnen, sobald es da ist.',
    owner_payment_late: 'Sie müssen nichts tun.',
    owner_payment_missing: 'Bitten Sie den Kunden zu bezahlen, oder sagen Sie die Buchung ab.',
    owner_hold_stuck:
      'Er wird von selbst freigegeben, sobald der Anbieter antwortet. Sie können ihn auch selbst freigeben; Geld, das danach kommt, geht von selbst zurück.',
    owner_dispute_opened: 'Bis die Bank entschieden hat, wird von dieser Bestellung nichts erstattet.',
    owner_refund_failed: 'Geben Sie es bitte auf anderem Weg zurück, oder versuchen Sie es beim Anbieter noch einmal.',
  },
  links: {
    manage: 'Buchung ansehen, verlegen oder absagen',
    another: 'Anderen Termin wählen',
    lateOffer: 'Anderen Termin wählen oder Geld zurückbekommen',
    payAgain: 'Auf andere Weise bezahlen oder den Termin freigeben',
    freeTimes: 'Freie Termine ansehen',
  },
  labels: {
    what: 'Leistung',
    when: 'Wann',
    until: 'Bis',
    where: 'Wo',
    with: 'Bei',
    for: 'Für',
    price: 'Preis',
    paid: 'Bezahlt',
    reference: 'Buchungsnummer',
    extras: 'Dazu',
    customer: 'Kunde',
    sameOrder: 'In derselben Bestellung',
    stillBooked: 'Weiterhin gebucht',
    orderPrice: 'Preis der Bestellung',
    vatId: 'Ihre USt-IdNr.',
    reverseCharge: '(Steuerschuldnerschaft des Leistungsempfängers: Sie führen die Steuer selbst ab)',
  },
  people: (count) => `${count} Personen`,
  forBookings: (price, count) => `${price} für ${count} Buchungen`,
  andMore: (name, count) => `${name} und ${count} weitere`,
  booking: 'Buchung',
  session: (number, of) => `Termin ${number} von ${of}`,
  beginsWith: (session, of) => `Sie beginnen mit Termin ${session} von ${of}.`,
  yourTime: (time) => `Ihre Zeit: ${time}`,
  offerUntil: (when) =>
    `Bis ${when} können Sie zum selben Preis einen anderen Termin wählen oder sich das Geld sofort zurückgeben lassen.`,
  offerEnds: 'Tun Sie nichts, geht danach alles an Sie zurück.',
  notKept: 'Ihr Termin ist nicht mehr reserviert.',
  keptUntil: (when) => `Ihr Termin ist reserviert bis ${when}.`,
  disputeOpen: (amount) => `Eine weitere Anfechtung über ${amount} prüft die Bank noch.`,
  disputeLost: (amount) =>
    `Die Bank hat für den Kunden entschieden: ${amount} sind verloren. Die Buchung steht, bis Sie sie absagen.`,
  disputeWon: (amount) => `Die Bank hat für Sie entschieden: ${amount} gehören wieder Ihnen.`,
  goneAlready: 'Das Geld ist schon an Sie zurückgegangen.',
  nothingRefunded: 'Nach den Bedingungen für Absagen wird nichts erstattet.',
  owedFee: (amount) => `Nach den Bedingungen der Buchung geschuldet: ${amount}. Von selbst wird nichts abgebucht.`,
  refund: (amount) =>
    `Erstattung: ${amount}, auf die Karte oder das Konto, womit Sie bezahlt haben. Das dauert meist 5 bis 10 Tage.`,
  returnedByHand: (amount) => `${amount} bekommen Sie vor Ort zurück.`,
  returnByHand: (amount) => `Bitte geben Sie ${amount} vor Ort zurück, und buchen Sie es.`,
};
