<?php
/**
 * The settings of the tests' WordPress. It is copied there.
 *
 * @package Holdfast\Booking\Tests
 */

define( 'DB_NAME', 'holdfast' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'DB_DIR', __DIR__ . '/wp-content/database/' );
define( 'DB_FILE', 'tests.sqlite' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $holdfast_name ) {
	define( $holdfast_name . '_KEY', "key of $holdfast_name that is used in tests only" );
	define( $holdfast_name . '_SALT', "salt of $holdfast_name that is used in tests only" );
}
unset( $holdfast_name );
$table_prefix = 'wp_';

define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', 'cli' === PHP_SAPI );
define( 'WP_DEBUG_LOG', false );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', 'book.example,127.0.0.1' );
// The test of real HTTP gives the site the address that it is served under.
if ( false !== getenv( 'HOLDFAST_TEST_HOME' ) ) {
	define( 'WP_HOME', getenv( 'HOLDFAST_TEST_HOME' ) );
	define( 'WP_SITEURL', getenv( 'HOLDFAST_TEST_HOME' ) );
}
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
