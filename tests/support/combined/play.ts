import { expect } from '@jest/globals';
import type { CatalogDocument } from '../../../core/catalog/catalog.ts';
import type { Service } from '../../../core/catalog/service.ts';
import type { EpochMillis, Interval } from '../../../core/time/instant.ts';
import { DAY, HOUR } from '../../../core/time/instant.ts';
import { cancelBooking } from '../../../core/use-cases/cancel-booking.ts';
import { explainTimes } from '../../../core/use-cases/explain-times.ts';
import type { ExplainRequest } from '../../../core/use-cases/explain-times.ts';
import type { HoldItem } from '../../../core/use-cases/hold-request.ts';
import { listSlots } from '../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../core/use-cases/place-hold.ts';
import { customer, endOf, NOW, valueOf } from '../build-core.ts';
import { buildWorld, cart } from '../build-world.ts';
import type { World } from '../build-world.ts';
import { canDoBoth, expectOffers, findEnd, findPlace, listParts, mayHaveOneMore, readDate } from './oracle.ts';
import type { Offer, Question, Standing, Visit } from './oracle.ts';
import type { Wish } from './scenes.ts';

/** How it ends when somebody asks for a time. */
export type End = 'ok' | 'slot_taken' | 'slot_not_offered' | 'limit_reached' | 'outside_area';

type Scene = {
  readonly world: World;
  readonly document: CatalogDocument;
  readonly range: Interval;
  /** What stands, as the oracle remembers it. */
  readonly standing: Standing[];
};

/** Has people ask for times one after the other, for three days from a midnight, and compares every answer with the oracle; answers how each of them ended. */
export async function playScene(
  document: CatalogDocument,
  wishes: readonly Wish[],
  midnight: EpochMillis,
): Promise<readonly End[]> {
  const range = { from: midnight, to: midnight + 3 * DAY };
  const scene: Scene = { world: await buildWorld(document), document, range, standing: [] };
  const ends: End[] = [];
  for (const wish of wishes) {
    if (wish.givesUp) await giveUp(scene, wish);
    const offers = await look(scene, wish);
    ends.push(offers === 'outside_area' ? offers : await take(scene, wish, offers));
  }
  expectSound(scene);
  return ends;
}

type Asked = { readonly question: Question; readonly item: Omit<HoldItem, 'startsAt'>; readonly looked: Looked };
type Looked = Omit<ExplainRequest, 'timeZone' | 'at'>;

/** What is asked, as the oracle and as the engine understand it. */
function ask({ document, range, standing }: Scene, { serviceId, postcode, ...wish }: Wish): Asked {
  const service = findService(document, serviceId);
  const chosen = service.needs.find(({ visitorMayChoose }) => visitorMayChoose);
  const resourceId = wish.wantsSomebody && chosen !== undefined ? (chosen.anyOf[wish.pick % chosen.anyOf.length] ?? null) : null;
  const days = service.byDay === undefined ? 1 : wish.days;
  const length = service.byDay === undefined ? {} : { days };
  const looked = { serviceId, resourceId, partySize: 1, address: { postcode, country: 'SE' }, ...length };
  return {
    question: { document, service, standing, now: NOW, range, days, postcode, resourceId },
    item: { ...looked, extras: [] },
    looked,
  };
}

function findService({ services }: CatalogDocument, serviceId: Service['id']): Service {
  const found = services.find(({ id }) => id === serviceId);
  if (found === undefined) throw new Error(`no ${serviceId}`);
  return found;
}

const show = ({ startsAt, resourceIds, remaining }: Offer): string =>
  `${new Date(startsAt).toISOString()} ${resourceIds.join('+')} ${remaining}`;

/** Compares what is offered with what should be, and what is explained with what is offered; answers the offers. */
async function look(scene: Scene, wish: Wish): Promise<readonly Offer[] | 'outside_area'> {
  const { question, looked } = ask(scene, wish);
  const listed = await listSlots(scene.world.ports, { ...looked, range: scene.range });
  if (findPlace(question) === undefined) {
    expect(endOf(listed)).toBe('outside_area');
    return 'outside_area';
  }
  const expected = expectOffers(question);
  expect(valueOf(listed).map(show)).toEqual(expected.map(show));
  for (const { startsAt, endsAt } of valueOf(listed)) expect(endsAt).toBe(findEnd(question.service, startsAt, question.days));
  await explainOne(scene, wish, expected);
  if (wish.asksAboutDate) await explainDate(scene, wish, expected);
  return expected;
}

/** Either a start is offered, or something is said that stands in its way. */
async function explainOne(scene: Scene, wish: Wish, offers: readonly Offer[]): Promise<void> {
  const { question, looked } = ask(scene, wish);
  const startsAt = chooseAny(scene, wish);
  // Beyond the range the oracle has not looked.
  if (question.service.byDay === undefined && findEnd(question.service, startsAt, 1) > scene.range.to) return;
  const { starts } = valueOf(await explainTimes(scene.world.ports, { ...looked, timeZone: null, at: { startsAt } }));
  const isOffered = offers.some((offer) => offer.startsAt === startsAt);
  const said = starts.map(({ offered, obstacles }) => ({ offered, isFree: obstacles.length === 0 }));
  expect({ startsAt, said }).toEqual({ startsAt, said: [{ offered: isOffered, isFree: isOffered }] });
}

