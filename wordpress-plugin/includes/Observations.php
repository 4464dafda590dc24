<?php
/**
 * What this site has seen of its service.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * What was learnt and may be lost: the clocks' difference, the last fault, how to reach the business when the service cannot be. Apart from the
 * connection, so that a passing request never overwrites a key that changes at that moment.
 *
 * @since 0.1.0
 */
final class Observations {

	public const CLOCK     = 'holdfast_clock_offset';
	public const FAULT     = 'holdfast_last_fault';
	public const CONTACT   = 'holdfast_contact';
	public const LAST_TICK = 'holdfast_last_tick';

	/**
	 * How much the service's clock is ahead of ours, in milliseconds.
	 *
	 * @since 0.1.0
	 */
	public static function clock_offset(): int {
		return (int) get_option( self::CLOCK, 0 );
	}

	/**
	 * Remembers the clocks' difference.
	 *
	 * @since 0.1.0
	 *
	 * @param int $milliseconds How much the service's clock is ahead.
	 */
	public static function remember_clock( int $milliseconds ): void {
		update_option( self::CLOCK, $milliseconds, false );
	}

	/**
	 * What keeps this site from speaking to its service; null when the last answer was good.
	 *
	 * @since 0.1.0
	 *
	 * @return array{code: string, title: string, advice: string}|null
	 */
	public static function last_fault(): ?array {
		$fault = get_option( self::FAULT );
		return is_array( $fault ) && isset( $fault['code'], $fault['title'], $fault['advice'] ) ? $fault : null;
	}

	/**
	 * Remembers what keeps this site from speaking to its service, or that nothing does. Writes only what is new.
	 *
	 * @since 0.1.0
	 *
	 * @param WP_Error|null $error A problem, or null.
	 */
	public static function remember_fault( ?WP_Error $error ): void {
		$fault = null === $error ? null : Problem::describe( $error );
		if ( self::last_fault() === $fault ) {
			return;
		}
		if ( null === $fault ) {
			delete_option( self::FAULT );
		} else {
			update_option( self::FAULT, $fault, false );
		}
	}

	/**
	 * How to reach the business.
	 *
	 * @since 0.1.0
	 *
	 * @return array{name: string, phone: string, email: string} Empty where nothing is known.
	 */
	public static function contact(): array {
		$contact = get_option( self::CONTACT );
		return self::read_contact( is_array( $contact ) ? $contact : array() );
	}

	/**
	 * Remembers how to reach the business.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, mixed> $business As the service describes it.
	 */
	public static function remember_contact( array $business ): void {
		$contact = self::read_contact( $business );
		update_option( self::CONTACT, $contact + array( 'seen_at' => time() ), false );
	}

	/**
	 * When the contact was last seen, in seconds since 1970; 0 when it never was.
	 *
	 * @since 0.1.0
	 */
	public static function contact_seen_at(): int {
		$contact = get_option( self::CONTACT );
		return is_array( $contact ) ? (int) ( $contact['seen_at'] ?? 0 ) : 0;
	}

	/**
	 * When the service's clock was last wound, in seconds since 1970; 0 when it never was.
	 *
	 * @since 0.1.0
	 */
	public static function last_tick(): int {
		return (int) get_option( self::LAST_TICK, 0 );
	}

	/**
	 * Remembers that the service's clock is being wound.
	 *
	 * @since 0.1.0
	 */
	public static function remember_tick(): void {
		update_option( self::LAST_TICK, time(), false );
	}

	/**
	 * Forgets what belongs to a connection. How to reach the business is kept: visitors still want to know.
	 *
	 * @since 0.1.0
	 */
	public static function forget_connection(): void {
		foreach ( array( self::CLOCK, self::FAULT, self::LAST_TICK ) as $option ) {
			delete_option( $option );
		}
	}

	/**
	 * Forgets everything.
	 *
	 * @since 0.1.0
	 */
	public static function forget(): void {
		self::forget_connection();
		delete_option( self::CONTACT );
	}

	/**
	 * Reads what is text of a business.
	 *
	 * @param array<string, mixed> $business Perhaps with `name`, `phone`, `email`.
	 * @return array{name: string, phone: string, email: string}
	 */
	private static function read_contact( array $business ): array {
		$contact = array();
		foreach ( array( 'name', 'phone', 'email' ) as $field ) {
			$value             = $business[ $field ] ?? '';
			$contact[ $field ] = is_string( $value ) ? $value : '';
		}
		return $contact;
	}
}
