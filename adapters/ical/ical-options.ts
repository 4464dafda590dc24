/** Who writes the calendars, and the domain that makes their event ids unique in the world. */
export type IcalOptions = {
  /** A formal public identifier such as `-//Holdfast//Holdfast//EN`. */
  readonly productId: string;
  /** A domain that stays the same for ever: calendars find an event again by `<booking id>@<domain>`. */
  readonly uidDomain: string;
};

const productIdShape = /^-\/\/[^\p{Cc}]+\/\/[^\p{Cc}]+\/\/[A-Z]{2,}$/u;
const domainShape = /^[a-z0-9[\]:._-]+$/i;

/** Throws `TypeError` for options that no valid calendar can be made with. */
export function checkIcalOptions({ productId, uidDomain }: IcalOptions): void {
  if (!productIdShape.test(productId)) throw new TypeError('productId must look like -//Company//Product//EN');
  if (!domainShape.test(uidDomain)) throw new TypeError('uidDomain must be a host name');
}