/** What is said of a date has all its offers, and no others. */
async function explainDate(scene: Scene, wish: Wish, offers: readonly Offer[]): Promise<void> {
  const { question, looked } = ask(scene, wish);
  const { timeZone } = question.service;
  // On the last date some appointments would end after the range.
  const date = readDate(scene.range.from + (wish.pick % 2) * DAY, timeZone);
  const { starts } = valueOf(await explainTimes(scene.world.ports, { ...looked, timeZone, at: { date } }));
  const rows = starts.filter(({ offered }) => offered);
  const meant = offers.map(({ startsAt }) => startsAt).filter((at) => readDate(at, timeZone) === date);
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(meant.length);
  expect(meant.filter((at) => !rows.some(({ from, to }) => from <= at && at <= to))).toEqual([]);
  expect(starts.filter(({ offered, obstacles }) => offered !== (obstacles.length === 0))).toEqual([]);
}

const chooseAny = ({ range }: Scene, { pick }: Wish): EpochMillis => range.from + (pick % 96) * (HOUR / 4);

/** A start that is offered, one that somebody has already (of this service if there is one), or any. */
function chooseStart(scene: Scene, wish: Wish, offers: readonly Offer[]): EpochMillis {
  const own = scene.standing.filter(({ serviceId }) => serviceId === wish.serviceId);
  const from = { offered: offers, taken: own.length > 0 ? own : scene.standing, any: [] }[wish.wants];
  return from[wish.pick % Math.max(1, from.length)]?.startsAt ?? chooseAny(scene, wish);
}

/** What taking a start must come to, by the plain words of the rules. */
function expectEnd(question: Question, offers: readonly Offer[], startsAt: EpochMillis, email: string): End {
  if (offers.some((offer) => offer.startsAt === startsAt))
    return mayHaveOneMore(question, email, startsAt) ? 'ok' : 'limit_reached';
  const { document, service } = question;
  const unlimited = <Limited extends object>(one: Limited): Limited => ({ ...one, limits: undefined });
  const emptied = { ...document, resources: document.resources.map(unlimited) };
  const range = { from: startsAt, to: findEnd(service, startsAt, question.days) };
  const ifFree = expectOffers({ ...question, document: emptied, service: unlimited(service), standing: [], range });
  return ifFree.some((offer) => offer.startsAt === startsAt) ? 'slot_taken' : 'slot_not_offered';
}

/** Takes a start; what was taken stands from then on. */
async function take(scene: Scene, wish: Wish, offers: readonly Offer[]): Promise<End> {
  const { question, item } = ask(scene, wish);
  const { email } = wish;
  const startsAt = chooseStart(scene, wish, offers);
  const held = await placeHold(scene.world.ports, cart([{ ...item, startsAt }], { customer: { ...customer, email } }));
  const expected = expectEnd(question, offers, startsAt, email);
  expect({ startsAt, end: endOf(held) }).toEqual({ startsAt, end: expected });
  if (!held.ok) return expected;
  const [booking] = held.value.bookings;
  if (booking === undefined) throw new Error('nothing is held');
  const place = findPlace(question) ?? null;
  const visits = booking.claims.map(({ resourceId, during }): Visit => {
    const travels = scene.document.resources.some(({ id, kind }) => id === resourceId && kind === 'staff');
    return { resourceId, ...during, place: travels ? place : null };
  });
  expectVisits(question, visits, startsAt);
  scene.standing.push({ id: booking.id, serviceId: booking.serviceId, startsAt, email, visits });
  return expected;
}

/** Every need has as many as it takes, each in all its parts, and nothing is taken beside. */
function expectVisits({ service, days }: Question, visits: readonly Visit[], startsAt: EpochMillis): void {
  let left = visits.map(({ resourceId, from, to }) => `${resourceId} ${from} ${to}`);
  for (const need of service.needs) {
    const parts = listParts(service, need, startsAt, days).map(({ taken }) => `${taken.from} ${taken.to}`);
    const has = need.anyOf.filter((id) => parts.every((part) => left.includes(`${id} ${part}`)));
    const quantity = need.quantity === 'all' ? need.anyOf.length : (need.quantity ?? 1);
    expect(has.length).toBeGreaterThanOrEqual(quantity);
    left = left.filter((visit) => !has.slice(0, quantity).some((id) => parts.some((part) => visit === `${id} ${part}`)));
  }
  expect(left).toEqual([]);
}

async function giveUp({ world, standing }: Scene, { pick }: Wish): Promise<void> {
  const [gone] = standing.splice(pick % Math.max(1, standing.length), 1);
  if (gone !== undefined) valueOf(await cancelBooking(world.ports, gone.id, 'customer'));
}

/** Nobody is in two places at once, nor too far from the next one; within one booking nobody goes anywhere. */
function expectSound({ document, standing }: Scene): void {
  const visits = standing.flatMap((one) => one.visits.map((visit) => ({ ...visit, id: one.id })));
  const isSound = (one: (typeof visits)[number], other: (typeof visits)[number]): boolean =>
    one.resourceId !== other.resourceId ||
    (one.id === other.id ? one.to <= other.from || other.to <= one.from : canDoBoth(document, one, other));
  expect(visits.flatMap((one, index) => visits.slice(0, index).filter((other) => !isSound(one, other)))).toEqual([]);
}
