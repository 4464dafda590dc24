import { describe } from '@jest/globals';
import { cartCases } from './booking-store/carts.ts';
import { changingCases } from './booking-store/changing.ts';
import { codeCases } from './booking-store/codes.ts';
import { decisionCases } from './booking-store/decisions.ts';
import { isolationCases } from './booking-store/isolation.ts';
import { limitCases } from './booking-store/limits.ts';
import { moneyCases } from './booking-store/money.ts';
import { placeCases } from './booking-store/places.ts';
import { raceCases } from './booking-store/races.ts';
import { seatCases } from './booking-store/seats.ts';
import { readingCases } from './booking-store/reading.ts';
import { withdrawingCases } from './booking-store/withdrawing.ts';
import type { BookingSubjectFactory } from './booking-store/subject.ts';
import { turnCases } from './booking-store/turns.ts';
import { writingCases } from './booking-store/writing.ts';

/** Checks what `BookingStore` promises. The factory makes two new tenants for every case. */
export function bookingStoreSuite(name: string, factory: BookingSubjectFactory): void {
  describe(`BookingStore: ${name}`, () => {
    describe('writing', () => writingCases(factory));
    describe('changing', () => changingCases(factory));
    describe('reading', () => readingCases(factory));
    describe('sessions that need people', () => decisionCases(factory));
    describe('sessions that a rule no longer gives', () => withdrawingCases(factory));
    describe('tenants', () => isolationCases(factory));
    describe('several bookings of one order', () => cartCases(factory));
    describe('limits', () => limitCases(factory));
    describe('codes', () => codeCases(factory));
    describe('money', () => moneyCases(factory));
    describe('people who travel', () => placeCases(factory));
    describe('turns', () => turnCases(factory));
    describe('races', () => raceCases(factory));
    describe('seats', () => seatCases(factory));
  });
}
