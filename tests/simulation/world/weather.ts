import type { Random } from '../random.ts';

/** How likely each fault is in one story. A quiet story has none, a stormy one many; most have a few kinds. */
export type Weather = {
  /** Calls of the provider that fail before or after they took effect: time-outs, 409, 429, 500. */
  readonly provider: number;
  /** The same for the database: a connection that breaks before a statement, or after its commit. */
  readonly database: number;
  readonly mail: number;
  readonly calendar: number;
  /** That a process dies at a step. */
  readonly crash: number;
  /** That a message of the provider is lost, comes twice, comes days late. */
  readonly lost: number;
  readonly doubled: number;
  readonly late: number;
  /** That a process's clock jumps while it works. */
  readonly clock: number;
  /** That the provider takes other money than was asked for. */
  readonly odd: number;
  /** That the provider takes money for what it has called cancelled: the charge was on its way already. */
  readonly undead: number;
};

/** No fault at all. */
export const calm: Weather = {
  provider: 0,
  database: 0,
  mail: 0,
  calendar: 0,
  crash: 0,
  lost: 0,
  doubled: 0,
  late: 0,
  clock: 0,
  odd: 0,
  undead: 0,
};

/** Throws the weather of a story: each kind of fault is absent, rare or frequent. */
export function chooseWeather(random: Random): Weather {
  if (random.chance(0.05)) return calm;
  const some = (rare: number, frequent: number): number => random.pick([0, 0, rare, rare, frequent]);
  return {
    provider: some(0.03, 0.2),
    database: some(0.005, 0.03),
    mail: some(0.1, 0.5),
    calendar: some(0.1, 0.4),
    crash: some(0.002, 0.012),
    lost: some(0.2, 0.7),
    doubled: some(0.2, 0.6),
    late: some(0.2, 0.5),
    clock: some(0.002, 0.01),
    odd: some(0.05, 0.25),
    undead: random.pick([0, 0.5, 1]),
  };
}
