import { expect, test } from '@jest/globals';
import {
  createManualClock,
  createMemoryNotifier,
  createMemoryPorts,
  createSequentialIds,
} from '../../../adapters/memory/create-memory-ports.ts';
import { createMemoryTenantDirectory } from '../../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryDatabase } from '../../../adapters/memory/memory-database.ts';
import { isId } from '../../../core/ids.ts';
import { buildBusiness, fixtureNow } from '../../support/fixtures-core.ts';

const message = {
  key: 'booking_confirmed/bkg_1',
  to: { name: null, email: 'a@customer.example' },
  from: { name: 'Salon', replyTo: null },
  subject: 'Confirmed',
  text: 'See you.',
  html: '<p>See you.</p>',
  invitation: null,
};

test('a manual clock stands still until it is moved', () => {
  const clock = createManualClock(5);
  clock.advance(10);
  expect(clock.now()).toBe(15);
  clock.advance(-3);
  expect(clock.now()).toBe(12);
  clock.set(7);
  expect(clock.now()).toBe(7);
});

test('sequential ids are well formed, never repeat, and are the same in every run', () => {
  const [ids, again] = [createSequentialIds(), createSequentialIds()];
  const made = Array.from({ length: 50 }, () => [ids.next('bkg'), ids.nextReference()] as const);
  expect(made.map(([id]) => id)).toEqual(Array.from(made, () => again.next('bkg')));
  expect(new Set(made.flat()).size).toBe(100);
  expect(made.every(([id, reference]) => isId('bkg', id) && /^[2-9A-HJKMNP-TV-Z]{6}$/.test(reference))).toBe(true);
  expect(createSequentialIds('b').next('bkg')).not.toBe(createSequentialIds('a').next('bkg'));
});

test('a notifier in memory keeps what was sent and fails when told', async () => {
  const notifier = createMemoryNotifier();
  notifier.failNextCalls(1);
  await expect(notifier.send(message)).rejects.toMatchObject({ code: 'provider_unavailable', retryable: true });
  await notifier.send(message);
  expect(notifier.listMessages()).toEqual([message]);
});

test('all ports of a tenant in memory work on one database', async () => {
  const database = createMemoryDatabase();
  await createMemoryTenantDirectory(database).createTenant(buildBusiness('ten_a'), 1);
  const invitations = { render: () => 'BEGIN:VCALENDAR' };
  const links = { manageUrl: () => 'https://salon.example/#manage', bookingPageUrl: () => null };
  const ports = createMemoryPorts(database, 'ten_a', { startsAt: fixtureNow, invitations, links });
  expect(ports.clock.now()).toBe(fixtureNow);
  expect((await ports.catalog.loadCatalog()).business.id).toBe('ten_a');
});
