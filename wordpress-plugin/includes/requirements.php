<?php
/**
 * What the plugin needs to run at all, in words for people.
 *
 * This file must be readable by any PHP that WordPress runs on.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Lists what is missing, one reason each; empty when everything is there.
 *
 * The reasons are not translated before they are shown: texts are loaded later than plugins.
 *
 * @since 0.1.0
 *
 * @param string $php        Version of PHP.
 * @param string $wordpress  Version of WordPress, perhaps with a suffix such as -RC1.
 * @param bool   $has_sodium Whether Ed25519 signatures can be made.
 * @return array<int, array{0: string, 1: string}> Which reason, and the version that is there.
 */
function describe_missing_requirements( string $php, string $wordpress, bool $has_sodium ): array {
	$missing = array();
	if ( version_compare( $php, '7.4', '<' ) ) {
		$missing[] = array( 'php', $php );
	}
	if ( version_compare( $wordpress, '6.5', '<' ) ) {
		$missing[] = array( 'wordpress', $wordpress );
	}
	if ( ! $has_sodium ) {
		$missing[] = array( 'sodium', '' );
	}
	return $missing;
}

/**
 * Shows administrators why the plugin does nothing.
 *
 * @since 0.1.0
 *
 * @param array<int, array{0: string, 1: string}> $missing From describe_missing_requirements().
 */
function show_missing_requirements( array $missing ) {
	add_action(
		'admin_notices',
		static function () use ( $missing ) {
			if ( ! current_user_can( 'activate_plugins' ) ) {
				return;
			}
			$texts = array(
				/* translators: %s: version of PHP. */
				'php'       => __( 'Holdfast Booking needs PHP 7.4 or later, and this site runs on PHP %s. Ask your host to switch to a newer one.', 'holdfast-booking' ),
				/* translators: %s: version of WordPress. */
				'wordpress' => __( 'Holdfast Booking needs WordPress 6.5 or later, and this is WordPress %s. Update WordPress first.', 'holdfast-booking' ),
				'sodium'    => __( 'Holdfast Booking needs PHP’s sodium functions, which are switched off here. Ask your host to switch them on.', 'holdfast-booking' ),
			);
			foreach ( $missing as $reason ) {
				printf( '<div class="notice notice-error"><p>%s</p></div>', esc_html( sprintf( $texts[ $reason[0] ], $reason[1] ) ) );
			}
		}
	);
}
