/** Says something to the person at the terminal. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Says that a part has died and comes again. */
export const sayRestart = (name: string): void => say(`${name} ended unexpectedly and is started again.`);

/** Shows what a part says, but only what a person should know of: warnings and errors. */
export const showLine = (line: string): void => void (line.includes('"ready":true') || process.stderr.write(`${line}\n`));
