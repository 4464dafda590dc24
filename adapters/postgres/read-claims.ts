import type { Claim, EpochMillis, ResourceId } from '../../core/index.ts';

const NUMBER_BYTES = 4;
const TIME_BYTES = 8;

/** Reads the claims that `loadOccupancy` has packed, in order of resource as it was asked for, and of start. A month of a busy place has ten thousand: as JSON they took longer than all the rest. */
export function readClaims(packed: Buffer, asked: readonly ResourceId[]): readonly Claim[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const claims: Claim[] = [];
  let at = 0;
  while (at < packed.byteLength) {
    const resourceId = asked[view.getInt32(at) - 1];
    if (resourceId === undefined) throw new RangeError('the database answered a resource that was not asked for');
    const count = view.getInt32(at + NUMBER_BYTES);
    const starts = at + 2 * NUMBER_BYTES;
    const ends = starts + count * TIME_BYTES;
    at = ends + count * TIME_BYTES;
    const own: Claim[] = [];
    for (let index = 0; index < count; index += 1) {
      const [from, to] = [readTime(view, starts + index * TIME_BYTES), readTime(view, ends + index * TIME_BYTES)];
      own.push({ resourceId, during: { from, to } });
    }
    for (const claim of own.toSorted((a, b) => a.during.from - b.during.from || a.during.to - b.during.to)) claims.push(claim);
  }
  return claims;
}

/** Reads an int8 that a number holds exactly, as all our times are. */
const readTime = (view: DataView, at: number): EpochMillis => view.getInt32(at) * 2 ** 32 + view.getUint32(at + NUMBER_BYTES);
