import { describe, expect, test } from '@jest/globals';
import { decideLater } from '../../../adapters/widget/later/decide-later.ts';
import { createFormat } from '../../../adapters/widget/display/format.ts';
import { createInitialState } from '../../../adapters/widget/state/booking-state.ts';
import type { WidgetState } from '../../../adapters/widget/state/booking-state.ts';
import { decide } from '../../../adapters/widget/state/decide.ts';
import type { Message } from '../../../adapters/widget/state/message.ts';
import type { Next } from '../../../adapters/widget/state/next.ts';
import { writeListPrice, writeUnit } from '../../../adapters/widget/view/summary.ts';
import type { WireService } from '../../../adapters/widget/wire-types.ts';
import { en } from '../../../core/words/en.ts';
import { createProblem } from '../../../adapters/widget/problem.ts';
import { parseAmount } from '../../../adapters/widget/later/decide-prices.ts';
import { buildCatalog, buildHeldState, buildHoldAnswer, buildQuote, buildService, buildSlot, hold, now } from './fixtures.ts';

const crowns = (amountMinor: number) => ({ amountMinor, currency: 'SEK' });
const words = { texts: en, format: createFormat('en-GB') };
const send = (state: WidgetState, message: Message): Next => decideLater(state, message, now) ?? decide(state, message, now);
const begin = (service: WireService): Next =>
  decide(
    createInitialState({ visitorTimeZone: 'Europe/Stockholm', preselectedService: null }),
    { kind: 'catalogLoaded', answer: buildCatalog([service]) },
    now,
  );
const staff = ['res_a', 'res_b'].map((id) => ({ id, name: id, kind: 'staff' }));

describe('a price that depends on what is not chosen yet', () => {
  test.each([
    [{}, 'kr 450'],
    [{ priceFrom: crowns(30_000) }, 'from kr 300'],
    [{ priceFrom: crowns(0) }, 'from Free'],
    [{ priceFrom: null }, 'depends on the time'],
  ] as const)('%j is written %p', (more, written) => {
    expect(writeListPrice({ price: crowns(45_000), ...more }, words).replaceAll('\u00a0', ' ')).toBe(written);
  });

  test('has no unit where it is not known', () => {
    expect(writeUnit(buildService({ priceUnit: 'person' }), en)).toBe('per person');
    expect(writeUnit(buildService({ priceUnit: 'person', priceFrom: null }), en)).toBe('');
  });

  test('is asked for before the time only where the time does not change it', () => {
    const party = { minimumPartySize: 2, maximumPartySize: 4, priceUnit: 'person' } as const;
    const asked = (service: WireService) => begin(service).effects.some(({ kind }) => kind === 'loadQuote');
    expect(asked(buildService(party))).toBe(true);
    expect(asked(buildService({ ...party, priceFrom: crowns(100) }))).toBe(true);
    expect(asked(buildService({ ...party, priceFrom: crowns(100), isPricedByStart: true }))).toBe(false);
    expect(asked(buildService({ priceFrom: crowns(100) }))).toBe(true);
  });
});

describe('the price of a kept time', () => {
  const service = buildService({
    resources: staff,
    priceFrom: crowns(40_000),
    extras: [{ id: 'ext_wash', name: 'Wash', price: crowns(9_000), maximumQuantity: 1 }],
  });
  const held = buildHeldState({ catalog: buildCatalog([service]), hold: { ...hold, resourceId: 'res_a' }, resourceId: 'res_b' });

  test('is asked for with its start and with whom it is kept, whoever was looked at since', () => {
    const { effects } = send(held, { kind: 'extraChanged', extraId: 'ext_wash', quantity: 1 });
    expect(effects[0]).toMatchObject({
      kind: 'loadQuote',
      body: { startsAt: hold.startsAt, resourceId: 'res_a', partySize: 1, extras: [{ extraId: 'ext_wash', quantity: 1 }] },
    });
  });

  test('is not that of the same time with whoever is free', () => {
    const looking: WidgetState = { ...held, step: 'time', resourceId: null };
    expect(send(looking, { kind: 'slotChosen', slot: buildSlot(hold.startsAt) }).effects[0]).toMatchObject({ kind: 'placeHold' });
    const again: WidgetState = { ...looking, resourceId: 'res_a' };
    expect(send(again, { kind: 'slotChosen', slot: buildSlot(hold.startsAt) }).state.step).toBe('details');
  });
});

