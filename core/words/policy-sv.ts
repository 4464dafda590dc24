import type { PolicyTexts } from './policy-en.ts';

/** The words of what it costs to cancel, to stay away and to move, in Swedish. */
export const policySv: PolicyTexts = {
  nothing: 'Om du avbokar betalas inget tillbaka.',
  back: (parts) => `Om du avbokar får du tillbaka ${parts}.`,
  all: 'allt',
  allBut: (amount) => `allt utom ${amount}`,
  untilBegin: (share) => `${share} tills det börjar`,
  before: (share, notice) => `${share} fram till ${notice} före`,
  noShow: (share) => `Om du inte kommer får du tillbaka ${share}.`,
  noShowNothing: 'Om du inte kommer betalas inget tillbaka.',
  move: (parts) => `Du kan flytta tiden: ${parts}.`,
  moveNever: 'Du kan inte flytta tiden själv.',
  free: 'gratis',
  forAmount: (amount) => `mot ${amount}`,
  forShare: (percent) => `mot ${percent} av priset`,
  owed: 'Det som inte är betalt av en sådan avgift ska då fortfarande betalas.',
  notice: {
    minutes: (count) => `${count} minuter`,
    hours: (count) => (count === 1 ? '1 timme' : `${count} timmar`),
    days: (count) => `${count} dagar`,
  },
};
