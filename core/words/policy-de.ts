import type { PolicyTexts } from './policy-en.ts';

/** The words of what it costs to cancel, to stay away and to move, in German. */
export const policyDe: PolicyTexts = {
  nothing: 'Wenn Sie absagen, wird nichts erstattet.',
  back: (parts) => `Wenn Sie absagen, bekommen Sie zurück: ${parts}.`,
  all: 'alles',
  allBut: (amount) => `alles bis auf ${amount}`,
  untilBegin: (share) => `${share} bis zum Beginn`,
  before: (share, notice) => `${share} bis ${notice} vorher`,
  noShow: (share) => `Wenn Sie nicht kommen, bekommen Sie zurück: ${share}.`,
  noShowNothing: 'Wenn Sie nicht kommen, wird nichts erstattet.',
  move: (parts) => `Verlegen können Sie: ${parts}.`,
  moveNever: 'Selbst verlegen können Sie nicht.',
  free: 'kostenlos',
  forAmount: (amount) => `für ${amount}`,
  forShare: (percent) => `für ${percent} des Preises`,
  owed: 'Was von einer solchen Gebühr noch nicht bezahlt ist, ist dann noch zu zahlen.',
  priceUp: (amount) => `Der neue Termin kostet ${amount} mehr.`,
  priceDown: (amount) => `Der neue Termin kostet ${amount} weniger.`,
  feeForMove: (amount) => `Das Verlegen kostet ${amount}.`,
  moveBack: (amount) => `Sie bekommen ${amount} zurück, so wie Sie bezahlt haben.`,
  later: (amount) => `${amount} mehr sind später vor Ort zu zahlen. Jetzt wird nichts abgebucht.`,
  lessLater: (amount) => `${amount} weniger sind später zu zahlen.`,
  lostCodes: (codes) => `Gilt nicht für den neuen Termin: ${codes}.`,
  looking: 'Was sich am Preis ändert, wird nachgesehen …',
  stillOwed: (amount) => `${amount} sind dann nach den Bedingungen noch zu zahlen. Von selbst wird nichts abgebucht.`,
  notice: {
    minutes: (count) => `${count} Minuten`,
    hours: (count) => (count === 1 ? '1 Stunde' : `${count} Stunden`),
    days: (count) => `${count} Tage`,
  },
};
