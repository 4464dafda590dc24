<?php
/**
 * Which requests go over the bridge.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * The lists of all requests that are passed on. What is not in them does not reach the service.
 *
 * @since 0.1.0
 *
 * @see docs/algorithms/bridge.md, section 4
 */
final class Routes {

	public const NAMESPACE = 'holdfast/v1';

	/**
	 * What visitors and customers may ask: method and path below `/v1`.
	 */
	public const PUBLIC_ROUTES = array(
		array( 'GET', '/services' ),
		array( 'GET', '/slots' ),
		array( 'GET', '/days' ),
		array( 'POST', '/quotes' ),
		array( 'POST', '/bookings' ),
		array( 'POST', '/orders' ),
		array( 'GET', '/bookings/{id}' ),
		array( 'PATCH', '/bookings/{id}' ),
		array( 'POST', '/bookings/{id}/checkout' ),
		array( 'POST', '/bookings/{id}/cancel' ),
		array( 'GET', '/bookings/{id}/slots' ),
		array( 'GET', '/bookings/{id}/days' ),
		array( 'GET', '/bookings/{id}/move-price' ),
		array( 'POST', '/bookings/{id}/reschedule' ),
		array( 'GET', '/bookings/{id}/calendar.ics' ),
		array( 'POST', '/waiting-list' ),
		array( 'GET', '/feeds/{feed}.ics' ),
	);

	/**
	 * The pages for visitors whose browser runs no scripts: path below `/v1` here; the service's has this site's id in it. Their links lead to their
	 * neighbours, so they stand at these places and nowhere else.
	 */
	public const PAGE_ROUTES = array(
		array( 'GET', '/plain/{step}' ),
		array( 'POST', '/plain/{step}' ),
	);

	/**
	 * What administrators may ask.
	 */
	public const ADMIN_ROUTES = array(
		array( 'GET', '/admin/status' ),
		array( 'GET', '/admin/business' ),
		array( 'PUT', '/admin/business' ),
		array( 'GET', '/admin/payments' ),
		array( 'PUT', '/admin/payments' ),
		array( 'PUT', '/admin/payments/{mode}' ),
		array( 'GET', '/admin/catalog' ),
		array( 'PUT', '/admin/catalog' ),
		array( 'GET', '/admin/services' ),
		array( 'GET', '/admin/services/{id}' ),
		array( 'PUT', '/admin/services/{id}' ),
		array( 'DELETE', '/admin/services/{id}' ),
		array( 'GET', '/admin/resources' ),
		array( 'GET', '/admin/resources/{id}' ),
		array( 'PUT', '/admin/resources/{id}' ),
		array( 'DELETE', '/admin/resources/{id}' ),
		array( 'GET', '/admin/schedules' ),
		array( 'GET', '/admin/schedules/{id}' ),
		array( 'PUT', '/admin/schedules/{id}' ),
		array( 'DELETE', '/admin/schedules/{id}' ),
		array( 'GET', '/admin/locations' ),
		array( 'GET', '/admin/locations/{id}' ),
		array( 'PUT', '/admin/locations/{id}' ),
		array( 'DELETE', '/admin/locations/{id}' ),
		array( 'GET', '/admin/codes' ),
		array( 'GET', '/admin/codes/{id}' ),
		array( 'PUT', '/admin/codes/{id}' ),
		array( 'DELETE', '/admin/codes/{id}' ),
		array( 'GET', '/admin/price-rules' ),
		array( 'GET', '/admin/price-rules/{id}' ),
		array( 'PUT', '/admin/price-rules/{id}' ),
		array( 'DELETE', '/admin/price-rules/{id}' ),
		array( 'GET', '/admin/promotions' ),
		array( 'GET', '/admin/promotions/{id}' ),
		array( 'PUT', '/admin/promotions/{id}' ),
		array( 'DELETE', '/admin/promotions/{id}' ),
		array( 'GET', '/admin/feeds' ),
		array( 'POST', '/admin/feeds' ),
		array( 'DELETE', '/admin/feeds/{id}' ),
		array( 'GET', '/admin/holiday-areas' ),
		array( 'GET', '/admin/holidays' ),
		array( 'GET', '/admin/explain' ),
		array( 'POST', '/admin/price-check' ),
		array( 'GET', '/admin/price-history' ),
		array( 'GET', '/admin/bookings' ),
		array( 'POST', '/admin/bookings' ),
		array( 'POST', '/admin/bookings/{id}/release' ),
		array( 'GET', '/admin/orders/{id}' ),
		array( 'POST', '/admin/orders/{id}/refunds' ),
		array( 'POST', '/admin/orders/{id}/on-site' ),
		array( 'GET', '/admin/attention' ),
		array( 'POST', '/admin/reconcile' ),
	);

	/**
	 * What may stand in a place of a path.
	 */
	private const PLACES = array(
		'{id}'   => '(?P<id>[A-Za-z0-9_-]{1,64})',
		'{mode}' => '(?P<mode>test|live)',
		'{step}' => '(?P<step>[a-z-]{1,20})',
		'{feed}' => '(?P<feed>hff_[A-Za-z0-9._-]{45,160})',
	);

	/**
	 * The pattern of a path, as WordPress wants it.
	 *
	 * @since 0.1.0
	 *
	 * @param string $path With places, such as `/bookings/{id}`.
	 */
	public static function pattern( string $path ): string {
		return strtr( str_replace( '.', '\.', $path ), self::PLACES );
	}

	/**
	 * Writes what was found into the places of a path.
	 *
	 * @since 0.1.0
	 *
	 * @param string                $path   With places.
	 * @param array<string, string> $places What stood there, by name.
	 */
	public static function fill( string $path, array $places ): string {
		foreach ( $places as $name => $value ) {
			$path = str_replace( '{' . $name . '}', $value, $path );
		}
		return $path;
	}

	/**
	 * Finds the service's path of a public request.
	 *
	 * @since 0.1.0
	 *
	 * @param string $method Of the request.
	 * @param string $path   Below `/v1`, such as `/bookings/bkg_1`.
	 * @return string|null The same path; null when it is not one of ours.
	 */
	public static function find_public( string $method, string $path ): ?string {
		return self::find( self::PUBLIC_ROUTES, $method, $path );
	}

	/**
	 * Finds the service's path of a page.
	 *
	 * @since 0.1.0
	 *
	 * @param string $method Of the request.
	 * @param string $path   Below `/v1`, such as `/plain/times`.
	 * @return string|null The same path; null when it is not one of ours.
	 */
	public static function find_page( string $method, string $path ): ?string {
		return self::find( self::PAGE_ROUTES, $method, $path );
	}

	/**
	 * Finds the service's path of a request in a list.
	 *
	 * @param array<int, array{0: string, 1: string}> $routes Methods and paths.
	 * @param string                                  $method Of the request.
	 * @param string                                  $path   Below `/v1`.
	 */
	private static function find( array $routes, string $method, string $path ): ?string {
		foreach ( $routes as list( $expected, $template ) ) {
			if ( $expected === $method && preg_match( '@^' . self::pattern( $template ) . '$@D', $path, $places ) ) {
				return self::fill( $template, array_filter( $places, 'is_string', ARRAY_FILTER_USE_KEY ) );
			}
		}
		return null;
	}
}
