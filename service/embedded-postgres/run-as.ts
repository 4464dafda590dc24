/** The user that PostgreSQL runs as; empty means: the user of this process. */
export type RunAs = { readonly uid: number; readonly gid: number } | Record<string, never>;

/** The user "nobody" of Linux and Debian's group "nogroup": PostgreSQL refuses to run as root. */
export const nobody = 65534;

/** Whether this process runs as root. */
export const isRoot = (): boolean => process.getuid?.() === 0;
