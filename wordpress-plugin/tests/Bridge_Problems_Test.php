<?php
/**
 * Tests of problems that come over the bridge.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Observations;

/**
 * What goes wrong is said in WordPress's words, with all that the service said.
 */
final class Bridge_Problems_Test extends Site_Test_Case {

	public function test_who_keeps_too_many_times_is_told_when_to_come_back(): void {
		$this->connect();
		$this->service->refuse( 429, 'too_many_holds', array( 'retryAfterSeconds' => 540 ) );
		list( $status, $headers, $body ) = $this->browse( 'POST', '/bookings' );
		self::assertSame( array( 429, '540', 'too_many_holds' ), array( $status, (string) $headers['Retry-After'], json_decode( $body )->code ) );
	}

	public function test_a_problem_becomes_a_wordpress_error_that_holds_all_of_it(): void {
		$this->connect();
		$problem = '{"type":"urn:holdfast:error:slot_taken","title":"This time has just been taken.","status":409,"detail":"Choose one of the nearest free times.",'
			. '"code":"slot_taken","alternatives":[{"startsAt":"2026-12-01T09:00:00Z","resourceIds":[],"extra":{}}]}';
		$this->service->answer( 409, $problem, array( 'content-type' => 'application/problem+json' ) );

		list( $status, $headers, $bytes ) = $this->browse( 'POST', '/bookings', array(), array( 'Content-Type' => 'application/json' ), '{}' );

		$error = json_decode( $bytes );
		self::assertSame( 409, $status );
		self::assertSame( 'slot_taken', $error->code );
		self::assertSame( 'This time has just been taken. Choose one of the nearest free times.', $error->message );
		self::assertEquals( json_decode( $problem ), $error->data );
		self::assertStringContainsString( '"extra":{}', $bytes );
		self::assertSame( 'no-store', $headers['Cache-Control'] );
	}

	public function test_a_problem_says_when_to_come_back(): void {
		$this->connect();
		$this->service->refuse( 429, 'rate_limited', array( 'retryAfterSeconds' => 17 ) );
		self::assertSame( '17', $this->browse( 'GET', '/services' )[1]['Retry-After'] );
		$this->service->answer( 503, '{"code":"busy_store","title":"Busy.","detail":"Later.","status":503}', array( 'content-type' => 'application/problem+json', 'retry-after' => '5' ) );
		self::assertSame( '5', $this->browse( 'GET', '/services' )[1]['Retry-After'] );
		$this->service->answer( 200, '{}', array( 'retry-after' => '3' ) );
		self::assertSame( '3', $this->browse( 'GET', '/services' )[1]['Retry-After'] );
	}

	public function test_a_service_that_cannot_be_reached_is_unavailable(): void {
		$this->connect();
		$answers = array(
			'silence'            => array( 'be_silent' ),
			'a proxy’s page'     => array( 'answer', 502, '<h1>Bad gateway</h1>', array( 'content-type' => 'text/html' ) ),
			'a redirect'         => array( 'answer', 302, '', array( 'location' => 'https://elsewhere.example/' ) ),
			'a page of success'  => array( 'answer', 200, '<script>alert(1)</script>', array( 'content-type' => 'text/html' ) ),
			'JSON without code'  => array( 'answer', 500, '{"message":"no"}' ),
			'JSON that is none'  => array( 'answer', 404, 'null' ),
		);
		foreach ( $answers as $name => $answer ) {
			$method = array_shift( $answer );
			$this->service->$method( ...$answer );
			list( $status, $headers, $bytes ) = $this->browse( 'GET', '/services' );
			self::assertSame( array( 503, 'service_unavailable', '5' ), array( $status, json_decode( $bytes )->code, $headers['Retry-After'] ), $name );
			self::assertSame( 'service_unavailable', Observations::last_fault()['code'], $name );
		}
		$this->service->answer( 200, '{}' );
		$this->browse( 'GET', '/services' );
		self::assertNull( Observations::last_fault() );
	}

	public function test_requests_that_wordpress_itself_blocks_are_explained_to_the_administrator(): void {
		$this->connect();
		$this->service->answer_by(
			static function () {
				return new \WP_Error( 'http_request_not_executed', 'User has blocked requests through HTTP.' );
			}
		);
		$response = $this->ask( 'GET', '/services' );
		self::assertSame( array( 503, 'service_unavailable' ), array( $response->get_status(), self::code( $response ) ) );
		self::assertSame( 'requests_blocked', Observations::last_fault()['code'] );
	}
}
