import type { Effect } from '../state/effect.ts';

type Target = Extract<Effect, { kind: 'focus' }>['target'];

/** Moves the focus inside the widget without throwing the page about: it scrolls only when the target is out of sight. */
export function focusInside(host: HTMLElement, target: Target): void {
  const element = host.querySelector<HTMLElement>(target === 'day' ? '.hf-day[tabindex="0"]' : `.hf-${target}`);
  if (!element) return;
  element.focus({ preventScroll: true });
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: top < 0 ? 'start' : 'nearest' });
}
