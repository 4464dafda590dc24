import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Json } from '../support/service-harness.ts';

/** What the steps need of the test that takes them. */
export type Screen = {
  readonly page: Page;
  readonly openTab: (name: string) => Promise<void>;
  /** Reads from the service over HTTP: a path below /v1/. */
  readonly read: (path: string) => Promise<Json>;
  /** Waits until words stand on the screen. */
  readonly said: (words: string | RegExp) => Promise<void>;
  /** Keeps pictures and lets axe judge. */
  readonly look: (name: string) => Promise<void>;
  /** A year in which everything lies. */
  readonly year: number;
};

const field = ({ page }: Screen, label: string | RegExp): Locator => page.getByLabel(label, { exact: true });
const press = ({ page }: Screen, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const group = ({ page }: Screen, name: string): Locator => page.getByRole('group', { name, exact: true });

async function save(screen: Screen, name: string): Promise<void> {
  await press(screen, 'Save');
  await screen.said(`“${name}” was saved.`);
}

/** Opens a new service of a kind, with its name and price. */
async function begin(screen: Screen, kind: RegExp, name: string): Promise<void> {
  await screen.openTab('services');
  await press(screen, 'Add a service');
  await screen.page.getByLabel(kind).check();
  await field(screen, 'Name').fill(name);
  await field(screen, 'Price').fill('500');
}

async function bookFarAhead({ page }: Screen): Promise<void> {
  await page.getByText(/^More rules/).click();
  await page.getByLabel('Booked at most … days ahead').fill('730');
}

/** Finds a service by its name, as the owner's interface gives it. */
const findService = async (screen: Screen, name: string): Promise<Json> =>
  (await screen.read('admin/services')).services.find((service: Json) => service.name === name);

/** The first Monday of a month. */
const findMonday = (year: number, month: string): string =>
  Array.from({ length: 7 }, (_, index) => `${year}-${month}-0${index + 1}`).find((date) => new Date(date).getUTCDay() === 1) ??
  '';

const readSlots = async (screen: Screen, service: string, date: string, more = ''): Promise<readonly Json[]> => {
  const query = `service=${service}&from=${date}T00:00:00Z&to=${date}T23:59:00Z${more}`;
  return (await screen.read(`slots?${query}`)).slots;
};

/** Makes a second person and two rooms: whom and what the services of other kinds need. */
export async function addPeopleAndRooms(screen: Screen): Promise<void> {
  await screen.openTab('services');
  await press(screen, 'Add a person');
  await field(screen, 'Name').fill('Berit');
  await field(screen, 'Address of the calendar').fill('berit@salon.example');
  await field(screen, 'Times that are only tentative there can be booked').check();
  await save(screen, 'Berit');
  for (const name of ['Blue room', 'Green room']) {
    await press(screen, 'Add a room or a thing');
    await field(screen, 'Name').fill(name);
    await save(screen, name);
  }
  const { resources } = await screen.read('admin/resources');
  expect(resources.slice(-3)).toMatchObject([
    { name: 'Berit', kind: 'staff', calendar: { calendarId: 'berit@salon.example', tentative: 'free' } },
    { name: 'Blue room', kind: 'room', calendar: null },
    { name: 'Green room', kind: 'room' },
  ]);
  // Nobody reads her calendar in this test.
  await press(screen, 'Edit Berit');
  await field(screen, 'Address of the calendar').fill('');
  await save(screen, 'Berit');
}

/** Sets up an appointment in steps, with two people at once in the last one, and a room all the time. */
export async function setUpSteps(screen: Screen): Promise<void> {
  const { page } = screen;
  await begin(screen, /^An appointment/, 'Colour');
  await page.getByLabel('Duration in minutes').fill('30');
  await press(screen, 'Divide it into steps');
  await page.getByRole('textbox', { name: 'Step 1' }).fill('Colour');
  await page.getByRole('textbox', { name: 'Step 2' }).fill('Wait');
  await press(screen, 'Add a step');
  await page.getByRole('textbox', { name: 'Step 3' }).fill('Cut');
  for (const [index, minutes] of ['30', '20', 'x'].entries()) await field(screen, 'Minutes').nth(index).fill(minutes);
  await group(screen, 'Who does it').getByLabel('Wait', { exact: true }).uncheck();
  await press(screen, 'Add something else that is needed');
  await group(screen, 'Also needed').getByLabel('Blue room').check();
  await press(screen, 'Save');
  await page.getByRole('link', { name: 'Enter a whole number from 1 to 44640.' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('30');
  await screen.said('Together 80 minutes');
  const who = group(screen, 'Who does it');
  await who.getByText('How many at once, and who is taken first').click();
  await who.getByLabel('How many at once').selectOption('several');
  await who.getByLabel('Number').fill('2');
  // The visitor cannot choose one of two: the service says so, at the field.
  await press(screen, 'Save');
  await page.getByRole('link', { name: /must be 1 where the visitor may choose/i }).click();
  await who.getByLabel('Visitors may choose the person').uncheck();
  await who.getByLabel('Of several who are free').selectOption('priority');
  await press(screen, 'Move Berit up');
  await bookFarAhead(screen);
  await screen.look('wordpress-steps');
  await save(screen, 'Colour');
  const service = await findService(screen, 'Colour');
  const steps = [
    { name: 'Colour', durationMinutes: 30 },
    { name: 'Wait', durationMinutes: 20 },
    { name: 'Cut', durationMinutes: 30 },
  ];
  expect(service).toMatchObject({ durationMinutes: 80, steps });
  expect(service.needs).toMatchObject([
    { steps: [0, 2], quantity: 2, choose: 'priority', visitorMayChoose: false },
    { name: 'Room', visitorMayChoose: false },
  ]);
  expect(service.needs[0].anyOf[1]).toBe('res_anna');
  expect(service.needs[1]).not.toHaveProperty('steps');
  const slots = await readSlots(screen, service.id, findMonday(screen.year, '02'));
  // Nine o'clock in Stockholm in winter, and the last start from which 80 minutes end at five.
  expect([slots[0]?.['startsAt'], slots.at(-1)?.['startsAt']].map((at: string) => at.slice(11, 16))).toEqual(['08:00', '14:30']);
}

/** Sets up a room by the night, from Mondays on. */
export async function setUpStay(screen: Screen): Promise<void> {
  const { page } = screen;
  await begin(screen, /^A stay/, 'Guest room');
  await field(screen, 'It begins at').fill('16:00');
  await field(screen, 'The last morning ends at').fill('17:00');
  await field(screen, 'At least … nights').fill('2');
  await field(screen, 'At most … nights').fill('7');
  await group(screen, 'A stay begins on').getByLabel('Monday').check();
  await bookFarAhead(screen);
  await press(screen, 'Save');
  await page.getByRole('link', { name: /must not be after the beginning/i }).click();
  await field(screen, 'The last morning ends at').fill('10:00');
  await screen.look('wordpress-stay');
  await save(screen, 'Guest room');
  const service = await findService(screen, 'Guest room');
  expect(service).toMatchObject({
    ...{ kind: 'appointment', durationMinutes: 1_080, needs: [{ name: 'Room' }] },
    byDay: { unit: 'night', fromMinute: 960, toMinute: 600, minimum: 2, maximum: 7, startWeekdays: [1] },
  });
  expect(service.needs[0].anyOf).toHaveLength(2);
  const monday = findMonday(screen.year, '03');
  const [slot] = await readSlots(screen, service.id, monday, '&days=3');
  expect(slot?.['startsAt']).toBe(`${monday}T15:00:00Z`);
  await screen.said(/for each night/);
  await screen.said('Stay');
}

/** Sets up a course with late joining and single sessions. */
export async function setUpCourse(screen: Screen): Promise<void> {
  const { page, year } = screen;
  const monday = findMonday(year, '04');
  await begin(screen, /^A course/, 'Pottery');
  await press(screen, 'Add a run of sessions');
  await field(screen, 'Starting on').fill(monday);
  await field(screen, 'It begins at').fill('18:00');
  await field(screen, 'How many sessions').fill('6');
  await press(screen, 'Add to the list');
  await screen.said(/every Monday, from .*, 6 times, at 18:00/i);
  await field(screen, 'Seats').fill('8');
  await field(screen, 'Takes place from so many people (optional)').fill('3');
  await field(screen, 'Decided so many hours before').fill('48');
  await field(screen, 'It can still be joined when it has begun').check();
  await field(screen, 'At the latest with session').fill('1');
  await field(screen, 'Single sessions are sold too').check();
  await press(screen, 'Save');
  await page.getByRole('link', { name: 'Enter a whole number from 2 to 100.' }).click();
  await field(screen, 'At the latest with session').fill('3');
  await field(screen, 'Price of a single session').fill('120');
  await bookFarAhead(screen);
  await screen.look('wordpress-course');
  await save(screen, 'Pottery');
  const service = await findService(screen, 'Pottery');
  expect(service).toMatchObject({
    ...{ kind: 'course', capacity: 8, priceUnit: 'person' },
    sessions: [{ startsOn: monday, startMinute: 1_080, rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=6' }],
    lateJoining: { untilSession: 3, price: 'per_session' },
    minimumToRun: { people: 3, decidedHoursBefore: 48 },
    dropIn: { price: { amountMinor: 12_000, currency: 'SEK' } },
  });
  const [slot] = await readSlots(screen, service.id, monday);
  expect([slot?.['remaining'], slot?.['sessions']?.length]).toEqual([8, 6]);
}

/** Sets up travel zones, a location in one of them, and a service that comes to the customer. */
export async function setUpPlaces(screen: Screen): Promise<void> {
  const { page } = screen;
  await screen.openTab('places');
  for (const [index, [name, minutes, postcodes]] of [
    ['Inner city', '10', '11'],
    ['Suburbs', '20', '12-19'],
  ].entries()) {
    await press(screen, 'Add a zone');
    await field(screen, 'Zone')
      .nth(index)
      .fill(name ?? '');
    await field(screen, 'Minutes on the way within it')
      .nth(index)
      .fill(minutes ?? '');
    await field(screen, 'Country').nth(index).selectOption('SE');
    await field(screen, 'Postcodes that begin with')
      .nth(index)
      .fill(postcodes ?? '');
  }
  await press(screen, 'Add a way');
  await press(screen, 'Save travel times');
  await page.getByRole('link', { name: 'Enter a whole number from 0 to 720.' }).click();
  await page.keyboard.type('35');
  await field(screen, 'Minutes for every other way').fill('60');
  await screen.look('wordpress-travel');
  await press(screen, 'Save travel times');
  await screen.said('The travel times were saved.');
  await press(screen, 'Add a location');
  await field(screen, 'Name').fill('Shop');
  await field(screen, 'Address').fill('Storgatan 1, Stockholm');
  await field(screen, 'Travel zone').selectOption({ label: 'Inner city' });
  await screen.look('wordpress-location');
  await save(screen, 'Shop');
  const { locations, travel } = await screen.read('admin/catalog');
  const [inner, suburbs] = travel.zones;
  expect(travel).toMatchObject({
    zones: [
      { name: 'Inner city', minutesWithin: 10, postcodes: [{ country: 'SE', from: '11', to: '11' }] },
      { name: 'Suburbs', minutesWithin: 20, postcodes: [{ country: 'SE', from: '12', to: '19' }] },
    ],
    minutes: [{ from: inner.id, to: suburbs.id, minutes: 35 }],
    otherwiseMinutes: 60,
  });
  expect(locations).toMatchObject([{ name: 'Shop', address: 'Storgatan 1, Stockholm', travelZoneId: inner.id }]);

  await begin(screen, /^An appointment/, 'House call');
  await field(screen, 'Where').selectOption('customer');
  await bookFarAhead(screen);
  await press(screen, 'Save');
  await page.getByRole('link', { name: /must name a postcode/i }).click();
  await field(screen, 'Country').selectOption('SE');
  await field(screen, 'Postcodes that begin with').fill('11, 12–19');
  await field(screen, 'Fee outside the zones').fill('300');
  await field(screen, 'Fee in Inner city').fill('100');
  await screen.look('wordpress-house-call');
  await save(screen, 'House call');
  const service = await findService(screen, 'House call');
  expect(service).toMatchObject({
    place: null,
    atCustomer: {
      area: { kind: 'postcodes', postcodes: [{ from: '11' }, { from: '12', to: '19' }] },
      fee: { amountMinor: 30_000, zones: [{ zoneId: inner.id, amountMinor: 10_000 }] },
    },
  });
  const monday = findMonday(screen.year, '05');
  expect((await readSlots(screen, service.id, monday, '&postcode=11120&country=SE')).length).toBeGreaterThan(0);
  await screen.openTab('places');
  await press(screen, 'Retire Shop');
  await page.getByRole('dialog').getByRole('button', { name: 'Retire', exact: true }).click();
  await screen.said('“Shop” was retired.');
  await press(screen, 'Undo');
  await screen.said('“Shop” was saved.');
}
