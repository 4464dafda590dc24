<?php
/**
 * Takes everything of the plugin out of the database when it is deleted. Bookings are kept by the service, not here.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/autoload.php';

Sites::each(
	is_multisite(),
	static function (): void {
		global $wpdb;
		Ticker::stop();
		Connection::forget();
		Observations::forget();
		foreach ( array( Connector::BEGUN, Settings_Page::NOTICE ) as $prefix ) {
			foreach ( array( '_transient_', '_transient_timeout_' ) as $kind ) {
				$options = $wpdb->get_col( $wpdb->prepare( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( $kind . $prefix ) . '%' ) );
				array_map( 'delete_option', $options );
			}
		}
	}
);
