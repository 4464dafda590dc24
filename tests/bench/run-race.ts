import { quantile, round } from './statistics.ts';

/** How a race ended: how long it took until the last racer was answered, how many won and how many were told that they came too late. */
export type Race = { readonly millis: number; readonly winners: number; readonly refused: number };

/** Lets all run at once. */
export async function runRace(racers: number, run: (racer: number) => Promise<'won' | 'lost'>): Promise<Race> {
  const startedAt = performance.now();
  const ends = await Promise.all(Array.from({ length: racers }, (_, racer) => run(racer)));
  const millis = performance.now() - startedAt;
  return { millis, winners: ends.filter((end) => end === 'won').length, refused: ends.filter((end) => end === 'lost').length };
}

/** Sums up races of so many racers for one thing. */
export function summarizeRaces(racers: number, races: readonly Race[]) {
  const times = races.map(({ millis }) => round(millis, 0));
  const isFair = races.every(({ winners, refused }) => winners === 1 && refused === racers - 1);
  return { racers, millis: times, medianMillis: quantile(times, 0.5), oneWinner: isFair };
}