const family = buildService({
  ...{ priceUnit: 'person', minimumPartySize: 2, maximumPartySize: 4 },
  personTypes: [
    { id: 'per_adult', name: 'Adult', price: crowns(1_800), minimum: 1, usual: 2 },
    { id: 'per_child', name: 'Child', price: crowns(900), minimum: 0, maximum: 2, usual: 0 },
  ],
});
const people = (adults: number, children: number) => [
  { personTypeId: 'per_adult', quantity: adults },
  { personTypeId: 'per_child', quantity: children },
];
const choose = (state: WidgetState, personTypeId: string, quantity: number): Next =>
  send(state, { kind: 'peopleChosen', personTypeId, quantity });

describe('kinds of people', () => {
  test('are as usual until somebody says so, and make up the party', () => {
    const { state, effects } = begin(family);
    expect(effects).toContainEqual({ kind: 'loadQuote', body: expect.objectContaining({ partySize: 2, people: people(2, 0) }) });
    const more = choose(state, 'per_child', 1);
    expect(more.state).toMatchObject({ partySize: 3, picker: { subject: { partySize: 3 } } });
    expect(more.effects).toContainEqual({ kind: 'loadQuote', body: expect.objectContaining({ people: people(2, 1) }) });
  });

  test.each([
    ['fewer of a kind than must come', 'per_adult', 0],
    ['more of a kind than may come', 'per_child', 3],
    ['a party that is too small', 'per_adult', 1],
    ['a party that is too large', 'per_adult', 5],
    ['a kind that is not there', 'per_dog', 1],
  ])('refuse %s', (_name, personTypeId, quantity) => {
    const { state } = begin(family);
    expect(choose(state, personTypeId, quantity)).toEqual({ state, effects: [] });
  });

  test('are kept with the time: another mix is another hold', () => {
    const slot = buildSlot(hold.startsAt);
    const { state } = begin(family);
    const held = send(send(state, { kind: 'slotChosen', slot }).state, {
      kind: 'held',
      answer: buildHoldAnswer(slot.startsAt),
    }).state;
    expect(held.hold?.people).toEqual(people(2, 0));
    const mixed = choose(choose({ ...held, step: 'time' }, 'per_child', 1).state, 'per_adult', 1).state;
    expect(send(mixed, { kind: 'slotChosen', slot }).effects[0]).toMatchObject({
      ...{ kind: 'placeHold', body: { partySize: 2, people: people(1, 1) } },
    });
  });
});

describe('a tip', () => {
  const offering = buildService({ tips: { percents: [5, 10], mayChooseAmount: true } });
  const held = buildHeldState({ catalog: buildCatalog([offering]) });

  test('is none until one is chosen, and is saved with the details', () => {
    const customer = { name: 'Maria', email: 'maria@example.com', phone: '' };
    const submit = (state: WidgetState) =>
      send({ ...state, customer, isQuoting: false }, { kind: 'detailsSubmitted' }).effects[0];
    expect(submit(held)).toMatchObject({ body: { tip: null } });
    const tipped = send(held, { kind: 'tipChosen', tip: { percent: 10 } });
    expect(tipped.effects[0]).toMatchObject({ kind: 'loadQuote', body: { tip: { percent: 10 } } });
    expect(submit(tipped.state)).toMatchObject({ body: { tip: { percent: 10 } } });
    expect(send(tipped.state, { kind: 'tipChosen', tip: null }).state.payable.tip).toBeUndefined();
  });

  test.each([
    ['', 'SEK', 0],
    ['50', 'SEK', 5_000],
    ['12,5', 'SEK', 1_250],
    ['12.50', 'SEK', 1_250],
    ['12.505', 'SEK', null],
    ['1.5', 'JPY', null],
    ['1.234', 'KWD', 1_234],
    ['-5', 'SEK', null],
    ['a lot', 'SEK', null],
  ])('typed as %j in %s is %j', (text, currency, amountMinor) => {
    expect(parseAmount(text, currency)).toBe(amountMinor);
  });

  test('that is no amount, or too much, is said at its field and dropped', () => {
    const typed = send(send(held, { kind: 'otherTipOpened' }).state, { kind: 'otherTipTyped', text: '9000' });
    expect(typed.effects[0]).toMatchObject({ body: { tip: { amountMinor: 900_000 } } });
    const refused = send(typed.state, { kind: 'failed', lane: 'quote', problem: createProblem('tip_not_offered', 422) });
    expect(refused.state).toMatchObject({ payable: {}, tipEntry: { text: '9000', isRefused: true } });
    expect(refused.effects[0]).toMatchObject({ kind: 'loadQuote', body: { tip: undefined } });
    expect(send(held, { kind: 'otherTipTyped', text: 'much' }).state.tipEntry).toEqual({ text: 'much', isRefused: true });
  });
});

