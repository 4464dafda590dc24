import { buildDate } from './civil-date.ts';
import type { EpochMillis } from './instant.ts';
import { DAY, HOUR, MINUTE } from './instant.ts';
import { computeOffset } from './time-zone.ts';

/**
 * Formats an instant as ISO 8601 on the clock of a zone with its offset, `2026-10-25T02:30:00+01:00`: of a time that comes twice each is another text.
 * To the second; the offset has seconds only where it is not whole minutes.
 */
export function formatLocal(at: EpochMillis, timeZone: string): string {
  const offset = computeOffset(at, timeZone);
  const wall = at + offset;
  const day = Math.floor(wall / DAY);
  return `${buildDate(day)}T${formatClock(wall - day * DAY, true)}${formatOffset(offset)}`;
}

function formatOffset(offset: number): string {
  const length = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${formatClock(length, length % MINUTE !== 0)}`;
}

function formatClock(time: number, withSeconds: boolean): string {
  const clock = `${pad(time / HOUR)}:${pad((time % HOUR) / MINUTE)}`;
  return withSeconds ? `${clock}:${pad((time % MINUTE) / 1_000)}` : clock;
}

const pad = (part: number): string => String(Math.floor(part)).padStart(2, '0');
