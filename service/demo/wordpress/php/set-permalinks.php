<?php
/**
 * Gives pages readable addresses, where nobody has chosen any. A request of its own: while WordPress is being installed its rewrite rules are not known.
 *
 * @package Holdfast\Demo
 */

declare(strict_types=1);

// Arguments: structure. Answers whether it was set.
return static function ( array $args ): bool {
	global $wp_rewrite;
	if ( '' !== get_option( 'permalink_structure' ) ) {
		return false;
	}
	$wp_rewrite->set_permalink_structure( $args['structure'] );
	flush_rewrite_rules( false );
	return true;
};