describe('codes', () => {
  const coded = buildHeldState({ code: { isOpen: false, text: '', applied: ['SPRING'], isRefused: false } });
  const tried = send(send(send(coded, { kind: 'codeOpened' }).state, { kind: 'codeTyped', text: 'friend' }).state, {
    kind: 'codeApplied',
  });
  const refuse = (state: WidgetState, source: Readonly<Record<string, unknown>>) =>
    send(state, { kind: 'failed', lane: 'quote', problem: createProblem('code_not_applicable', 422, { source }) });

  test('count together, and one of them is taken away', () => {
    expect(tried.effects[0]).toMatchObject({ body: { codes: ['SPRING', 'friend'] } });
    const codes = [
      { code: 'FRIEND', uses: 1 },
      { code: 'SPRING', uses: 1 },
    ];
    const both = send(tried.state, { kind: 'quoteLoaded', quote: buildQuote({ codes }) }).state;
    expect(both.code).toEqual({ isOpen: false, text: '', applied: ['SPRING', 'friend'], isRefused: false });
    const one = send(both, { kind: 'codeRemoved', code: 'SPRING' });
    expect(one.effects[0]).toMatchObject({ body: { codes: ['friend'] } });
  });

  test('that do not count together: the first stays, and the reason is kept for the second', () => {
    expect(refuse(tried.state, { reason: 'not_combinable' })).toMatchObject({
      state: { isQuoting: false, code: { applied: ['SPRING'], text: 'friend', isRefused: true, reason: 'not_combinable' } },
      effects: [{ kind: 'focus', target: 'code' }],
    });
  });

  test('that do not count any more after something else was chosen go, and the price of the rest is asked for', () => {
    const both = { ...coded, code: { ...coded.code, applied: ['wash', 'SPRING'] } };
    const gone = refuse(both, { reason: 'extra_not_chosen', code: 'WASH' });
    expect(gone.state.code).toMatchObject({ isOpen: true, text: 'wash', applied: ['SPRING'], isRefused: true });
    expect(gone.effects[0]).toMatchObject({ kind: 'loadQuote', body: { codes: ['SPRING'] } });
  });
});

describe('a deposit', () => {
  test('or all is chosen where the price says so, and saved with the details', () => {
    const depositChoice = { depositMinor: 9_000, isAllPaid: false };
    const held = buildHeldState({
      quote: buildQuote({ depositChoice }),
      customer: { name: 'M', email: 'm@example.com', phone: '' },
    });
    const all = send(held, { kind: 'allPaidChosen', isAllPaid: true });
    expect(all.effects[0]).toMatchObject({ kind: 'loadQuote', body: { isAllPaid: true } });
    const submitted = send({ ...all.state, isQuoting: false }, { kind: 'detailsSubmitted' });
    expect(submitted.effects[0]).toMatchObject({ kind: 'saveAndCheckout', body: { isAllPaid: true } });
  });

  test('and whatever else was chosen is taken up again after a reload', () => {
    const tipped = send(buildHeldState(), { kind: 'tipChosen', tip: { percent: 5 } });
    const remembered = tipped.effects.find(({ kind }) => kind === 'remember');
    if (remembered?.kind !== 'remember') throw new Error('nothing is remembered');
    const fresh = createInitialState({ visitorTimeZone: 'Europe/Stockholm', preselectedService: null });
    const again = send(fresh, { kind: 'started', remembered: remembered.remembered, returnedBookingId: null }).state;
    expect(again).toMatchObject({ payable: { tip: { percent: 5 } }, code: { applied: [] } });
  });
});
