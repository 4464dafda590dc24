<?php
/**
 * Addresses of sites and services.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Reads and compares addresses. Knows nothing of a connection.
 *
 * @since 0.1.0
 */
final class Address {

	/**
	 * Reads the address of a service as somebody typed it.
	 *
	 * @since 0.1.0
	 *
	 * @param string $text Such as `https://book.example` or `book.example/holdfast/`; without a scheme it is taken for https.
	 * @return string|null The address without a slash at its end, or null when it is none. It may still be insecure.
	 */
	public static function parse_service( string $text ): ?string {
		$text = trim( $text );
		if ( ! preg_match( '#^[a-z][a-z0-9+.-]*://#i', $text ) ) {
			$text = 'https://' . $text;
		}
		$parts = wp_parse_url( $text );
		if ( ! is_array( $parts ) || ! isset( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['query'] ) || isset( $parts['fragment'] ) ) {
			return null;
		}
		$scheme = strtolower( $parts['scheme'] ?? '' );
		$path   = rtrim( $parts['path'] ?? '', '/' );
		if ( ! in_array( $scheme, array( 'http', 'https' ), true ) || ! preg_match( '/^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/i', $parts['host'] ) ) {
			return null;
		}
		if ( ! preg_match( '#^(/[A-Za-z0-9._~-]+)*$#', $path ) ) {
			return null;
		}
		$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
		return $scheme . '://' . strtolower( $parts['host'] ) . $port . $path;
	}

	/**
	 * Whether an address is encrypted, or of this very machine.
	 *
	 * @since 0.1.0
	 *
	 * @param string $address An address with its scheme.
	 */
	public static function is_secure( string $address ): bool {
		$parts  = wp_parse_url( $address );
		$scheme = is_array( $parts ) ? strtolower( $parts['scheme'] ?? '' ) : '';
		$host   = is_array( $parts ) ? strtolower( $parts['host'] ?? '' ) : '';
		if ( 'https' === $scheme ) {
			return '' !== $host;
		}
		return 'http' === $scheme && 1 === preg_match( '/^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/', $host );
	}

	/**
	 * The scheme, host and port of an address, with the port that its scheme stands for left out.
	 *
	 * @since 0.1.0
	 *
	 * @param string $address An address with its scheme.
	 */
	public static function origin( string $address ): string {
		$parts  = wp_parse_url( $address );
		$scheme = is_array( $parts ) ? strtolower( $parts['scheme'] ?? '' ) : '';
		$host   = is_array( $parts ) ? strtolower( $parts['host'] ?? '' ) : '';
		$port   = is_array( $parts ) ? (int) ( $parts['port'] ?? 0 ) : 0;
		$usual  = array(
			'http'  => 80,
			'https' => 443,
		);
		return $scheme . '://' . $host . ( 0 === $port || ( $usual[ $scheme ] ?? 0 ) === $port ? '' : ':' . $port );
	}

	/**
	 * This site's own address as it stands in its settings, without a slash at its end.
	 *
	 * @since 0.1.0
	 */
	public static function current_site(): string {
		return untrailingslashit( (string) get_option( 'home' ) );
	}

	/**
	 * This site's page where a customer sees a booking; the secret comes behind it as a fragment.
	 *
	 * @since 0.1.0
	 */
	public static function manage_page(): string {
		return self::current_site() . '/?holdfast=manage';
	}

	/**
	 * The address that payment providers send their messages to.
	 *
	 * @since 0.1.0
	 */
	public static function webhook(): string {
		return rest_url( Routes::NAMESPACE . '/webhooks/stripe' );
	}
}
