<?php
/**
 * Tests of the second way.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Ajax_Transport;
use Holdfast\Booking\Bridge;
use Holdfast\Booking\Connector;
use Holdfast\Booking\Plain_Exchange;
use Holdfast\Booking\Routes;
use Holdfast\Booking\Service_Answer;
use Holdfast\Booking\Service_Client;
use Holdfast\Booking\Ticker;
use WP_Error;

/**
 * Same list, same bridge, same answers as REST.
 */
final class Ajax_Transport_Test extends Site_Test_Case {

	/**
	 * Every public route.
	 *
	 * @return array<string, array{0: string, 1: string}>
	 */
	public static function public_routes(): array {
		$rows = array();
		foreach ( Routes::PUBLIC_ROUTES as list( $method, $path ) ) {
			$rows[ "$method $path" ] = array( $method, strtr( $path, array( '{id}' => 'bkg_1', '{feed}' => 'hff_a.b.' . str_repeat( 'x', 43 ) ) ) );
		}
		return $rows;
	}

	/**
	 * @dataProvider public_routes
	 *
	 * @param string $method Of the route.
	 * @param string $path   Of the route.
	 */
	public function test_every_public_route_is_open_here_too( string $method, string $path ): void {
		$public_key = $this->connect();
		$this->log_in( 'administrator' );
		$this->service->answer( 200, '{"a":{}}' );
		$body    = 'GET' === $method ? '' : '{"a":1}';
		$query   = array( 'action' => 'holdfast', 'path' => '/v1' . $path, 'from' => '2026-12-01' );
		$headers = array( 'content-type' => 'application/json', 'holdfast-token' => 'hfm_a.b', 'idempotency-key' => '0123456789abcdef', 'holdfast-proof' => '14.a.b.c:7' );

		$answer = $this->transport()->answer( $method, $query, $headers, $body );

		self::assertInstanceOf( Service_Answer::class, $answer );
		$sent = $this->service->last();
		self::assertSame( array( $method, '/v1' . $path, 'from=2026-12-01', $body ), array( $sent['method'], $sent['path'], $sent['query'], $sent['body'] ) );
		self::assertSame( array( 'hfm_a.b', '0123456789abcdef', '203.0.113.7' ), array( $sent['headers']['holdfast-token'], $sent['headers']['idempotency-key'], $sent['headers']['holdfast-visitor'] ) );
		self::assertArrayNotHasKey( 'holdfast-actor', $sent['headers'] );
		self::assertSame( '14.a.b.c:7', $sent['headers']['holdfast-proof'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $public_key ) );
	}

	public function test_nothing_else_is(): void {
		$this->connect();
		$this->log_in( 'administrator' );
		$tries = array(
			array( 'GET', '/v1/admin/status' ),
			array( 'PUT', '/v1/admin/catalog' ),
			array( 'POST', '/v1/tick' ),
			array( 'POST', '/webhooks/stripe/site_salon' ),
			array( 'GET', '/v1/../v1/services' ),
			array( 'GET', 'https://evil.example/v1/services' ),
			array( 'GET', "/v1/services\n" ),
			array( 'DELETE', '/v1/bookings/bkg_1' ),
			array( 'GET', '/v1/quotes' ),
			array( 'GET', '' ),
		);
		foreach ( $tries as list( $method, $path ) ) {
			$answer = $this->transport()->answer( $method, array( 'path' => $path ), array(), '' );
			self::assertInstanceOf( WP_Error::class, $answer, $path );
			self::assertSame( 'not_found', $answer->get_error_code(), $path );
		}
		self::assertSame( 'not_found', $this->transport()->answer( 'GET', array( 'path' => array( '/v1/services' ) ), array(), '' )->get_error_code() );
		self::assertSame( array(), $this->service->requests );
	}

	public function test_it_serves_visitors_and_users_byte_for_byte(): void {
		$this->connect();
		$_GET = array( 'action' => 'holdfast', 'path' => '/v1/services', 'q' => wp_slash( "it's" ) );
		foreach ( array( 'wp_ajax_nopriv_holdfast', 'wp_ajax_holdfast' ) as $hook ) {
			$this->service->answer( 200, '{"empty":{}, "n":1.0}' );
			self::assertSame( '{"empty":{}, "n":1.0}', $this->run_ajax( $hook ) );
			self::assertSame( 'q=it%27s', $this->service->last()['query'] );
		}
	}

	public function test_a_problem_reads_as_it_does_over_rest(): void {
		$this->connect();
		$this->service->refuse( 409, 'slot_taken', array( 'alternatives' => array() ) )->refuse( 409, 'slot_taken', array( 'alternatives' => array() ) );
		$_GET                      = array( 'action' => 'holdfast', 'path' => '/v1/bookings' );
		$_SERVER['REQUEST_METHOD'] = 'POST';
		$over_ajax                 = $this->run_ajax( 'wp_ajax_nopriv_holdfast' );
		$over_rest                 = $this->browse( 'POST', '/bookings' )[2];
		self::assertJsonStringEqualsJsonString( $over_rest, $over_ajax );
	}

	public function test_status_and_headers_are_those_of_the_answer(): void {
		$answer = new Service_Answer( 201, '{}', array( 'content-type' => 'application/json', 'retry-after' => '3', 'x-other' => 'no' ) );
		self::assertSame( array( 201, array( 'Content-Type' => 'application/json', 'Retry-After' => '3' ), '{}' ), Plain_Exchange::render( $answer ) );

		$error                            = new WP_Error( 'rate_limited', 'Wait.', array( 'status' => 429, 'retryAfterSeconds' => 9 ) );
		list( $status, $headers, $bytes ) = Plain_Exchange::render( $error );
		self::assertSame( array( 429, '9', 'rate_limited' ), array( $status, $headers['Retry-After'], json_decode( $bytes )->code ) );
	}

	public function test_large_bodies_are_refused_here_too(): void {
		$this->connect();
		$answer = $this->transport()->answer( 'POST', array( 'path' => '/v1/bookings' ), array(), str_repeat( 'a', Bridge::BODY_LIMIT + 1 ) );
		self::assertInstanceOf( WP_Error::class, $answer );
		self::assertSame( 'body_too_large', $answer->get_error_code() );
	}

	/**
	 * A transport like the plugin's.
	 */
	private function transport(): Ajax_Transport {
		$client = new Service_Client();
		return new Ajax_Transport( new Bridge( $client, new Ticker( $client, new Connector( $client ) ) ) );
	}

	/**
	 * Runs an Ajax action up to its end.
	 *
	 * @param string $hook Of WordPress.
	 * @return string What it printed.
	 */
	private function run_ajax( string $hook ): string {
		$die   = static function () {
			return static function () {
				throw new \DomainException( 'the end' );
			};
		};
		$hooks = array( 'wp_die_handler', 'wp_die_ajax_handler' );
		foreach ( $hooks as $name ) {
			add_filter( $name, $die, 20 );
		}
		ob_start();
		try {
			do_action( $hook );
			self::fail( 'The request went on.' );
		} catch ( \DomainException $end ) {
			return (string) ob_get_contents();
		} finally {
			ob_end_clean();
			foreach ( $hooks as $name ) {
				remove_filter( $name, $die, 20 );
			}
		}
	}
}
