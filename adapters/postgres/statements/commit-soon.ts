/**
 * To be put into FROM of a statement that is a transaction by itself: it answers before its commit has reached the disk. Only for what may be lost with the last
 * moment before a crash of the database. A later commit that waits for the disk takes this one along.
 *
 * @see https://www.postgresql.org/docs/current/wal-async-commit.html
 */
export const commitSoon = `(SELECT set_config('synchronous_commit', 'off', true)) AS commit_soon`;
