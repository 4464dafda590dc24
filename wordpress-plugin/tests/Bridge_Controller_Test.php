<?php
/**
 * Tests of the bridge's REST routes.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Bridge;
use Holdfast\Booking\Routes;

/**
 * Every request takes WordPress's whole REST way.
 */
final class Bridge_Controller_Test extends Site_Test_Case {

	/**
	 * Every public route with the address that reaches it.
	 *
	 * @return array<string, array{0: string, 1: string}>
	 */
	public static function public_routes(): array {
		return self::list_routes( Routes::PUBLIC_ROUTES );
	}

	/**
	 * @dataProvider public_routes
	 *
	 * @param string $method Of the route.
	 * @param string $path   Of the route.
	 */
	public function test_a_public_route_reaches_the_same_path_of_the_service( string $method, string $path ): void {
		$public_key = $this->connect();
		$this->service->answer( 200, '{"ok":true}' );
		$body = 'GET' === $method ? '' : '{"partySize":2}';

		$response = $this->ask( $method, $path, $body );

		self::assertSame( 200, $response->get_status() );
		$sent = $this->service->last();
		self::assertSame( array( $method, '/v1' . $path, $body ), array( $sent['method'], $sent['path'], $sent['body'] ) );
		self::assertSame( '203.0.113.7', $sent['headers']['holdfast-visitor'] );
		self::assertSame( 'https://salon.example', $sent['headers']['holdfast-site'] );
		self::assertArrayNotHasKey( 'holdfast-actor', $sent['headers'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
	}

	public function test_a_page_is_asked_for_under_this_site_s_id(): void {
		$public_key = $this->connect();
		foreach ( array( 'GET', 'POST' ) as $method ) {
			$this->service->answer( 200, '<h1>Times</h1>', array( 'content-type' => 'text/html; charset=utf-8', 'holdfast-page' => '1' ) );
			self::assertSame( 200, $this->ask( $method, '/plain/give-up' )->get_status() );
			$sent = $this->service->last();
			self::assertSame( array( $method, '/v1/plain/site_salon/give-up' ), array( $sent['method'], $sent['path'] ) );
			self::assertSame( 'door=' . rawurlencode( 'https://salon.example/wp-json/holdfast/v1/plain' ), $sent['query'] );
			self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
		}
	}

	public function test_the_lists_are_all_that_can_be_reached(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$tries = array(
			array( 'DELETE', '/bookings/bkg_1' ),
			array( 'PUT', '/bookings/bkg_1' ),
			array( 'POST', '/services' ),
			array( 'POST', '/tick' ),
			array( 'POST', '/connect' ),
			array( 'POST', '/admin/connection/keys' ),
			array( 'POST', '/admin/connection/disconnect' ),
			array( 'PUT', '/admin/payments/both' ),
			array( 'POST', '/admin/services' ),
			array( 'DELETE', '/admin/services' ),
			array( 'DELETE', '/admin/catalog' ),
			array( 'GET', '/admin/services/svc_1/..' ),
			array( 'GET', '/bookings/bkg_1/..' ),
			array( 'GET', '/bookings/bkg_1%2Fcancel' ),
			array( 'GET', '/bookings/' . str_repeat( 'a', 65 ) ),
			array( 'GET', '/bookings/bkg.1' ),
			array( 'GET', '/webhooks/stripe' ),
			array( 'POST', '/webhooks/other' ),
		);
		foreach ( $tries as list( $method, $path ) ) {
			self::assertSame( 404, $this->ask( $method, $path )->get_status(), "$method $path" );
		}
		self::assertSame( array(), $this->service->requests );
	}

	public function test_the_query_goes_on_without_what_is_wordpress_own(): void {
		$public_key = $this->connect();
		$this->service->answer( 200, '{}' );
		$query = array(
			'rest_route' => '/holdfast/v1/slots',
			'_locale'    => 'user',
			'site'       => 'site_other',
			'service'    => 'svc_å',
			'from'       => '2026-12-01',
			'timeZone'   => 'Europe/Stockholm',
			'q'          => 'a b+c&d=e',
		);
		$this->ask( 'GET', '/slots', '', array(), $query );
		self::assertSame( 'service=svc_%C3%A5&from=2026-12-01&timeZone=Europe%2FStockholm&q=a%20b%2Bc%26d%3De', $this->service->last()['query'] );
		self::assertTrue( Fake_Service::is_signed( $this->service->last(), $public_key ) );
	}

	public function test_a_body_cannot_choose_the_path(): void {
		$this->connect();
		$this->service->answer( 200, '{}' );
		$this->ask( 'POST', '/bookings/bkg_1/cancel', '{"id":"bkg_2"}', array(), array( 'id' => 'bkg_3' ) );
		self::assertSame( '/v1/bookings/bkg_1/cancel', $this->service->last()['path'] );
	}

	public function test_bodies_have_limits(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$cases = array(
			array( 'POST', '/bookings', Bridge::BODY_LIMIT ),
			array( 'PUT', '/admin/business', Bridge::BODY_LIMIT ),
			array( 'PUT', '/admin/catalog', Bridge::CATALOG_BODY_LIMIT ),
			array( 'PUT', '/admin/schedules/sch_1', Bridge::CATALOG_ITEM_BODY_LIMIT ),
			array( 'POST', '/webhooks/stripe', Bridge::WEBHOOK_BODY_LIMIT ),
		);
		foreach ( $cases as list( $method, $path, $limit ) ) {
			$largest = '"' . str_repeat( 'a', $limit - 2 ) . '"';
			$this->service->answer( 200, '{}' );
			self::assertSame( 200, $this->ask( $method, $path, $largest )->get_status(), $path );
			self::assertSame( $largest, $this->service->last()['body'] );
			$refused = $this->ask( $method, $path, $largest . ' ' );
			self::assertSame( array( 413, 'body_too_large' ), array( $refused->get_status(), self::code( $refused ) ), $path );
		}
		self::assertSame( array( 65536, 2097152 ), array( Bridge::BODY_LIMIT, Bridge::CATALOG_BODY_LIMIT ) );
		self::assertTrue( $this->service->is_done() );
	}

	public function test_a_webhook_goes_on_as_raw_bytes_with_its_own_signature(): void {
		$public_key = $this->connect();
		$bytes      = "{\n  \"id\": \"evt_1\", \"n\": 1.0, \"o\": {} }\n";
		$this->service->answer( 200, '{"received":true}' );
		list( $status, , $answer ) = $this->browse( 'POST', '/webhooks/stripe', array(), array( 'Content-Type' => 'application/json; charset=utf-8', 'Stripe-Signature' => 't=1,v1=abc' ), $bytes );
		$sent                      = $this->service->last();
		self::assertSame( array( 200, '{"received":true}' ), array( $status, $answer ) );
		self::assertSame( array( 'POST', '/webhooks/stripe/site_salon', $bytes ), array( $sent['method'], $sent['path'], $sent['body'] ) );
		self::assertSame( 't=1,v1=abc', $sent['headers']['stripe-signature'] );
		self::assertSame( 'application/json; charset=utf-8', $sent['headers']['content-type'] );
		self::assertSame( '203.0.113.7', $sent['headers']['holdfast-visitor'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
	}

	public function test_requests_follow_no_redirect_and_do_not_wait_for_ever(): void {
		$this->connect();
		$this->service->answer( 200, '{}' );
		$this->ask( 'GET', '/services' );
		$options = $this->service->last()['options'];
		self::assertSame( array( 0, 20, true ), array( $options['redirection'], $options['timeout'], $options['sslverify'] ) );
	}

	public function test_every_request_has_a_nonce_of_its_own(): void {
		$this->connect();
		foreach ( array( 1, 2 ) as $ignored ) {
			$this->service->answer( 200, '{}' );
			$this->ask( 'GET', '/services' );
		}
		$nonces = array_map(
			static function ( array $request ): string {
				return Fake_Service::read_parameter( $request, 'nonce' );
			},
			$this->service->requests
		);
		self::assertCount( 2, array_unique( $nonces ) );
		self::assertMatchesRegularExpression( '/^[A-Za-z0-9_-]{22}$/', $nonces[0] );
	}
}
