/** Identifiers carry their kind as a prefix, so that one is never taken for another. */
export type TenantId = `ten_${string}`;
export type SiteId = `site_${string}`;
export type KeyId = `key_${string}`;
export type ServiceId = `svc_${string}`;
export type ExtraId = `ext_${string}`;
export type ResourceId = `res_${string}`;
export type ScheduleId = `sch_${string}`;
export type LocationId = `loc_${string}`;
export type ZoneId = `zon_${string}`;
export type SessionId = `ses_${string}`;
export type OrderId = `ord_${string}`;
export type LineId = `lin_${string}`;
export type BookingId = `bkg_${string}`;
export type PaymentId = `pay_${string}`;
export type RefundId = `ref_${string}`;
export type WaitingListEntryId = `wle_${string}`;
export type PriceRuleId = `pru_${string}`;
export type PromotionId = `pro_${string}`;
export type TaxClassId = `tax_${string}`;
export type PersonTypeId = `per_${string}`;
export type FeedId = `fed_${string}`;

/** All prefixes with their id types. */
export type IdByPrefix = {
  ten: TenantId;
  site: SiteId;
  key: KeyId;
  svc: ServiceId;
  ext: ExtraId;
  res: ResourceId;
  sch: ScheduleId;
  loc: LocationId;
  zon: ZoneId;
  ses: SessionId;
  ord: OrderId;
  lin: LineId;
  bkg: BookingId;
  pay: PaymentId;
  ref: RefundId;
  wle: WaitingListEntryId;
  pru: PriceRuleId;
  pro: PromotionId;
  tax: TaxClassId;
  per: PersonTypeId;
  fed: FeedId;
};

const idShape = /^[a-z]{3,4}_[A-Za-z0-9_-]{1,48}$/;

/** Whether a text is an identifier of the given kind. */
export const isId = <Prefix extends keyof IdByPrefix>(prefix: Prefix, text: string): text is IdByPrefix[Prefix] =>
  idShape.test(text) && text.startsWith(`${prefix}_`);
