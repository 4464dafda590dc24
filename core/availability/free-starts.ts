import type { Resource } from '../catalog/resource.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import type { BitRows } from './bit-row.ts';
import { clearRun, setRun } from './bit-row.ts';
import { buildLattice, countBefore, countUntil } from './lattice.ts';
import type { Lattice } from './lattice.ts';
import type { Claim } from './occupancy.ts';
import type { EpochDays } from './open-windows.ts';
import { listDatesAround, listZones, visitWindows } from './open-windows.ts';
import type { Span } from './need-spans.ts';
import type { OpeningHours } from './opening-hours.ts';
import { compileOpeningHours } from './opening-hours.ts';
import { computeSpacing, computeZoneGrid, isFromWindow, markFromWindow } from './start-grid.ts';
import type { GridRules } from './start-grid.ts';
import type { ZoneClock } from './zone-clock.ts';
import { readZoneClock } from './zone-clock.ts';

/** How an appointment lies on the clock. Minutes. */
export type AppointmentShape = GridRules & {
  readonly durationMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  /** The part of it that is looked at; all of it when absent. */
  readonly span?: Span;
};

/** The starts at which each resource can take an appointment: a row of bits over one lattice. `rowOf` gives the word that a resource's row begins at. */
export type FreeStarts = { readonly lattice: Lattice; readonly rows: BitRows; readonly rowOf: ReadonlyMap<ResourceId, number> };

/**
 * Computes the starts in `[from, to]` (both included) at which each resource can take an appointment.
 *
 * A bit is set when the appointment lies inside one open window, the start lies on the grid of the clock that counts on that date or of that window, and
 * the appointment with its buffers meets no busy interval; where a part of it is looked at, that part. Busy intervals may be in any order and overlap; each is looked at once.
 * Throws a RangeError for an unknown zone and beyond `MAXIMUM_LATTICE_BITS`.
 *
 * @see docs/algorithms/availability.md
 */
export function computeFreeStarts(
  resources: readonly Resource[],
  shape: AppointmentShape,
  starts: Interval,
  busy: readonly (readonly Claim[])[],
): FreeStarts {
  const range = { from: starts.from, to: starts.to + shape.durationMinutes * MINUTE };
  const dates = listDatesAround(range);
  const opened = resources.map((resource) => {
    const hours = compileOpeningHours(resource);
    return { hours, zones: listZones(hours, dates) };
  });
  const zones = new Set(opened.flatMap((one) => [...one.zones]));
  const clocks = new Map([...zones].map((zone) => [zone, readZoneClock(zone, range)]));
  const spacing = computeSpacing(shape, isFromWindow(shape) ? listWindowStarts(opened, clocks, dates) : []);
  const lattice = buildLattice(starts, spacing, clocks.values(), resources.length);
  const grids = [...clocks.values()].map((clock) => ({ clock, grid: computeZoneGrid(clock, shape, lattice) }));
  const rows = new Int32Array(lattice.words * resources.length);
  const open = new Int32Array(lattice.words);
  const inside = readInside(shape);
  opened.forEach(({ hours, zones: own }, index) => {
    const row = index * lattice.words;
    for (const { clock, grid } of grids) {
      if (!own.has(clock.timeZone)) continue;
      open.fill(0);
      markOpenStarts(open, hours, { clock, dates, lattice }, inside);
      for (let word = 0; word < lattice.words; word += 1)
        rows[row + word] = (rows[row + word] ?? 0) | ((open[word] ?? 0) & (grid[word] ?? 0));
    }
  });
  const rowOf = new Map(resources.map(({ id }, index) => [id, index * lattice.words]));
  for (const claims of busy) clearBusy({ lattice, rows, rowOf }, shape, claims);
  return { lattice, rows, rowOf };
}

type Opened = { readonly hours: OpeningHours; readonly zones: ReadonlySet<string> };

function listWindowStarts(
  opened: readonly Opened[],
  clocks: ReadonlyMap<string, ZoneClock>,
  dates: EpochDays,
): ReadonlySet<EpochMillis> {
  const starts = new Set<EpochMillis>();
  for (const { hours, zones } of opened) {
    for (const zone of zones) {
      const clock = clocks.get(zone);
      if (clock !== undefined) visitWindows(hours, clock, dates, (from) => starts.add(from));
    }
  }
  return starts;
}

type Place = { readonly clock: ZoneClock; readonly dates: EpochDays; readonly lattice: Lattice };

/** How far before its beginning and its end what is looked at of an appointment starts, in milliseconds; the step where starts are counted from windows. */
type Inside = { readonly offset: number; readonly end: number; readonly windowStep: number | null };

function readInside(shape: AppointmentShape): Inside {
  const { offsetMinutes, durationMinutes } = readSpan(shape);
  const windowStep = isFromWindow(shape) ? shape.stepMinutes : null;
  return { offset: offsetMinutes * MINUTE, end: (offsetMinutes + durationMinutes) * MINUTE, windowStep };
}

/** Marks the starts whose appointment lies in one window, whatever the clock shows; those on the window's own grid where starts are counted from it. */
function markOpenStarts(open: BitRows, hours: OpeningHours, { clock, dates, lattice }: Place, inside: Inside): void {
  const { offset, end, windowStep } = inside;
  visitWindows(hours, clock, dates, (from, to) => {
    if (windowStep !== null) markFromWindow(open, lattice, windowStep, from, to - end);
    else setRun(open, 0, countBefore(lattice, from - offset), countUntil(lattice, to - end));
  });
}

const readSpan = ({ span, ...whole }: AppointmentShape): Span => span ?? { ...whole, offsetMinutes: 0 };

/** Clears the starts that busy intervals refuse: of [b, e) those in the open interval (b − length − buffer after, e + buffer before), less the offset of the part. */
function clearBusy({ lattice, rows, rowOf }: FreeStarts, shape: AppointmentShape, claims: readonly Claim[]): void {
  const { offsetMinutes, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes } = readSpan(shape);
  const lead = (offsetMinutes + durationMinutes + bufferAfterMinutes) * MINUTE;
  const trail = (bufferBeforeMinutes - offsetMinutes) * MINUTE;
  let latest: ResourceId | null = null;
  let row: number | undefined;
  // An iterator would make an object for each of tens of thousands of claims.
  for (let index = 0; index < claims.length; index += 1) {
    const claim = claims[index];
    if (claim === undefined) continue;
    const { resourceId, during } = claim;
    // Claims of one resource often follow each other.
    if (resourceId !== latest) row = rowOf.get(resourceId);
    latest = resourceId;
    if (row !== undefined) clearRun(rows, row, countUntil(lattice, during.from - lead), countBefore(lattice, during.to + trail));
  }
}
