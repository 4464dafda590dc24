<?php
/**
 * Tests of who may ask the bridge for what.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Observations;
use Holdfast\Booking\Routes;

/**
 * Who may ask for what.
 */
final class Bridge_Access_Test extends Site_Test_Case {

	/**
	 * Every administrators' route.
	 *
	 * @return array<string, array{0: string, 1: string}>
	 */
	public static function admin_routes(): array {
		return self::list_routes( Routes::ADMIN_ROUTES );
	}

	/**
	 * @dataProvider admin_routes
	 *
	 * @param string $method Of the route.
	 * @param string $path   Of the route.
	 */
	public function test_an_admin_route_is_for_administrators_only( string $method, string $path ): void {
		$public_key = $this->connect();
		$body       = 'GET' === $method ? '' : '{}';

		$answers = array( $this->ask( $method, $path, $body ) );
		foreach ( array( 'subscriber', 'editor' ) as $role ) {
			$this->log_in( $role );
			$answers[] = $this->ask( $method, $path, $body );
		}
		self::assertSame( array( 401, 403, 403 ), self::statuses( $answers ) );
		self::assertSame( array( 'unauthorized', 'forbidden', 'forbidden' ), array_map( array( self::class, 'code' ), $answers ) );
		self::assertSame( array(), $this->service->requests );

		$id = $this->log_in( 'administrator' );
		$this->service->answer( 200, '{}' );
		self::assertSame( 200, $this->ask( $method, $path, $body )->get_status() );
		$sent  = $this->service->last();
		$actor = json_decode( base64_decode( strtr( $sent['headers']['holdfast-actor'], '-_', '+/' ) ), true );
		self::assertSame( '/v1' . $path, $sent['path'] );
		self::assertSame( array( 'id' => (string) $id, 'capabilities' => array( 'manage_options' ) ), $actor );
		self::assertSame( '203.0.113.7', $sent['headers']['holdfast-visitor'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
	}

	public function test_an_administrator_is_only_a_visitor_on_public_routes(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/bookings/bkg_1' );
		self::assertArrayNotHasKey( 'holdfast-actor', $this->service->last()['headers'] );
	}

	public function test_a_cookie_without_its_nonce_opens_no_admin_route(): void {
		$this->connect();
		$id                             = $this->log_in( 'administrator' );
		$_COOKIE[ LOGGED_IN_COOKIE ]    = wp_generate_auth_cookie( $id, time() + 60, 'logged_in' );
		$GLOBALS['wp_rest_auth_cookie'] = true;
		list( $without )                = $this->browse( 'GET', '/admin/status' );
		wp_set_current_user( $id );
		list( $wrong ) = $this->browse( 'GET', '/admin/status', array(), array( 'X-WP-Nonce' => 'made-up' ) );
		wp_set_current_user( $id );
		$this->service->answer( 200, '{"findings":[]}' );
		list( $right, , $bytes ) = $this->browse( 'GET', '/admin/status', array(), array( 'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ) ) );
		unset( $_COOKIE[ LOGGED_IN_COOKIE ], $GLOBALS['wp_rest_auth_cookie'] );

		self::assertSame( array( 401, 403, 200 ), array( $without, $wrong, $right ) );
		self::assertSame( '{"findings":[]}', $bytes );
	}

	public function test_a_site_that_is_not_connected_asks_nobody(): void {
		$response = $this->ask( 'GET', '/services' );
		self::assertSame( array( 401, 'site_not_connected' ), array( $response->get_status(), self::code( $response ) ) );
		self::assertSame( array(), $this->service->requests );
	}

	public function test_without_a_connection_a_page_says_so(): void {
		list( $status, $headers, $bytes ) = $this->browse( 'GET', '/plain/services' );
		self::assertGreaterThanOrEqual( 400, $status );
		self::assertSame( 'text/html; charset=utf-8', $headers['Content-Type'] );
		self::assertStringContainsString( '<h1>', $bytes );
		self::assertSame( array(), $this->service->requests );
	}

	public function test_what_is_wrong_with_the_key_is_not_told_to_visitors(): void {
		$this->connect();
		$connection = get_option( 'holdfast_connection' );
		update_option( 'holdfast_connection', array( 'sealed_key' => base64_encode( str_repeat( 'x', 72 ) ) ) + $connection );
		$response = $this->ask( 'GET', '/services' );
		self::assertSame( array( 401, 'site_not_connected' ), array( $response->get_status(), self::code( $response ) ) );
		self::assertSame( 'signing_key_unreadable', Observations::last_fault()['code'] );
		self::assertSame( array(), $this->service->requests );
	}

	/**
	 * The statuses of responses.
	 *
	 * @param \WP_REST_Response[] $responses Of routes.
	 * @return int[]
	 */
	private static function statuses( array $responses ): array {
		return array_map(
			static function ( \WP_REST_Response $response ): int {
				return $response->get_status();
			},
			$responses
		);
	}
}
