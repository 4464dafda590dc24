<?php
/**
 * Plugin Name: A site on this machine
 * Description: Sends no mail and asks nobody for updates or news. Put here by the Holdfast demo.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

// A mail server of the machine must not carry mails of a demonstration to real people.
add_filter( 'pre_wp_mail', '__return_true' );

// Each of these would ask wordpress.org, which this site cannot reach, and complain in the log.
remove_action( 'init', 'wp_schedule_update_checks' );
foreach ( array( 'core', 'plugins', 'themes' ) as $holdfast_part ) {
	remove_action( 'admin_init', '_maybe_update_' . $holdfast_part );
}
foreach ( array( 'plugins', 'themes' ) as $holdfast_part ) {
	foreach ( array( 'load-plugins.php', 'load-themes.php', 'load-update.php', 'load-update-core.php' ) as $holdfast_page ) {
		remove_action( $holdfast_page, 'wp_update_' . $holdfast_part );
	}
}
unset( $holdfast_part, $holdfast_page );
add_filter( 'should_load_remote_block_patterns', '__return_false' );
// Pictures of people come from gravatar.com.
add_filter( 'pre_option_show_avatars', '__return_zero' );
add_filter(
	'site_status_tests',
	static function ( array $tests ): array {
		// These ask MySQL, which is not there, or wordpress.org.
		unset( $tests['direct']['utf8mb4_support'], $tests['direct']['sql_server'] );
		unset( $tests['async']['dotorg_communication'], $tests['async']['background_updates'] );
		return $tests;
	}
);
add_action(
	'wp_dashboard_setup',
	static function (): void {
		remove_meta_box( 'dashboard_primary', 'dashboard', 'side' );
	}
);

// Site health speaks of SQLite then.
require_once WP_CONTENT_DIR . '/sqlite-database-integration/health-check.php';
