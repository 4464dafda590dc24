/** Why the embedded PostgreSQL cannot be used; each message also says what to do. */
export type EmbeddedPostgresErrorCode =
  | 'embedded_postgres_platform_unsupported'
  | 'embedded_postgres_not_installed'
  | 'embedded_postgres_unsafe_folder'
  | 'embedded_postgres_unreachable_folder'
  | 'embedded_postgres_foreign_folder'
  | 'embedded_postgres_in_use'
  | 'embedded_postgres_major_version'
  | 'embedded_postgres_password_missing'
  | 'embedded_postgres_start_failed';

/** A failure of the embedded PostgreSQL with a stable `code` to branch on and a message for the person at the terminal. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, cause?: unknown) {
    super(`${code}: ${message}`, cause === undefined ? {} : { cause });
    this.name = 'EmbeddedPostgresError';
    this.code = code;
  }
}

/** Whether a caught value is a Node system error with the given code (`ENOENT`, `EEXIST` …). */
export const hasSystemCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
