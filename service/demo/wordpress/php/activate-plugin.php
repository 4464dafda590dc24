<?php
/**
 * Activates a plugin as its page in the administration would.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

// Arguments: file, relative to the plugins' folder. Answers whether it was activated just now.
return static function ( array $args ): bool {
	require_once ABSPATH . 'wp-admin/includes/plugin.php';
	if ( is_plugin_active( $args['file'] ) ) {
		return false;
	}
	$result = activate_plugin( $args['file'] );
	if ( is_wp_error( $result ) ) {
		throw new RuntimeException( $result->get_error_message() );
	}
	return true;
};
