declare const run: () => Promise<void>;
export default run;
