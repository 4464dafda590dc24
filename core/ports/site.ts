import type { SiteId, TenantId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';

/** A website that may show a tenant's bookings: requests that carry an Origin header must come from one of these. */
export type Site = {
  readonly id: SiteId;
  readonly tenantId: TenantId;
  /** Origins such as `https://example.com`; `http://localhost:*` and `http://127.0.0.1:*` stand for every port of the loopback. */
  readonly allowedOrigins: readonly string[];
  /** The address of a website that was connected, as it stands in its settings, without a slash at its end; null for pages that only show a widget. */
  readonly siteUrl: string | null;
  /** The site's page where a customer sees a booking; known of a website that was connected. */
  readonly manageUrl: string | null;
  /** The site's page where times are booked, if it has told. */
  readonly bookingPageUrl: string | null;
  /** Since when the website may speak for its business; null when it was never connected, and after it was disconnected. */
  readonly connectedAt: EpochMillis | null;
  /** When its clock was last heard. */
  readonly lastTickAt: EpochMillis | null;
};

/** What a site is made of before it is connected. */
export type NewSite = Pick<Site, 'id' | 'tenantId' | 'allowedOrigins'>;
