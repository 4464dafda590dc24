<?php
/**
 * Where a person asks from.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Finds the address of the person who asks: the service's limits count it.
 *
 * @since 0.1.0
 */
final class Visitor_Address {

	/**
	 * Stands for a person whose address is not known: an empty one would be the site itself.
	 */
	private const UNKNOWN = '0.0.0.0';

	/**
	 * Finds the address of whoever sent the request that is being answered.
	 *
	 * Behind a proxy, every visitor seems to come from the proxy. `HOLDFAST_VISITOR_ADDRESS_HEADER` in wp-config.php names the header that the proxy
	 * writes, such as `X-Forwarded-For` or `CF-Connecting-IP`. No header is believed that is not named there: visitors can send any.
	 *
	 * @since 0.1.0
	 */
	public static function find(): string {
		$name = defined( 'HOLDFAST_VISITOR_ADDRESS_HEADER' ) ? (string) HOLDFAST_VISITOR_ADDRESS_HEADER : '';
		return self::choose( $_SERVER, $name );
	}

	/**
	 * Chooses the address among what the server knows of a request.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, mixed> $server       Like `$_SERVER`.
	 * @param string               $proxy_header The header that the site's own proxy writes; empty without a proxy.
	 */
	public static function choose( array $server, string $proxy_header ): string {
		$candidates = array();
		if ( '' !== $proxy_header ) {
			$key = 'HTTP_' . strtoupper( str_replace( '-', '_', $proxy_header ) );
			// A proxy adds what it has seen at the end; what stands before came from the visitor.
			$list         = explode( ',', self::read( $server, $key ) );
			$candidates[] = trim( end( $list ) );
		}
		$candidates[] = self::read( $server, 'REMOTE_ADDR' );
		foreach ( $candidates as $candidate ) {
			if ( false !== filter_var( $candidate, FILTER_VALIDATE_IP ) ) {
				return $candidate;
			}
		}
		return self::UNKNOWN;
	}

	/**
	 * Reads one text.
	 *
	 * @param array<string, mixed> $server Like `$_SERVER`.
	 * @param string               $key    Of it.
	 */
	private static function read( array $server, string $key ): string {
		return isset( $server[ $key ] ) && is_string( $server[ $key ] ) ? trim( wp_unslash( $server[ $key ] ) ) : '';
	}
}
