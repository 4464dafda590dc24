import { stopRunningPostgres } from './running-postgres.mjs';

export default async () => {
  await stopRunningPostgres();
};
