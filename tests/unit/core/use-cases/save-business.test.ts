import { describe, expect, test } from '@jest/globals';
import type { Business } from '../../../../core/catalog/business.ts';
import { MINUTE } from '../../../../core/time/instant.ts';
import { saveBusiness } from '../../../../core/use-cases/save-business.ts';
import { savePaymentKeys } from '../../../../core/use-cases/save-payment-keys.ts';
import { buildBusiness, endOf, valueOf } from '../../../support/build-core.ts';
import { buildSettingsWorld, otherCode } from '../../../support/settings-world.ts';
import type { SettingsWorld } from '../../../support/settings-world.ts';

const save = (
  world: SettingsWorld,
  changes: Partial<Business>,
  confirmation: string | null = null,
  by: 'owner' | 'operator' = 'owner',
) => saveBusiness(world.ports, { business: { ...buildBusiness(), ...changes }, confirmation, by });

const moved = { email: 'new@salon.example' };

describe('saving the business', () => {
  test('everything but the address of its mailbox changes at once', async () => {
    const world = await buildSettingsWorld();
    const changes = { name: 'Salong Öst', timeZone: 'Europe/Oslo', locale: 'nb-NO', currency: 'NOK', phone: '+47 22' };
    expect(valueOf(await save(world, changes))).toEqual({ ...buildBusiness(), ...changes });
    expect(await world.ports.settings.loadBusiness()).toEqual({ ...buildBusiness(), ...changes });
    expect(world.ports.notifier.listMessages()).toEqual([]);
  });

  test('mistakes are named with their paths, and nothing is saved', async () => {
    const world = await buildSettingsWorld();
    const saved = await save(world, { timeZone: 'Mars/Olympus', locale: 'sv_SE', currency: 'XXX', ...moved });
    expect(saved).toMatchObject({
      ok: false,
      refusal: { code: 'invalid_request', details: { errors: [{ path: 'timeZone' }, { path: 'locale' }, { path: 'currency' }] } },
    });
    expect(await world.ports.settings.loadBusiness()).toEqual(buildBusiness());
    expect(world.ports.notifier.listMessages()).toEqual([]);
  });
});

describe('another mailbox', () => {
  test('is confirmed by a code for itself alone: one that went to the mailbox before is none any more', async () => {
    const world = await buildSettingsWorld();
    const change = { email: 'third@salon.example' };
    await save(world, change);
    const code = world.readCode();
    expect(endOf(await save(world, moved, null, 'operator'))).toBe('ok');
    expect(endOf(await save(world, change, code))).toBe('confirmation_invalid');
    world.ports.clock.advance(MINUTE);
    expect(endOf(await save(world, change))).toBe('confirmation_required');
    expect(world.ports.notifier.listMessages().at(-1)?.to.email).toBe('new@salon.example');
    expect(endOf(await save(world, change, world.readCode()))).toBe('ok');
  });

  test('needs a code that goes to the present one and names the new one', async () => {
    const world = await buildSettingsWorld();
    expect(await save(world, moved)).toMatchObject({
      refusal: { code: 'confirmation_required', details: { sentTo: 'o…@salon.example' } },
    });
    const [mail] = world.ports.notifier.listMessages();
    expect([mail?.to.email, mail?.text.includes('new@salon.example')]).toEqual(['owner@salon.example', true]);
    expect(valueOf(await save(world, moved, world.readCode())).email).toBe('new@salon.example');
  });

  test('a wrong code, an old one, one for another address, and one for other keys change nothing', async () => {
    const world = await buildSettingsWorld();
    await save(world, moved);
    const code = world.readCode();
    expect(endOf(await save(world, moved, otherCode(code)))).toBe('confirmation_invalid');
    expect(endOf(await save(world, { email: 'thief@mail.example' }, code))).toBe('confirmation_invalid');
    expect(endOf(await save(world, { email: null }, code))).toBe('confirmation_invalid');
    world.ports.clock.advance(10 * MINUTE);
    expect(endOf(await save(world, moved, code))).toBe('confirmation_invalid');
    const keys = {
      mode: 'test',
      publishableKey: 'pk_test_aaaaaaaaaaaa',
      secretKey: 'sk_test_aaaaaaaaaaaa',
      confirmation: null,
      by: 'owner',
    } as const;
    valueOf(await savePaymentKeys(world.ports, keys));
    await savePaymentKeys(world.ports, { ...keys, secretKey: 'sk_test_bbbbbbbbbbbb' });
    expect(endOf(await save(world, moved, world.readCode()))).toBe('confirmation_invalid');
    expect((await world.ports.settings.loadBusiness()).email).toBe('owner@salon.example');
  });

  test('without a present one it is for the operator to set', async () => {
    const world = await buildSettingsWorld({ email: null });
    expect(endOf(await save(world, moved))).toBe('confirmation_unavailable');
    expect(endOf(await save(world, moved, null, 'operator'))).toBe('ok');
    expect((await world.ports.settings.loadBusiness()).email).toBe('new@salon.example');
  });

  test('giving it up needs a code too', async () => {
    const world = await buildSettingsWorld();
    expect(endOf(await save(world, { email: null }))).toBe('confirmation_required');
    expect(valueOf(await save(world, { email: null }, world.readCode())).email).toBeNull();
  });
});
