<?php
/**
 * Answers that nobody may keep.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Tells page caches, LiteSpeed and browsers to leave an answer alone: times and prices change by the second.
 *
 * @since 0.1.0
 */
final class No_Cache {

	public const HEADERS = array(
		'Cache-Control'             => 'no-store',
		'X-LiteSpeed-Cache-Control' => 'no-cache',
	);

	/**
	 * Tells the caches that live in this WordPress.
	 *
	 * @since 0.1.0
	 */
	public static function tell_plugins(): void {
		if ( ! defined( 'DONOTCACHEPAGE' ) ) {
			define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- a name that caches agree on.
		}
		do_action( 'litespeed_control_set_nocache', 'holdfast-booking' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- LiteSpeed's own.
	}

	/**
	 * Sends the headers where no REST server does it, and keeps WordPress from weakening them later.
	 *
	 * @since 0.1.0
	 */
	public static function send_headers(): void {
		add_filter( 'nocache_headers', array( self::class, 'strengthen' ) );
		nocache_headers();
	}

	/**
	 * Makes WordPress's own headers against caches as strong as ours.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, string|false> $headers WordPress's.
	 * @return array<string, string|false>
	 */
	public static function strengthen( array $headers ): array {
		return array_merge( $headers, self::HEADERS );
	}
}
