/** What a decision gives: the next state and what is to be done outside. */
export type Decision<State, Effect> = { readonly state: State; readonly effects: readonly Effect[] };

export type StoreOptions<State, Message, Effect> = {
  readonly state: State;
  readonly decide: (state: State, message: Message, now: number) => Decision<State, Effect>;
  readonly draw: (state: State) => void;
  readonly run: (effect: Effect) => void;
  readonly now: () => number;
};

export type Store<State, Message> = { readonly send: (message: Message) => void; readonly read: () => State };

/**
 * Creates the loop that everything goes through: a message is decided, the state drawn, the effects run; one after the other, in order.
 * A message that changes nothing draws nothing.
 */
export function createStore<State, Message, Effect>(options: StoreOptions<State, Message, Effect>): Store<State, Message> {
  let state = options.state;
  let isRunning = false;
  const waiting: Message[] = [];
  const handle = (message: Message): void => {
    const next = options.decide(state, message, options.now());
    const hasChanged = next.state !== state;
    state = next.state;
    if (hasChanged) options.draw(state);
    next.effects.forEach(options.run);
  };
  return {
    read: () => state,
    send: (message) => {
      waiting.push(message);
      if (isRunning) return;
      isRunning = true;
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) handle(next);
      } finally {
        isRunning = false;
      }
    },
  };
}
