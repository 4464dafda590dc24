import type { DayWindow } from '../catalog/schedule.ts';

const byStart = (a: DayWindow, b: DayWindow): number => a.fromMinute - b.fromMinute;

/** Puts windows in order of start; those that are in order anyway stay the same list. */
export const sortWindows = (windows: readonly DayWindow[]): readonly DayWindow[] =>
  windows.every(({ fromMinute }, index) => index === 0 || fromMinute >= (windows[index - 1]?.fromMinute ?? 0))
    ? windows
    : windows.toSorted(byStart);

/** Adds hours to windows: what an added window touches or overlaps becomes one with it; windows that it does not touch stay as they are. */
export function addWindows(windows: readonly DayWindow[], added: readonly DayWindow[] = []): readonly DayWindow[] {
  if (added.length === 0) return windows;
  let all = [...windows];
  for (const extra of added) {
    const isTouched = (one: DayWindow): boolean => one.fromMinute <= extra.toMinute && one.toMinute >= extra.fromMinute;
    const touched = [extra, ...all.filter(isTouched)];
    const fromMinute = Math.min(...touched.map((one) => one.fromMinute));
    const toMinute = Math.max(...touched.map((one) => one.toMinute));
    all = [...all.filter((one) => !isTouched(one)), { fromMinute, toMinute }];
  }
  return all.toSorted(byStart);
}

/** Joins windows that touch or overlap, in order. */
export function joinWindows(windows: readonly DayWindow[]): readonly DayWindow[] {
  const joined: DayWindow[] = [];
  for (const window of windows.toSorted(byStart)) {
    const last = joined.at(-1);
    if (last === undefined || last.toMinute < window.fromMinute) joined.push(window);
    else joined[joined.length - 1] = { fromMinute: last.fromMinute, toMinute: Math.max(last.toMinute, window.toMinute) };
  }
  return joined;
}

/** Cuts windows to what lies inside others, in order. */
export const cutWindows = (windows: readonly DayWindow[], limits: readonly DayWindow[]): readonly DayWindow[] =>
  windows.flatMap((window) =>
    limits
      .map((limit) => ({
        fromMinute: Math.max(window.fromMinute, limit.fromMinute),
        toMinute: Math.min(window.toMinute, limit.toMinute),
      }))
      .filter(({ fromMinute, toMinute }) => fromMinute < toMinute),
  );
