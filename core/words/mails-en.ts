/** The names that a mail tells. `customer` is empty where nobody said it. */
export type MailNames = {
  readonly service: string;
  readonly business: string;
  readonly customer: string;
  readonly reference: string;
};

/** How one kind of mail begins. */
export type MailOpening = { readonly subject: (names: MailNames) => string; readonly opening: (names: MailNames) => string };

/** The words of mails and calendar entries in English. */
export const mailsEn = {
  hello: (name: string) => `Hello ${name === '' ? 'there' : name},`,
  messages: {
    booking_confirmed: {
      subject: ({ service, business }) => `Confirmed: ${service} at ${business}`,
      opening: () => 'your booking is confirmed.',
    },
    booking_rescheduled: {
      subject: ({ service, business }) => `Moved: ${service} at ${business}`,
      opening: () => 'your booking has a new time.',
    },
    booking_cancelled: {
      subject: ({ service, business }) => `Cancelled: ${service} at ${business}`,
      opening: () => 'your booking is cancelled.',
    },
    booking_missed: {
      subject: ({ service, business }) => `You were not there: ${service} at ${business}`,
      opening: () => 'you were expected and did not come, so the terms of your booking count.',
    },
    session_too_few: {
      subject: ({ service, business }) => `Does not take place: ${service} at ${business}`,
      opening: () => 'too few people have booked, so it does not take place, and your booking is cancelled. We are sorry.',
    },
    payment_refunded_late: {
      subject: ({ business }) => `Your payment to ${business} is on its way back`,
      opening: () => 'your payment arrived, but not for a time that we could give you, so we return all of it.',
    },
    payment_late_offer: {
      subject: ({ business }) => `Choose another time at ${business}, or have your money back`,
      opening: () => 'your payment arrived after your time had been released, and somebody else has taken it. We are sorry.',
    },
    payment_refunded: {
      subject: ({ business }) => `${business} pays money back to you`,
      opening: ({ business }) => `${business} pays back part or all of what you paid.`,
    },
    payment_processing: {
      subject: ({ service, business }) => `Your time is kept: ${service} at ${business}`,
      opening: () =>
        'your bank has told us that the money is on its way, which takes some days. Your time is kept for you until then.',
    },
    payment_failed: {
      subject: ({ service, business }) => `Your payment did not go through: ${service} at ${business}`,
      opening: () => 'your bank could not make the payment for this booking. Nothing was charged.',
    },
    owner_booking_confirmed: {
      subject: ({ service, customer }) => `New booking: ${service}${customer === '' ? '' : `, ${customer}`}`,
      opening: () => 'A new booking:',
    },
    owner_booking_cancelled: {
      subject: ({ service, customer }) => `Cancelled: ${service}${customer === '' ? '' : `, ${customer}`}`,
      opening: () => 'A booking was cancelled:',
    },
    owner_session_too_few: {
      subject: ({ service, customer }) => `Does not take place: ${service}${customer === '' ? '' : `, ${customer}`}`,
      opening: () => 'Too few people had booked when it was decided, so it was cancelled, and this booking with it:',
    },
    owner_payment_late: {
      subject: ({ reference }) => `Money came too late: ${reference}`,
      opening: () =>
        'A payment arrived when its time had been given to somebody else. The customer may choose another time, or has the money back by himself.',
    },
    owner_payment_missing: {
      subject: ({ reference }) => `A payment that we counted on is not there: ${reference}`,
      opening: () =>
        'Your books said that this was paid, but the payment provider never took the money. The books are corrected; the booking stands.',
    },
    owner_hold_stuck: {
      subject: ({ reference }) => `A time is kept for an uncertain payment: ${reference}`,
      opening: () => 'The payment provider does not say whether this payment will still come, so the time is kept.',
    },
    owner_dispute_opened: {
      subject: ({ reference }) => `A payment is disputed: ${reference}`,
      opening: () =>
        'The customer’s bank has taken the money back and asks why it was charged. Answer at the payment provider, in its dashboard, before its deadline.',
    },
    owner_dispute_closed: {
      subject: ({ reference }) => `A dispute is decided: ${reference}`,
      opening: () => '',
    },
    owner_refund_failed: {
      subject: ({ reference }) => `A refund did not go through: ${reference}`,
      opening: () => 'The payment provider could not return this money; it is still owed to the customer.',
    },
    waiting_list_time_free: {
      subject: ({ service, business }) => `A time is free: ${service} at ${business}`,
      opening: () => 'It goes to whoever books it first.',
    },
  } satisfies Readonly<Record<string, MailOpening>>,
  timeFree: (service: string, day: string) => `A time for ${service} on ${day} has become free.`,
  paidTwice: 'we received a second payment for your booking and return all of it.',
  standsAsItWas: 'Your booking stands as it was:',
  noBooking: 'No booking was made by this payment:',
  closings: {
    payment_processing: 'You hear from us as soon as it has arrived.',
    owner_payment_late: 'There is nothing that you must do.',
    owner_payment_missing: 'Ask the customer to pay, or cancel the booking.',
    owner_hold_stuck:
      'It is released by itself as soon as the provider answers. You can release it by hand; money that comes after that goes back by itself.',
    owner_dispute_opened: 'Until the bank has decided nothing of this order is paid back.',
    owner_refund_failed: 'Please return it another way, or try again at the provider.',
  },
  links: {
    manage: 'See, move or cancel your booking',
    another: 'Choose another time',
    lateOffer: 'Choose another time, or take the money back',
    payAgain: 'Pay in another way, or give the time up',
    freeTimes: 'See the free times',
  },
  labels: {
    what: 'What',
    when: 'When',
    until: 'Until',
    where: 'Where',
    with: 'With',
    for: 'For',
    price: 'Price',
    paid: 'Paid',
    reference: 'Reference',
    extras: 'Extras',
    customer: 'Customer',
    sameOrder: 'In the same order',
    stillBooked: 'Still booked',
    orderPrice: 'Price of the order',
    vatId: 'Your VAT number',
    reverseCharge: '(the tax is not charged: you account for it yourself)',
  },
  people: (count: number) => `${count} people`,
  forBookings: (price: string, count: number) => `${price} for ${count} bookings`,
  andMore: (name: string, count: number) => `${name} and ${count} more`,
  booking: 'Booking',
  session: (number: number, of: number) => `Session ${number} of ${of}`,
  beginsWith: (session: number, of: number) => `You begin with session ${session} of ${of}.`,
  yourTime: (time: string) => `your time: ${time}`,
  offerUntil: (when: string) => `Until ${when} you can choose another time at the same price, or take the money back at once.`,
  offerEnds: 'If you do nothing, all of it goes back to you after that.',
  notKept: 'Your time is no longer kept.',
  keptUntil: (when: string) => `Your time is kept until ${when}.`,
  disputeOpen: (amount: string) => `The bank still looks into another dispute, over ${amount}.`,
  disputeLost: (amount: string) =>
    `The bank has decided for the customer: ${amount} are gone. The booking stands until you cancel it.`,
  disputeWon: (amount: string) => `The bank has decided for you: ${amount} are yours again.`,
  goneAlready: 'The money has gone back to you already.',
  nothingRefunded: 'Nothing is refunded under the cancellation terms.',
  owedFee: (amount: string) => `Owed under the terms of the booking: ${amount}. Nothing is charged by itself.`,
  refund: (amount: string) => `Refund: ${amount}, to the card or account you paid with. It usually takes 5 to 10 days to arrive.`,
  returnedByHand: (amount: string) => `${amount} is returned to you at the place.`,
  returnByHand: (amount: string) => `Please return ${amount} at the place and book it.`,
};

/** The words of mails and calendar entries in one language. */
export type MailTexts = Omit<typeof mailsEn, 'messages'> & {
  readonly messages: Readonly<Record<keyof typeof mailsEn.messages, MailOpening>>;
};
