// The PostgreSQL of this Jest run, handed from the global setup to the global teardown.
let running;

export const setRunningPostgres = (postgres) => {
  running = postgres;
};

export const stopRunningPostgres = () => running?.stop();
