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
import { buildCatalog, buildHeldState, buildService, buildSlot, hold, now } from './fixtures.ts';

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

  test('is not asked for before the time, since it would be another one', () => {
    const party = { minimumPartySize: 2, maximumPartySize: 4, priceUnit: 'person' } as const;
    const asked = (service: WireService) => begin(service).effects.some(({ kind }) => kind === 'loadQuote');
    expect(asked(buildService(party))).toBe(true);
    expect(asked(buildService({ ...party, priceFrom: crowns(100) }))).toBe(false);
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
