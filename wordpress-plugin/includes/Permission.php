<?php
/**
 * Who may manage bookings.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * The permission of everything that is not public.
 *
 * @since 0.1.0
 */
final class Permission {

	public const CAPABILITY = 'manage_options';

	/**
	 * Checks who asks a REST route. WordPress counts a cookie only together with a nonce, so somebody who is logged in here has sent one.
	 *
	 * @since 0.1.0
	 *
	 * @return true|WP_Error `unauthorized` for visitors, `forbidden` for users who are no administrators.
	 */
	public static function check() {
		if ( 0 === get_current_user_id() ) {
			return Problem::create( 'unauthorized' );
		}
		return current_user_can( self::CAPABILITY ) ? true : Problem::create( 'forbidden' );
	}
}
