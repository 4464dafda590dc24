import type { MailTexts } from './mails-en.ts';

/** The words of mails and calendar entries in Swedish. */
export const mailsSv: MailTexts = {
  hello: (name) => `Hej${name === '' ? '' : ` ${name}`},`,
  messages: {
    booking_confirmed: {
      subject: ({ service, business }) => `Bekräftad: ${service} hos ${business}`,
      opening: () => 'din bokning är bekräftad.',
    },
    booking_rescheduled: {
      subject: ({ service, business }) => `Flyttad: ${service} hos ${business}`,
      opening: () => 'din bokning har fått en ny tid.',
    },
    booking_cancelled: {
      subject: ({ service, business }) => `Avbokad: ${service} hos ${business}`,
      opening: () => 'din bokning är avbokad.',
    },
    booking_missed: {
      subject: ({ service, business }) => `Du var inte där: ${service} hos ${business}`,
      opening: () => 'du var väntad och kom inte, så villkoren för din bokning gäller.',
    },
    session_too_few: {
      subject: ({ service, business }) => `Blir inte av: ${service} hos ${business}`,
      opening: () => 'för få har anmält sig, så tillfället blir inte av och din bokning är avbokad. Vi beklagar.',
    },
    payment_refunded_late: {
      subject: ({ business }) => `Din betalning till ${business} är på väg tillbaka`,
      opening: () => 'din betalning kom fram, men inte för en tid som vi kunde ge dig. Därför går allt tillbaka till dig.',
    },
    payment_late_offer: {
      subject: ({ business }) => `Välj en annan tid hos ${business}, eller få pengarna tillbaka`,
      opening: () => 'din betalning kom när tiden redan hade släppts, och någon annan har tagit den. Vi beklagar.',
    },
    payment_refunded: {
      subject: ({ business }) => `${business} betalar tillbaka pengar till dig`,
      opening: ({ business }) => `${business} betalar tillbaka allt eller en del av det du har betalat.`,
    },
    payment_processing: {
      subject: ({ service, business }) => `Vi håller din tid: ${service} hos ${business}`,
      opening: () =>
        'din bank har meddelat oss att pengarna är på väg. Det tar några dagar, och så länge håller vi tiden åt dig.',
    },
    payment_failed: {
      subject: ({ service, business }) => `Din betalning gick inte igenom: ${service} hos ${business}`,
      opening: () => 'din bank kunde inte göra betalningen för den här bokningen. Inget har dragits.',
    },
    owner_booking_confirmed: {
      subject: ({ service, customer }) => `Ny bokning: ${service}${customer === '' ? '' : `, ${customer}`}`,
      opening: () => 'En ny bokning:',
    },
    owner_booking_cancelled: {
      subject: ({ service, customer }) => `Avbokad: ${service}${customer === '' ? '' : `, ${customer}`}`,
      opening: () => 'En bokning har avbokats:',
    },
    owner_session_too_few: {
      subject: ({ service, customer }) => `Blir inte av: ${service}${customer === '' ? '' : `, ${customer}`}`,
      opening: () => 'För få hade anmält sig när det skulle avgöras. Tillfället är inställt, och med det den här bokningen:',
    },
    owner_payment_late: {
      subject: ({ reference }) => `Pengar kom för sent: ${reference}`,
      opening: () =>
        'En betalning kom när tiden redan hade getts till någon annan. Kunden kan själv välja en annan tid eller få pengarna tillbaka.',
    },
    owner_payment_missing: {
      subject: ({ reference }) => `En betalning som vi räknade med finns inte: ${reference}`,
      opening: () =>
        'I dina böcker stod det här som betalt, men betaltjänsten tog aldrig emot pengarna. Böckerna är rättade och bokningen står kvar.',
    },
    owner_hold_stuck: {
      subject: ({ reference }) => `En tid hålls för en osäker betalning: ${reference}`,
      opening: () => 'Betaltjänsten säger inte om betalningen fortfarande kommer, så tiden hålls.',
    },
    owner_dispute_opened: {
      subject: ({ reference }) => `En betalning bestrids: ${reference}`,
      opening: () =>
        'Kundens bank har tagit tillbaka pengarna och frågar varför de drogs. Svara hos betaltjänsten, i dess översikt, innan tiden går ut.',
    },
    owner_dispute_closed: {
      subject: ({ reference }) => `En tvist är avgjord: ${reference}`,
      opening: () => '',
    },
    owner_refund_failed: {
      subject: ({ reference }) => `En återbetalning gick inte igenom: ${reference}`,
      opening: () => 'Betaltjänsten kunde inte betala tillbaka pengarna. Kunden har dem fortfarande att fordra.',
    },
    waiting_list_time_free: {
      subject: ({ service, business }) => `En tid är ledig: ${service} hos ${business}`,
      opening: () => 'Den går till den som bokar först.',
    },
  },
  timeFree: (service, day) => `En tid för ${service} ${day} har blivit ledig.`,
  paidTwice: 'vi har fått en andra betalning för din bokning och betalar tillbaka hela den.',
  standsAsItWas: 'Din bokning står kvar som den var:',
  noBooking: 'Ingen bokning gjordes med den här betalningen:',
  closings: {
    payment_processing: 'Vi hör av oss så snart de har kommit fram.',
    owner_payment_late: 'Du behöver inte göra något.',
    owner_payment_missing: 'Be kunden att betala, eller avboka bokningen.',
    owner_hold_stuck:
      'Den släpps av sig själv så snart betaltjänsten svarar. Du kan släppa den för hand; pengar som kommer efter det går tillbaka av sig själva.',
    owner_dispute_opened: 'Innan banken har bestämt sig betalas inget av beställningen tillbaka.',
    owner_refund_failed: 'Betala tillbaka på ett annat sätt, eller försök igen hos betaltjänsten.',
  },
  links: {
    manage: 'Se, flytta eller avboka',
    another: 'Välj en annan tid',
    lateOffer: 'Välj en annan tid eller få pengarna tillbaka',
    payAgain: 'Betala på ett annat sätt eller släpp tiden',
    freeTimes: 'Se lediga tider',
  },
  labels: {
    what: 'Tjänst',
    when: 'När',
    until: 'Till',
    where: 'Var',
    with: 'Hos',
    for: 'För',
    price: 'Pris',
    paid: 'Betalt',
    reference: 'Bokningsnummer',
    extras: 'Tillval',
    customer: 'Kund',
    sameOrder: 'I samma beställning',
    stillBooked: 'Fortfarande bokat',
    orderPrice: 'Beställningens pris',
    vatId: 'Ditt momsnummer',
    reverseCharge: '(omvänd skattskyldighet: du redovisar momsen själv)',
  },
  people: (count) => `${count} personer`,
  forBookings: (price, count) => `${price} för ${count} bokningar`,
  andMore: (name, count) => `${name} och ${count} till`,
  booking: 'Bokning',
  session: (number, of) => `Tillfälle ${number} av ${of}`,
  beginsWith: (session, of) => `Du börjar med tillfälle ${session} av ${of}.`,
  yourTime: (time) => `din tid: ${time}`,
  offerUntil: (when) => `Till ${when} kan du välja en annan tid till samma pris, eller få pengarna tillbaka direkt.`,
  offerEnds: 'Gör du inget går allt tillbaka till dig efter det.',
  notKept: 'Vi håller inte längre din tid.',
  keptUntil: (when) => `Vi håller din tid till ${when}.`,
  disputeOpen: (amount) => `Banken utreder fortfarande en annan tvist om ${amount}.`,
  disputeLost: (amount) => `Banken har gett kunden rätt: ${amount} är förlorade. Bokningen står kvar tills du avbokar den.`,
  disputeWon: (amount) => `Banken har gett dig rätt: ${amount} är dina igen.`,
  goneAlready: 'Pengarna har redan gått tillbaka till dig.',
  nothingRefunded: 'Enligt avbokningsvillkoren betalas inget tillbaka.',
  owedFee: (amount) => `Att betala enligt bokningens villkor: ${amount}. Inget dras av sig självt.`,
  refund: (amount) => `Återbetalning: ${amount}, till kortet eller kontot du betalade med. Det brukar ta 5 till 10 dagar.`,
  returnedByHand: (amount) => `${amount} får du tillbaka på plats.`,
  returnByHand: (amount) => `Betala tillbaka ${amount} på plats och bokför det.`,
};
