<?php
/**
 * Deletes the plugin's traces the way WordPress does: with the plugin switched off.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

define( 'HOLDFAST_TEST_WITHOUT_PLUGIN', true );
require __DIR__ . '/load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

if ( class_exists( 'Holdfast\Booking\Plugin', false ) || ! is_uninstallable_plugin( 'holdfast-booking/holdfast-booking.php' ) ) {
	throw new RuntimeException( 'WordPress would not run uninstall.php.' );
}
uninstall_plugin( 'holdfast-booking/holdfast-booking.php' );
echo '"done"';
