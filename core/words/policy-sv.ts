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
  priceUp: (amount) => `Den nya tiden kostar ${amount} mer.`,
  priceDown: (amount) => `Den nya tiden kostar ${amount} mindre.`,
  feeForMove: (amount) => `Att flytta kostar ${amount}.`,
  moveBack: (amount) => `Du får tillbaka ${amount}, på samma sätt som du betalade.`,
  later: (amount) => `${amount} mer betalas senare, på plats. Inget dras nu.`,
  lessLater: (amount) => `${amount} mindre betalas senare.`,
  lostCodes: (codes) => `Gäller inte för den nya tiden: ${codes}.`,
  looking: 'Vad som ändras i priset hämtas …',
  stillOwed: (amount) => `${amount} ska då fortfarande betalas enligt villkoren. Inget dras av sig självt.`,
  notice: {
    minutes: (count) => `${count} minuter`,
    hours: (count) => (count === 1 ? '1 timme' : `${count} timmar`),
    days: (count) => `${count} dagar`,
  },
};
