/** The parts of a WITH that add the rows of an order once `gate` has a row; `$1` is the tenant, `$2` an `OrderWrite`. */

const bookingRow = `
  id text, "orderId" text, "lineId" text, position integer, "serviceId" text, state text, "startsAt" bigint, "endsAt" bigint,
  "wallStart" text, "timeZone" text, "customerTimeZone" text, "partySize" integer, extras jsonb, claims jsonb, limits jsonb, sessions jsonb, steps jsonb,
  "resourceIds" text[], "holdExpiresAt" bigint, "cancellationPolicy" jsonb, sequence integer, "createdAt" bigint, override boolean, "changedAt" bigint`;

/** Adds bookings. */
export const addBookings = `
    INSERT INTO booking (
      tenant_id, booking_id, order_id, line_id, position, service_id, state, starts_at, ends_at, wall_start, time_zone,
      customer_time_zone, party_size, extras, planned_claims, limits, sessions, steps, resource_ids, hold_expires_at, cancellation_policy, sequence, created_at, override, changed_at
    )
    SELECT $1, new.id, new."orderId", new."lineId", new.position, new."serviceId", new.state, new."startsAt", new."endsAt",
      new."wallStart", new."timeZone", new."customerTimeZone", new."partySize", new.extras, new.claims, new.limits, new.sessions, new.steps, new."resourceIds",
      new."holdExpiresAt", new."cancellationPolicy", new.sequence, new."createdAt", new.override, new."changedAt"
    FROM gate, jsonb_to_recordset($2::jsonb -> 'bookings') AS new (${bookingRow})`;

/** Adds lines. */
export const addLines = `
    INSERT INTO order_line (
      tenant_id, order_id, line_id, position, kind, booking_id, description, quantity, amount_minor, discount_minor, net_minor
    )
    SELECT $1, $2::jsonb ->> 'orderId', new.id, new.position, new.kind, new."bookingId", new.description, new.quantity,
      new."amountMinor", new."discountMinor", new."netMinor"
    FROM gate, jsonb_to_recordset($2::jsonb -> 'lines') AS new (
      id text, position integer, kind text, "bookingId" text, description text, quantity integer,
      "amountMinor" bigint, "discountMinor" bigint, "netMinor" bigint
    )`;

/** Adds redemptions. */
export const addRedemptions = `
    INSERT INTO redemption (tenant_id, order_id, code, position, state, uses, counted)
    SELECT $1, $2::jsonb ->> 'orderId', new.code, new.position, new.state, coalesce(new.uses, 1), new.counted
    FROM gate, jsonb_to_recordset($2::jsonb -> 'redemptions') AS new (
      code text, position integer, state text, uses integer, counted jsonb
    )`;

/** Notes whose seats they are; a booking that had seats before and gave them back has them again. */
export const addSeatClaims = `
    INSERT INTO seat_claim (tenant_id, booking_id, session_id, seats, active)
    SELECT $1, new."bookingId", new."sessionId", new.seats, true
    FROM gate, jsonb_to_recordset($2::jsonb -> 'seats') AS new ("bookingId" text, "sessionId" text, seats integer)
    ON CONFLICT (tenant_id, booking_id, session_id) DO UPDATE SET seats = excluded.seats, active = true
    WHERE NOT seat_claim.active`;

/** Adds effects whose keys are not known yet. */
export const addEffects = `
    INSERT INTO effect (tenant_id, key, order_id, payload)
    SELECT $1, new.key, new."orderId", new.payload
    FROM gate, jsonb_to_recordset($2::jsonb -> 'effects') AS new (key text, "orderId" text, payload jsonb)
    ON CONFLICT (tenant_id, key) DO NOTHING`;
