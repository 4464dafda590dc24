import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, which Linux has fixed for what it shows in /proc. */
const TICKS_PER_SECOND = 100;

/** Fields of /proc/PID/stat after the command's name: the parent, and the times of the process and of its children that have ended. */
const fields = { parent: 1, times: [11, 12, 13, 14] } as const;

const readStat = (pid: number): readonly number[] | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return null;
  }
};

/**
 * Milliseconds that the processor has worked for a process and its children, those that have ended included; 0 where there is no /proc. Unlike the time on the
 * clock it says the same on a busy machine.
 */
export function readCpuMillis(pid: number): number {
  const own = readStat(pid);
  if (own === null) return 0;
  const children = readdirSync('/proc')
    .map(Number)
    .filter((other) => Number.isInteger(other) && readStat(other)?.[fields.parent] === pid);
  const ticks = [own, ...children.map(readStat)].reduce(
    (sum, stat) => sum + fields.times.reduce<number>((total, field) => total + (stat?.[field] ?? 0), 0),
    0,
  );
  return (ticks * 1_000) / TICKS_PER_SECOND;
}
