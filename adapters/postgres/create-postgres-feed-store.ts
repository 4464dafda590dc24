import { LONGEST_FED } from '../../core/index.ts';
import type { CalendarFeed, FeedBooking, FeedStore, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runStatement } from './run-statement.ts';
import { listFeedBookings } from './statements/list-feed-bookings.ts';
import type { FeedBookingRow } from './statements/list-feed-bookings.ts';

const columns = ['feed_id as id', 'name', 'resource_id as resourceId', 'detail', 'digest', 'created_at as createdAt'] as const;

/** Builds the store of one tenant's feeds on PostgreSQL. */
export function createPostgresFeedStore({ kysely }: PostgresDatabase, tenantId: TenantId): FeedStore {
  const select = () => kysely.selectFrom('calendar_feed').select(columns).where('tenant_id', '=', tenantId);
  return {
    insertFeed: async ({ id, resourceId, createdAt, name, detail, digest }) => {
      const row = { tenant_id: tenantId, feed_id: id, resource_id: resourceId, created_at: createdAt, name, detail, digest };
      await kysely.insertInto('calendar_feed').values(row).execute();
    },
    listFeeds: async (): Promise<readonly CalendarFeed[]> => select().orderBy('created_at').orderBy('feed_id').execute(),
    findFeed: async (id): Promise<CalendarFeed | null> => (await select().where('feed_id', '=', id).executeTakeFirst()) ?? null,
    removeFeed: async (id) => {
      const gone = kysely.deleteFrom('calendar_feed').where('tenant_id', '=', tenantId).where('feed_id', '=', id);
      return (await gone.executeTakeFirst()).numDeletedRows > 0n;
    },
    listFeedBookings: async ({ range: { from, to }, cancelledSince, resourceId, limit }) => {
      const parameters = [tenantId, from, to, from - LONGEST_FED, cancelledSince, resourceId, limit];
      const rows = await runStatement<FeedBookingRow>(kysely, listFeedBookings, parameters);
      return rows.toReversed().map(readRow);
    },
  };
}

const readRow = ({ changedAt, extras, ...booking }: FeedBookingRow): FeedBooking => ({
  ...booking,
  ...(changedAt === null ? {} : { changedAt }),
  extras: extras ?? [],
});
