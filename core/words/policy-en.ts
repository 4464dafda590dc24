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
  notice: {
    minutes: (count: number) => `${count} minutes`,
    hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
    days: (count: number) => `${count} days`,
  },
};

/** The words of policies in one language. */
export type PolicyTexts = typeof policyEn;
