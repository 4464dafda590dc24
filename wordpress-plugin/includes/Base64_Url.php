<?php
/**
 * Base64 for addresses and headers.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Writes base64url without padding (RFC 4648, section 5).
 *
 * @since 0.1.0
 */
final class Base64_Url {

	/**
	 * Encodes bytes.
	 *
	 * @since 0.1.0
	 *
	 * @param string $bytes Any.
	 */
	public static function encode( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}
}
