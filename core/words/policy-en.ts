/** The words of what it costs to cancel, to stay away and to move, in English. */
export const policyEn = {
  nothing: 'If you cancel, nothing is paid back.',
  back: (parts: string) => `If you cancel you get back ${parts}.`,
  all: 'all of it',
  allBut: (amount: string) => `all but ${amount}`,
  untilBegin: (share: string) => `${share} until it begins`,
  before: (share: string, notice: string) => `${share} up to ${notice} before`,
  noShow: (share: string) => `If you do not come you get back ${share}.`,
  noShowNothing: 'If you do not come, nothing is paid back.',
  move: (parts: string) => `You can move it: ${parts}.`,
  moveNever: 'You cannot move it yourself.',
  free: 'free',
  forAmount: (amount: string) => `for ${amount}`,
  forShare: (percent: string) => `for ${percent} of the price`,
  owed: 'What of such a fee has not been paid yet is still to be paid then.',
  priceUp: (amount: string) => `The new time costs ${amount} more.`,
  priceDown: (amount: string) => `The new time costs ${amount} less.`,
  feeForMove: (amount: string) => `Moving it costs ${amount}.`,
  moveBack: (amount: string) => `You get ${amount} back, the way you paid.`,
  later: (amount: string) => `${amount} more is to be paid later, at the place. Nothing is charged now.`,
  lessLater: (amount: string) => `${amount} less is to be paid later.`,
  lostCodes: (codes: string) => `Does not count for the new time: ${codes}.`,
  looking: 'What that changes about the price is being looked up …',
  stillOwed: (amount: string) => `${amount} are then still to be paid by the terms. Nothing is charged by itself.`,
  notice: {
    minutes: (count: number) => `${count} minutes`,
    hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
    days: (count: number) => `${count} days`,
  },
};

/** The words of policies in one language. */
export type PolicyTexts = typeof policyEn;
