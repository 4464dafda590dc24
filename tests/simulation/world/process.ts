import type { Ports } from '../../../core/index.ts';
import { excuseRepeat, noteFault } from './world.ts';
import type { World } from './world.ts';

/** A service process: its ports yield at every call, may fail there, and it may die there. */
export type Process = {
  readonly name: string;
  readonly ports: Ports;
  /** Requests that wait for an answer; they learn of its death. */
  readonly pending: Set<(reason: Died) => void>;
  /** What its clock shows beside the true time. */
  skew: number;
  /** Messages that went out and are not noted as delivered yet. */
  readonly unnoted: Set<string>;
};

/** The process died under a request. */
export class Died extends Error {}

const MINUTE = 60_000;

/** Waits for this process's turn; it may be the moment at which it dies, or at which its clock jumps. */
export async function takeTurn(world: World, process: Process): Promise<void> {
  await world.scheduler.pause(process);
  if (world.weather.crash > 0 && world.random.chance(world.weather.crash)) {
    die(world, process);
    return new Promise(() => undefined);
  }
  if (world.weather.clock > 0 && world.random.chance(world.weather.clock)) jump(world, process);
}

/** Ends everything the process was doing. It is there again at once, and knows nothing. */
export function die(world: World, process: Process): void {
  noteFault(world, process.name, 'dies, and starts again');
  world.scheduler.kill(process);
  for (const key of process.unnoted) excuseRepeat(world, key);
  process.unnoted.clear();
  for (const [key, owner] of world.callsUnderWay) if (owner === process) world.callsUnderWay.delete(key);
  const waiting = [...process.pending];
  process.pending.clear();
  for (const reject of waiting) reject(new Died(`${process.name} died`));
}

function jump(world: World, process: Process): void {
  process.skew = process.skew === 0 ? world.random.pick([MINUTE, 15 * MINUTE, 120 * MINUTE, -20_000, -5 * MINUTE]) : 0;
  world.haveClocksJumped = true;
  noteFault(world, process.name, `clock jumps, and is ${process.skew / 1000} s ahead`);
}
