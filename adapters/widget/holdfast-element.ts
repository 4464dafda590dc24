import styles from './style/widget.css';
import { adoptStyles } from './theme/adopt-styles.ts';
import { followTheme } from './theme/apply-theme.ts';
import { listenForPresses } from './view/pressable.ts';

type Mount = (host: HTMLElement) => Promise<() => void>;

/** Builds a custom element class that shows something inside itself, in the page's own tree, as long as it is in the page. */
export function createElementClass(mount: Mount, observed: readonly string[]): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly observedAttributes = observed;
    #stop: (() => void) | null = null;
    #isMounted = false;

    connectedCallback(): void {
      // An element that is only moved within the page keeps its state.
      if (this.#isMounted) return;
      this.#isMounted = true;
      adoptStyles(this, styles);
      listenForPresses(this);
      this.#start();
    }

    disconnectedCallback(): void {
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#isMounted = false;
        this.#stop?.();
        this.#stop = null;
      });
    }

    attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
      if (before === after || this.#stop === null) return;
      this.#stop();
      this.#start();
    }

    #start(): void {
      const unfollow = followTheme(this);
      let isStopped = false;
      let end = (): void => undefined;
      this.#stop = () => {
        isStopped = true;
        unfollow();
        end();
      };
      void mount(this).then((stop) => {
        end = stop;
        if (isStopped) stop();
      });
    }
  };
}
