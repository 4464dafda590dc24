import styles from './style/widget.css';
import { adoptStyles } from './theme/adopt-styles.ts';
import { followTheme } from './theme/apply-theme.ts';
import { listenForPresses } from './view/pressable.ts';

/** Shows something inside an element until the signal is aborted. */
export type Mount = (host: HTMLElement, signal: AbortSignal) => Promise<void>;

/** An inspector changes an attribute with each key that is typed: one new start follows them all. */
const settleMs = 200;
const retryMs = 5_000;

/** Builds a custom element class that shows something inside itself, in the page's own tree, as long as it is in the page. */
export function createElementClass(mount: Mount, observed: readonly string[]): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly observedAttributes = observed;
    #mounted: AbortController | null = null;
    #timer = 0;

    connectedCallback(): void {
      // An element that is only moved within the page keeps its state.
      if (!this.#mounted) this.#start();
    }

    disconnectedCallback(): void {
      queueMicrotask(() => {
        if (this.isConnected) return;
        clearTimeout(this.#timer);
        this.#mounted?.abort();
        this.#mounted = null;
      });
    }

    attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
      if (before !== after && this.#mounted) this.#startIn(settleMs);
    }

    #startIn(delayMs: number): void {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#start(), delayMs);
    }

    #start(): void {
      this.#mounted?.abort();
      const mounted = new AbortController();
      const { signal } = mounted;
      this.#mounted = mounted;
      adoptStyles(this, styles);
      followTheme(this, signal);
      listenForPresses(this, signal);
      // A part that cannot be loaded now may be later; until then the page's own words stay in the element.
      mount(this, signal).catch((error: unknown) => {
        if (signal.aborted) return;
        console.error(error);
        this.#startIn(retryMs);
      });
    }
  };
}
