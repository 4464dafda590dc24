import type { SiteState } from './site-state.ts';

/** The name of the database in its folder. */
export const DATABASE_FILE = 'wordpress.sqlite';

/** A value of a PHP constant. */
export type PhpValue = string | number | boolean;

/** What differs between sites. */
export type ConfigPlan = {
  readonly url: string;
  readonly salts: SiteState['salts'];
  /** Whether notices are written to `logs/debug.log`. */
  readonly debug: boolean;
  /** Further constants. */
  readonly constants: Readonly<Record<string, PhpValue>>;
};

/** Writes `wp-config.php`: a site on loopback over SQLite that asks nobody for updates and reaches nobody but this machine. */
export function renderConfig({ url, salts, debug, constants }: ConfigPlan): string {
  const all: Readonly<Record<string, PhpValue>> = {
    DB_NAME: 'wordpress',
    DB_USER: '',
    DB_PASSWORD: '',
    DB_HOST: '',
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    DB_FILE: DATABASE_FILE,
    ...salts,
    WP_HOME: url,
    WP_SITEURL: url,
    WP_ENVIRONMENT_TYPE: 'local',
    WP_DEBUG: debug,
    WP_DEBUG_DISPLAY: false,
    WP_HTTP_BLOCK_EXTERNAL: true,
    WP_ACCESSIBLE_HOSTS: '127.0.0.1,localhost',
    AUTOMATIC_UPDATER_DISABLED: true,
    WP_AUTO_UPDATE_CORE: false,
    DISALLOW_FILE_EDIT: true,
    ...constants,
  };
  const lines = Object.entries(all).map(([name, value]) => `$holdfast_define( ${toPhp(name)}, ${toPhp(value)} );`);
  return `<?php
// Written anew at each start by Holdfast; what you change here is lost.
// The Playground has defined some of these already.
$holdfast_define = static function ( $name, $value ) {
	defined( $name ) || define( $name, $value );
};
${lines.join('\n')}
// Beside the site's folder, so that no address leads to them.
$holdfast_define( 'DB_DIR', dirname( __DIR__ ) . '/database' );
$holdfast_define( 'WP_DEBUG_LOG', dirname( __DIR__ ) . '/logs/debug.log' );
unset( $holdfast_define );
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;
}

const toPhp = (value: PhpValue): string =>
  typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
