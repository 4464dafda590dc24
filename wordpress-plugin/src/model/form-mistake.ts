/** A mistake that the form finds by itself; `field` is the name that the service uses, too. */
export type FormMistake = {
  readonly field: string;
  readonly kind:
    | ('empty' | 'number' | 'price' | 'decimals' | 'nobody' | 'percent' | 'doubled' | 'backwards' | 'limit' | 'sessions')
    | ('times' | 'clock' | 'location' | 'date' | 'share' | 'amount' | 'services' | 'two_services' | 'extra' | 'code' | 'taken')
    | ('classes' | 'percents' | 'notice_doubled');
  /** Bounds of a number. */
  readonly from?: number;
  readonly to?: number;
};
