<?php
/**
 * Tests of the short way.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Express_Lane;

/**
 * Which requests are answered early.
 */
final class Express_Lane_Test extends Site_Test_Case {

	/**
	 * Requests, and the route they are answered from.
	 *
	 * @return array<string, array{0: string, 1: string, 2: string|null}>
	 */
	public static function requests(): array {
		return array(
			'a public route'                      => array( 'GET', '/wp-json/holdfast/v1/slots?service=svc_a', '/slots' ),
			'one with an id'                      => array( 'POST', '/wp-json/holdfast/v1/bookings/bkg_1/checkout', '/bookings/bkg_1/checkout' ),
			'without pretty addresses'            => array( 'PATCH', '/index.php?rest_route=/holdfast/v1/bookings/bkg_1', '/bookings/bkg_1' ),
			'a page without scripts'              => array( 'GET', '/wp-json/holdfast/v1/plain/times?service=svc_a', '/plain/times' ),
			'a form of such a page'               => array( 'POST', '/index.php?rest_route=/holdfast/v1/plain/give-up', '/plain/give-up' ),
			'a way out of such a page'            => array( 'GET', '/wp-json/holdfast/v1/plain/../services', null ),
			'another method of the same place'    => array( 'POST', '/wp-json/holdfast/v1/slots', null ),
			'a question whether it may be asked'  => array( 'OPTIONS', '/wp-json/holdfast/v1/bookings', null ),
			'headers only'                        => array( 'HEAD', '/wp-json/holdfast/v1/services', null ),
			'another method inside'               => array( 'POST', '/wp-json/holdfast/v1/bookings/bkg_1?_method=PATCH', null ),
			'what is for administrators'          => array( 'GET', '/wp-json/holdfast/v1/admin/status', null ),
			'the connection'                      => array( 'GET', '/wp-json/holdfast/v1/connection', null ),
			'messages of the payment provider'    => array( 'POST', '/wp-json/holdfast/v1/webhooks/stripe', null ),
			'another plugin'                      => array( 'GET', '/wp-json/other/v1/services', null ),
			'a name that only begins like ours'   => array( 'GET', '/wp-json/holdfast/v10/services', null ),
			'a way out of the list'               => array( 'GET', '/wp-json/holdfast/v1/services/../admin/status', null ),
			'a page with the same words'          => array( 'GET', '/blog/wp-json/holdfast/v1/services', null ),
			'a page'                              => array( 'GET', '/', null ),
		);
	}

	/**
	 * @dataProvider requests
	 *
	 * @param string      $method  Of the request.
	 * @param string      $address Path and parameters.
	 * @param string|null $route   The route; null for the usual way.
	 */
	public function test_only_plain_requests_to_public_routes_are_taken( string $method, string $address, ?string $route ): void {
		parse_str( (string) wp_parse_url( $address, PHP_URL_QUERY ), $query );
		self::assertSame( $route, Express_Lane::find_route( array( 'REQUEST_METHOD' => $method, 'REQUEST_URI' => $address ), $query ) );
	}

	public function test_a_method_in_a_header_goes_the_usual_way(): void {
		$server = array( 'REQUEST_METHOD' => 'POST', 'REQUEST_URI' => '/wp-json/holdfast/v1/bookings/bkg_1', 'HTTP_X_HTTP_METHOD_OVERRIDE' => 'PATCH' );
		self::assertNull( Express_Lane::find_route( $server, array() ) );
	}

	public function test_a_site_below_a_path_is_found_there(): void {
		$below = static function () {
			return 'https://example.org/salon';
		};
		add_filter( 'option_home', $below, PHP_INT_MAX );
		$found = array();
		foreach ( array( '/salon/wp-json/holdfast/v1/days', '/wp-json/holdfast/v1/days' ) as $address ) {
			$found[] = Express_Lane::find_route( array( 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => $address ), array() );
		}
		remove_filter( 'option_home', $below, PHP_INT_MAX );
		self::assertSame( array( '/days', null ), $found );
	}
}
