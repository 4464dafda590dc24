import type { PersonTypeId, ResourceId, TaxClassId } from '../../ids.ts';
import type { PriceAdjustment } from './price-adjustment.ts';

/** A kind of people that a price per person tells apart: adults, children. */
export type PersonType = {
  readonly id: PersonTypeId;
  readonly name: string;
  /** How its price differs from the service's; missing for the price itself. */
  readonly adjustment?: PriceAdjustment | undefined;
  /** How many of them may come; any number when missing. */
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
};

/** How many people of a type come. */
export type ChosenPeople = { readonly personTypeId: PersonTypeId; readonly quantity: number };

/** Whoever comes when nobody says of which kinds: as many of each as must be, and the rest of the first kinds, as many as may be. */
export function fillPeople(types: readonly PersonType[], partySize: number): readonly ChosenPeople[] {
  let left = partySize - types.reduce((sum, { minimum = 0 }) => sum + minimum, 0);
  return types.map(({ id, minimum = 0, maximum = Infinity }) => {
    const more = Math.max(0, Math.min(left, maximum - minimum));
    left -= more;
    return { personTypeId: id, quantity: minimum + more };
  });
}

/** What a person or place costs more or less when the visitor chooses it by name. Whoever takes whoever is free pays the service's price. */
export type ResourcePrice = { readonly resourceId: ResourceId; readonly adjustment: PriceAdjustment };

/** The part of a price that is paid when it is booked. */
export type Deposit = {
  readonly amount:
    | { readonly kind: 'percent'; readonly percent: number }
    | { readonly kind: 'fixed' | 'per_person'; readonly amountMinor: number; readonly currency: string };
  /** At least this much of the price, in its currency's minor units. */
  readonly minimumMinor?: number | undefined;
  /** When the rest is to be paid: at the place, so many minutes before the start, or on a date of the service's zone (its midnight). */
  readonly balance:
    | { readonly due: 'on_site' }
    | { readonly due: 'before_start'; readonly minutes: number }
    | { readonly due: 'on_date'; readonly date: string };
  /** Whether the customer may pay all at once instead. */
  readonly mayPayAll: boolean;
};

/** What tips a customer is offered to give. */
export type TipOffer = { readonly percents: readonly number[]; readonly mayChooseAmount: boolean };

/** What a service says about its price, beside the price itself and its durations. */
export type ServicePrices = {
  /** Only with a price per person; everybody is of one kind when missing. */
  readonly personTypes?: readonly PersonType[] | undefined;
  readonly resourcePrices?: readonly ResourcePrice[] | undefined;
  readonly deposit?: Deposit | undefined;
  readonly tips?: TipOffer | undefined;
  /** Its taxes; those of the first class when missing. */
  readonly taxClassId?: TaxClassId | undefined;
};
