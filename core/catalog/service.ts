import type { ByDay } from './by-day.ts';
import type { CancellationPolicy } from './cancellation-policy.ts';
import type { NeedChoice } from './choice.ts';
import type { ExtraId, LocationId, ResourceId, ServiceId, TaxClassId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import type { DropIn, LateJoining } from './course.ts';
import type { ServiceLimits } from './limits.ts';
import type { AtCustomer } from './at-customer.ts';
import type { ScheduleUse } from './schedule.ts';
import type { MinimumToRun, SessionRule } from './session.ts';
import type { ServicePrices } from './prices/service-prices.ts';
import type { StartRules } from './start-rules.ts';

/**
 * How many pieces of an extra there are. `time`: things that are used as long as an appointment lasts with its buffers, and are there again after it. `date`: so many for the bookings that
 * start on one date of the service's zone. `total`: so many in all. An extra that several services offer is the same things; each of them says how many there are.
 */
export type ExtraStock = { readonly quantity: number; readonly per: 'time' | 'date' | 'total' };

/** Something bought beside the service, priced per piece. */
export type Extra = {
  readonly id: ExtraId;
  readonly name: string;
  readonly price: Money;
  readonly maximumQuantity: number;
  /** Each piece makes an appointment so much longer; nothing when missing. */
  readonly durationMinutes?: number | undefined;
  /** How many pieces there are; without end when missing. */
  readonly stock?: ExtraStock | undefined;
  /** Its taxes; those of its service when missing. */
  readonly taxClassId?: TaxClassId | undefined;
};

/** A length that a service is offered in, in minutes, and its price; of a stay its days or nights, and the price of one. */
export type Duration = { readonly durationMinutes: number; readonly price: Money; readonly days?: number | undefined };

/** A part of an appointment; the next one follows at once. */
export type ServiceStep = { readonly name: string; readonly durationMinutes: number };

/** What must be free for a booking: one of these resources, or several of them. Needs that are needed at once never share a resource. */
export type ResourceNeed = NeedChoice & {
  readonly name: string;
  readonly anyOf: readonly ResourceId[];
  /** Whether the visitor may choose which one; at most one need of a service allows it. */
  readonly visitorMayChoose: boolean;
  /** How many of them at once, or all of them together; one when absent. */
  readonly quantity?: number | 'all' | undefined;
  /** In which steps of the service, by position from 0 and in order: the same resource in all of them, free for others in between. All the time when absent. */
  readonly steps?: readonly number[] | undefined;
};

/** What the business sells: an appointment that occupies resources, a class whose sessions have seats, or a course: a run of sessions that are booked together. */
export type Service = StartRules &
  ServicePrices & {
    readonly id: ServiceId;
    readonly kind: 'appointment' | 'class' | 'course';
    readonly name: string;
    readonly description: string;
    /** Where it happens, as the customer reads it; null when online, and in the owner's document when a location says it. */
    readonly place: string | null;
    /** The location it happens at, which says the place and when it is open. */
    readonly locationId?: LocationId | null | undefined;
    /** That it takes place at the customer's address, and where its people come to. */
    readonly atCustomer?: AtCustomer | null | undefined;
    /** The zone of the place, in which times are shown and sessions repeat. */
    readonly timeZone: string;
    readonly durationMinutes: number;
    readonly bufferBeforeMinutes: number;
    readonly bufferAfterMinutes: number;
    readonly minimumNoticeMinutes: number;
    /** How many days ahead it can be booked; what a day is says `horizonUnit`. */
    readonly horizonDays: number;
    /** Starts lie on multiples of this, counted from local midnight unless `grid` or `startTimes` say otherwise. */
    readonly stepMinutes: number;
    /** How long a time is kept for a visitor before the payment starts. */
    readonly holdMinutes: number;
    readonly price: Money;
    /** Further durations to choose from, each with its own price; `durationMinutes` and `price` are the first. None for a class, and when missing. */
    readonly otherDurations?: readonly Duration[] | undefined;
    /** It is sold by the day or night: `price` is for one, `durationMinutes` what one lasts, and starts lie on no step. Missing when it is sold by its minutes. */
    readonly byDay?: ByDay | undefined;
    readonly priceUnit: 'booking' | 'person';
    readonly minimumPartySize: number;
    readonly maximumPartySize: number;
    readonly extras: readonly Extra[];
    readonly needs: readonly ResourceNeed[];
    /** Seats of each session; null for an appointment. */
    readonly capacity: number | null;
    /** When a class or course is held; each rule of a course is one run of it, and ends. None for an appointment. */
    readonly sessions: readonly SessionRule[];
    /** How many people a class or course needs to take place; missing when it takes place with anybody. */
    readonly minimumToRun?: MinimumToRun | undefined;
    /** Without it a course is joined at its first session. */
    readonly lateJoining?: LateJoining | undefined;
    /** Without it a course is sold as a whole. */
    readonly dropIn?: DropIn | undefined;
    readonly cancellationPolicy: CancellationPolicy;
    /** `online`: paid before it is confirmed. `on_site`: confirmed without a payment, paid at the place. */
    readonly payment: 'online' | 'on_site';
    /** For how many days a time is kept for a payment by a method that takes days (a bank debit); null excludes such methods. */
    readonly delayedPaymentDays: number | null;
    /**
     * When an appointment may take place at all, on the clock of `timeZone`: only inside these schedules and inside a resource's own hours. Without any,
     * whenever a resource is open.
     */
    readonly schedules?: readonly ScheduleUse[];
    /** The parts of an appointment, one after the other, as long together as `durationMinutes`; absent when it has none that differ. */
    readonly steps?: readonly ServiceStep[] | undefined;
    /** How many bookings of it a date or a week takes; without a limit when absent. */
    readonly limits?: ServiceLimits | undefined;
  };
