<?php
/**
 * The short way to the service.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Answers visitors' requests to our public REST addresses as soon as WordPress can, before it sets up what only pages and other routes need: that
 * is half of its work. The registered routes answer the same from the same code; they serve everything that is not plain (HEAD, OPTIONS, another
 * method inside the request, calls from PHP).
 *
 * @since 0.1.0
 *
 * @see docs/decisions/2026-11-23-the-bridge-answers-early.md
 */
final class Express_Lane {

	/**
	 * Methods whose requests are taken. Others go the usual way.
	 */
	private const METHODS = array( 'GET', 'POST', 'PATCH' );

	/**
	 * Forwards.
	 *
	 * @var Bridge
	 */
	private $bridge;

	/**
	 * Puts the lane together.
	 *
	 * @since 0.1.0
	 *
	 * @param Bridge $bridge Forwards.
	 */
	public function __construct( Bridge $bridge ) {
		$this->bridge = $bridge;
	}

	/**
	 * Adds the lane. Plugins that guard a site at `plugins_loaded` stand before it; texts are ready at `init`.
	 *
	 * @since 0.1.0
	 */
	public function register(): void {
		add_action( 'init', array( $this, 'serve' ), PHP_INT_MIN );
	}

	/**
	 * Answers a request to one of the public routes, and ends.
	 *
	 * @since 0.1.0
	 */
	public function serve(): void {
		$route = self::find_route( $_SERVER, wp_unslash( $_GET ) ); // phpcs:ignore WordPress.Security.NonceVerification -- the route is public.
		if ( null === $route ) {
			return;
		}
		list( $method, $query, $headers, $body ) = Plain_Exchange::read_request();

		rest_send_cors_headers( false );
		header( 'X-Robots-Tag: noindex' );
		header( 'X-Content-Type-Options: nosniff' );
		Plain_Exchange::send( $this->bridge->forward_public( $method, $route, $query, $headers, $body ) );
		exit;
	}

	/**
	 * Finds the public route that a request names; null for everything else.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, mixed> $server Like `$_SERVER`.
	 * @param array<string, mixed> $query  Like `$_GET`, unslashed.
	 * @return string|null The service's path below `/v1`.
	 */
	public static function find_route( array $server, array $query ): ?string {
		$method = is_string( $server['REQUEST_METHOD'] ?? null ) ? $server['REQUEST_METHOD'] : '';
		if ( ! in_array( $method, self::METHODS, true ) || isset( $query['_method'] ) || isset( $server['HTTP_X_HTTP_METHOD_OVERRIDE'] ) ) {
			return null;
		}
		$place = self::find_place( $server, $query );
		$start = '/' . Routes::NAMESPACE . '/';
		if ( 0 !== strpos( $place, $start ) ) {
			return null;
		}
		$path = '/' . substr( $place, strlen( $start ) );
		return Routes::find_public( $method, $path ) ?? Routes::find_page( $method, $path );
	}

	/**
	 * Finds which place of the REST interface a request means: behind `/wp-json`, or in `rest_route`.
	 *
	 * @param array<string, mixed> $server Like `$_SERVER`.
	 * @param array<string, mixed> $query  Like `$_GET`, unslashed.
	 * @return string Empty for none.
	 */
	private static function find_place( array $server, array $query ): string {
		if ( isset( $query['rest_route'] ) ) {
			return is_string( $query['rest_route'] ) ? $query['rest_route'] : '';
		}
		$path  = explode( '?', is_string( $server['REQUEST_URI'] ?? null ) ? $server['REQUEST_URI'] : '', 2 )[0];
		$start = rtrim( (string) wp_parse_url( (string) get_option( 'home' ), PHP_URL_PATH ), '/' ) . '/' . rest_get_url_prefix() . '/';
		return 0 === strpos( $path, $start ) ? '/' . substr( $path, strlen( $start ) ) : '';
	}
}
