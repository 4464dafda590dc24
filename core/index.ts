/** The front door of the core: everything that adapters and the service may use. */
export * from './ids.ts';
export { errorCatalogue, isErrorCode } from './errors/catalogue.ts';
export type { CodeReader, ErrorCode, VisitorCode } from './errors/catalogue.ts';
export { Fault } from './errors/fault.ts';
export type { FaultDetail } from './errors/fault.ts';
export { writeCodeReason } from './words/code-reasons.ts';
export { chooseLanguage, chooseWrittenLocale, findLanguage, languages } from './words/language.ts';
export type { Language } from './words/language.ts';
export { choosePageWords } from './words/pages.ts';
export type { PageWords } from './words/pages.ts';
export type { ProblemWords } from './words/problems.ts';
export { accept, refuse } from './errors/refusal.ts';
export type { Outcome, Refusal } from './errors/refusal.ts';
export { allocate, computePercentage, money } from './money/money.ts';
export type { Money } from './money/money.ts';
export { computeCurrencyExponent, isCurrency } from './money/currency.ts';
export { formatMoney } from './money/format-money.ts';
export { DAY, HOUR, isOverlapping, MINUTE } from './time/instant.ts';
export type { EpochMillis, Interval } from './time/instant.ts';
export { formatLocal } from './time/format-local.ts';
export { subtractIntervals } from './time/subtract-intervals.ts';
export { formatWhen, nameZone } from './time/format-time.ts';
export * from './time/time-zone.ts';
export type { Business } from './catalog/business.ts';
export type { Confirmation } from './access/confirmation.ts';
export { checkBusiness, isLocale } from './catalog/check-business.ts';
export { findName, findResource, findService, listCalendarIds, listNeededResources } from './catalog/catalog.ts';
export type { Catalog, CatalogDocument } from './catalog/catalog.ts';
export { listAllUnits } from './catalog/extras.ts';
export { describePrices, readPriceBook } from './catalog/prices/price-book.ts';
export type { CatalogPrices, PriceBook } from './catalog/prices/price-book.ts';
export type { PriceRule } from './catalog/prices/price-rule.ts';
export type { Promotion } from './catalog/prices/promotion.ts';
export type { TaxRules } from './catalog/prices/tax.ts';
export { fillPeople } from './catalog/prices/service-prices.ts';
export type { ChosenPeople } from './catalog/prices/service-prices.ts';
export { checkCatalog } from './catalog/check-catalog.ts';
export { findItem, listItems, nameKey } from './catalog/catalog-item.ts';
export type { CatalogItems, CatalogList } from './catalog/catalog-item.ts';
export type { CatalogMistake } from './catalog/check-catalog.ts';
export { normalizeCode } from './catalog/discount-code.ts';
export type { DiscountCode } from './catalog/discount-code.ts';
export type { DateOverrides, DayWindow, Resource, ResourceCalendar, WeeklyHours } from './catalog/resource.ts';
export type { ByDay } from './catalog/by-day.ts';
export { chooseDuration, listDurations } from './catalog/choose-duration.ts';
export type { CancellationPolicy, CancellationTier, RescheduleTier, Terms } from './catalog/cancellation-policy.ts';
export type { Duration, Extra, ResourceNeed, Service } from './catalog/service.ts';
export { computeReachDays } from './catalog/start-rules.ts';
export type {
  DateChange,
  DateRules,
  HolidayArea,
  HolidayRule,
  Schedule,
  ScheduleException,
  ScheduleUse,
  TimeOff,
  Travel,
} from './catalog/schedule.ts';
export type { DropIn, Enrolment, LateJoining } from './catalog/course.ts';
export { listRuns } from './catalog/course-runs.ts';
export { computeEnd } from './availability/stay.ts';
export type {
  DatedSessions,
  MinimumToRun,
  RecurringSessions,
  Session,
  SessionDecision,
  SessionRule,
  SessionTime,
} from './catalog/session.ts';
export type { WaitingListEntry } from './catalog/waiting-list.ts';
export type { HeldClaim, Occupant } from './report/held-claim.ts';
export { MAXIMUM_CLOCK_LEAD } from './availability/calendar-knowledge.ts';
export type { CalendarReading } from './availability/calendar-knowledge.ts';
export type { BusyTime, Claim, Nearby, Occupancy, PlaceKey } from './availability/occupancy.ts';
export type { Way } from './availability/travel.ts';
export { fixedTaxes } from './ports/tax-source.ts';
export type { TaxedItem, TaxQuestion, TaxSource } from './ports/tax-source.ts';
export type { TravelTimes } from './ports/travel-times.ts';
export type { TravelPlace } from './catalog/travel-minutes.ts';
export type { Location, TravelRules, TravelZone, ZoneMinutes } from './catalog/location.ts';
export { describeAddress, isWholeAddress } from './catalog/at-customer.ts';
export type {
  Address,
  AtCustomer,
  PostalPlace,
  Position,
  PostcodePosition,
  PostcodeRange,
  ServiceArea,
  TravelFee,
} from './catalog/at-customer.ts';
export type { PostcodePositions } from './ports/postcode-positions.ts';
export { listCountries } from './use-cases/resolve-visit.ts';
export { describePlaces, placeServices } from './catalog/catalog.ts';
export { computeSlots } from './availability/compute-slots.ts';
export { computeStartsByResource } from './availability/compute-starts-by-resource.ts';
export type { ResourceStarts } from './availability/compute-starts-by-resource.ts';
export type { SlotQuery } from './availability/compute-slots.ts';
export { normalizeEmail } from './ports/customer-digests.ts';
export type { CustomerDigests } from './ports/customer-digests.ts';
export { prefersLastTime } from './catalog/choice.ts';
export type { LastWith } from './catalog/choice.ts';
export { computeCodeUses, computeCustomerCounts, countUses, listQuotedCodes } from './order/redemptions.ts';
export type { CodeUse } from './order/redemptions.ts';
export type { CustomerCount } from './order/customer-counts.ts';
export { hasHad, listLastWith } from './order/list-last-with.ts';
export type { LimitCount, LimitUse } from './availability/limit-use.ts';
export type { Turn } from './availability/turns.ts';
export { computeDays } from './availability/compute-days.ts';
export type { Day, DayReason } from './availability/compute-days.ts';
export type { Slot } from './availability/slot.ts';
export { computeQuote } from './pricing/compute-quote.ts';
export type { Balance, ChosenExtra, ChosenTip, Quote, QuotedItem, QuoteLine } from './pricing/quote.ts';
export { computeSettlement } from './pricing/refund-by-policy.ts';
export type { Settlement, SettlementCause } from './pricing/refund-by-policy.ts';
export { bookingTransitions, computeNextBookingState, isOccupying } from './booking/booking-transitions.ts';
export type { BookedStep, Booking, BookingState } from './booking/booking.ts';
export { listBookedSteps } from './booking/list-booked-steps.ts';
export {
  canMovePayment,
  canMoveRefund,
  isOpenPayment,
  paymentTransitions,
  refundTransitions,
} from './payment/payment-transitions.ts';
export type { Payment, PaymentState, Refund, RefundState } from './payment/payment.ts';
export { findAccount, listWebhookSecrets } from './payment/payment-account.ts';
export type {
  KnownPaymentAccount,
  PaymentAccount,
  PaymentKeys,
  PaymentMode,
  PaymentSettings,
} from './payment/payment-account.ts';
export type { DifferenceKind } from './payment/find-differences.ts';
export { maskKey } from './payment/mask-key.ts';
export type { PaymentPlaces } from './payment/payment-places.ts';
export type { ShownWebhook } from './payment/shown-webhook.ts';
export type { AccountWebhook, DomainState, PaymentDomain, PaymentSetup, WebhookState } from './payment/payment-setup.ts';
export { computeContested } from './payment/contested.ts';
export { summarizeKnown } from './payment/known-payment.ts';
export type { KnownPayment } from './payment/known-payment.ts';
export type { ProviderDispute, ProviderPayment, ProviderPaymentSummary, ProviderRefund } from './payment/provider-payment.ts';
export { computeCancelledMoney } from './order/cancelled-money.ts';
export { computeTotals } from './order/compute-totals.ts';
export type { OrderTotals } from './order/compute-totals.ts';
export { computeCancellation } from './order/decide-cancellation.ts';
export type { RescheduleDifference } from './order/reschedule-difference.ts';
export { computeNoShow } from './order/decide-no-show.ts';
export type { CancelledBy } from './order/decide-cancellation.ts';
export { findOpenOffer } from './order/decide-offer.ts';
export { computeRefundableTotal } from './order/decide-owner-money.ts';
export { OWNER_PATIENCE } from './order/decide-tell-owner.ts';
export { checkReschedulable } from './order/decide-reschedule.ts';
export { computeBalance } from './order/ledger.ts';
export type { LedgerAccount, LedgerEntry } from './order/ledger.ts';
export type { Customer, LateOffer, Order, OrderLine, Redemption } from './order/order.ts';
export type { Effect, EffectPayload, LeasedEffect, MessageTemplate } from './order/effect.ts';
export type { Finding } from './report/compute-findings.ts';
export { SMALL_DAY_MINOR, SMALL_REFUND_MINOR } from './access/large-refund.ts';
export { attentionWords } from './report/describe-attention.ts';
export type { AttentionWords } from './report/describe-attention.ts';
export type { DifferenceWords } from './report/describe-difference.ts';
export { differenceWords } from './report/describe-difference.ts';
export { describeObstacle, describeResourceObstacle } from './report/describe-obstacle.ts';
export type { ObstacleWords } from './report/describe-obstacle.ts';
export type { ExplainedStarts, Obstacle, ResourceObstacle } from './report/obstacle.ts';
export { listChangedFields, listMoneyChanges, MAXIMUM_PRICE_VERSIONS } from './catalog/price-history.ts';
export type { ChangeAuthor, ChangeNote, MoneyChange, PriceVersion } from './catalog/price-history.ts';
export { describePriceChange } from './report/describe-price-change.ts';
export { explainPrice } from './use-cases/explain-price.ts';
export type { ExplainedPrice, PriceQuestion } from './use-cases/explain-price.ts';
export type { PriceFinding } from './report/explain-price.ts';
export { explainTimes } from './use-cases/explain-times.ts';
export type { ExplainedTimes, ExplainRequest } from './use-cases/explain-times.ts';
export { listAttention, LOST_IS_NEWS } from './report/list-attention.ts';
export type { AttentionItem, AttentionKind } from './report/list-attention.ts';
export { escapeHtml } from './notification/render-message.ts';
export type {
  CustomerHistory,
  BookingStore,
  CancelledSeats,
  LoadedOccupancy,
  OrderChange,
  SeatBounds,
  SeenTurns,
  Taken,
  TurnQuery,
  WriteResult,
} from './ports/booking-store.ts';
export type { BusyTimeSource, CalendarBusyTimes, UnreadableCalendar } from './ports/busy-time-source.ts';
export type { BusyTimeStore, CalendarStatus, LeasedCalendar } from './ports/busy-time-store.ts';
export type { CalendarAccount } from './ports/calendar-account.ts';
export type { CalendarEvent, CalendarPlace, CalendarSink } from './ports/calendar-sink.ts';
export type { CatalogSaved, CatalogStore, CodeUsage, CountedCode } from './ports/catalog-store.ts';
export type { HolidaySource, NamedArea, NamedHoliday } from './ports/holiday-source.ts';
export type { ChangeLook, ChangeWatch } from './ports/change-watch.ts';
export type { Clock } from './ports/clock.ts';
export type { EffectStore } from './ports/effect-store.ts';
export type { IdempotencyStore, KnownRequest } from './ports/idempotency-store.ts';
export type { IdGenerator } from './ports/id-generator.ts';
export { nameCalendarEvent } from './notification/calendar-part.ts';
export type { CalendarPart } from './notification/calendar-part.ts';
export type { CalendarFeed, FeedBooking } from './notification/calendar-feed.ts';
export type { FeedEvent } from './notification/feed-events.ts';
export { LONGEST_FED } from './ports/feed-store.ts';
export type { FeedQuery, FeedStore } from './ports/feed-store.ts';
export type { FeedCalendar, FeedWriter } from './ports/feed-writer.ts';
export type { InvitationEvent } from './notification/invitation-event.ts';
export type { InvitationRenderer } from './ports/invitation-renderer.ts';
export type { LinkBuilder } from './ports/link-builder.ts';
export type { Message, Notifier } from './ports/notifier.ts';
export type { CheckoutPageRequest, PaymentGateway, PaymentGateways, PaymentRequest } from './ports/payment-gateway.ts';
export type { CheckedKeys, KeyTrouble, PaymentAccountChecker } from './ports/payment-account-checker.ts';
export type { DomainStanding, PaymentRegistry, Registered, RegisteredEndpoint } from './ports/payment-registry.ts';
export type { Ports } from './ports/ports.ts';
export type { SecretKeeper } from './ports/secret-keeper.ts';
export type { SettingsPorts } from './ports/settings-ports.ts';
export type { SettingsStore } from './ports/settings-store.ts';
export type {
  ConnectCode,
  ConnectionDirectory,
  GuessedField,
  SiteConnection,
  SiteGrant,
  SiteKey,
  SitePages,
  SiteProposal,
} from './ports/connection-directory.ts';
export type { NewSite, Site } from './ports/site.ts';
export type { ApiKeyRecord, Scope, TenantDirectory } from './ports/tenant-directory.ts';
export { PLACING_MILLIS, VISITOR_WINDOW_MILLIS } from './ports/visitor-hold-store.ts';
export type { Admission, HoldWish, VisitorHoldStore } from './ports/visitor-hold-store.ts';
export { describePolicy } from './words/describe-policy.ts';
export type { PolicyWriting } from './words/describe-policy.ts';
export { markNoShow, waiveFees } from './use-cases/mark-no-show.ts';
export { cancelBooking } from './use-cases/cancel-booking.ts';
export { changeBooking } from './use-cases/change-booking.ts';
export { choosePaymentMode } from './use-cases/choose-payment-mode.ts';
export { deliverEffects } from './use-cases/deliver-effects.ts';
export { bookByOwner } from './use-cases/book-by-owner.ts';
export type { OwnerBookingRequest } from './use-cases/book-by-owner.ts';
export { doDueWork } from './use-cases/do-due-work.ts';
export { endOffers } from './use-cases/end-offers.ts';
export { examineBusiness } from './use-cases/examine-business.ts';
export type { Examination } from './use-cases/examine-business.ts';
export { expireHolds } from './use-cases/expire-holds.ts';
export { joinWaitingList } from './use-cases/join-waiting-list.ts';
export { listCalendars } from './use-cases/list-calendars.ts';
export type { ListedCalendar } from './use-cases/list-calendars.ts';
export { checkMovable, describeMove } from './use-cases/describe-move.ts';
export { listDays, listStandingDays } from './use-cases/list-days.ts';
export { describeSoldPrices, findLeastPrice, listLeastPrices } from './use-cases/list-least-prices.ts';
export type { LeastPrices } from './use-cases/list-least-prices.ts';
export { listSlots, listStandingSlots } from './use-cases/list-slots.ts';
export { placeHold } from './use-cases/place-hold.ts';
export type { HoldItem, HoldRequest } from './use-cases/hold-request.ts';
export { cancelSession, listSessions } from './use-cases/cancel-session.ts';
export type { CancelledSession } from './use-cases/cancel-session.ts';
export { planClassSessions } from './use-cases/plan-class-sessions.ts';
export { withdrawSessions } from './use-cases/withdraw-sessions.ts';
export { MAXIMUM_ITEMS, quoteBookings } from './use-cases/quote-booking.ts';
export type { QuoteInput, QuoteItem } from './use-cases/quote-booking.ts';
export { recordOnSite, refundByOwner } from './use-cases/move-money.ts';
export { reconcilePayments } from './use-cases/reconcile-payments.ts';
export type { Difference, Reconciliation } from './use-cases/reconcile-payments.ts';
export { recordPaymentEvent } from './use-cases/record-payment-event.ts';
export { recordProviderNews } from './use-cases/record-provider-news.ts';
export type { ProviderNews } from './use-cases/record-provider-news.ts';
export { expandRecurrence, parseRecurrence } from './time/recurrence.ts';
export { makeFeed } from './use-cases/make-feed.ts';
export { writeFeed } from './use-cases/write-feed.ts';
export type { WrittenFeed } from './use-cases/write-feed.ts';
export { refreshBusyTimes } from './use-cases/refresh-busy-times.ts';
export { refundWithCode } from './use-cases/refund-with-code.ts';
export type { GuardedRefund } from './use-cases/refund-with-code.ts';
export { releaseByHand } from './use-cases/release-by-hand.ts';
export { renderCalendarFile } from './use-cases/render-calendar-file.ts';
export { describeMovePrice, rescheduleBooking } from './use-cases/reschedule-booking.ts';
export { saveBusiness } from './use-cases/save-business.ts';
export { saveCatalog } from './use-cases/save-catalog.ts';
export type { CatalogPorts, SavedCatalog } from './use-cases/save-catalog.ts';
export { putCatalogItem, retireCatalogItem } from './use-cases/change-catalog-item.ts';
export type { Expectation } from './use-cases/change-catalog-item.ts';
export { savePaymentKeys } from './use-cases/save-payment-keys.ts';
export type { ChangedBy, KeysChange } from './use-cases/save-payment-keys.ts';
export { showPayments } from './use-cases/show-payments.ts';
export { renewPaymentSetup, setUpPayments } from './use-cases/set-up-payments.ts';
export type { SetupPorts } from './use-cases/set-up-payments.ts';
export type { ShownAccount, ShownPayments } from './use-cases/show-payments.ts';
export { startCheckout } from './use-cases/start-checkout.ts';
export { startCheckoutPage } from './use-cases/start-checkout-page.ts';
export type { CheckoutPage } from './use-cases/start-checkout-page.ts';
export { sweepPayments } from './use-cases/sweep-payments.ts';
