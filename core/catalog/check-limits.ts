import type { DateLimits, ServiceLimits } from './limits.ts';
import { isWhole, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';

/** The highest limit: more would count nothing that can happen. */
const MAXIMUM = 100_000;

/** Checks the limits of a service or resource. A week that takes fewer bookings than one of its dates is no mistake: both count. */
export const checkLimits = ({ limits = {} }: { readonly limits?: DateLimits | undefined }): Mistakes => [
  ...checkMaximum('limits.perDay', limits.perDay),
  ...checkMaximum('limits.perWeek', limits.perWeek),
];

/** Checks the limits of a service, those of its customers too. */
export const checkServiceLimits = ({ limits = {} }: { readonly limits?: ServiceLimits | undefined }): Mistakes => [
  ...checkLimits({ limits }),
  ...checkMaximum('limits.perCustomer.maximum', limits.perCustomer?.maximum),
];

const checkMaximum = (path: string, maximum: number | undefined): Mistakes =>
  when(maximum !== undefined && !isWhole(maximum, 1, MAXIMUM), path, `must be 1 to ${MAXIMUM}, or left out`);
