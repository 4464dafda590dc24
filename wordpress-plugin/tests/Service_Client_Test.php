<?php
/**
 * Tests of the way to the service.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Connection_Controller;
use Holdfast\Booking\Observations;
use Holdfast\Booking\Service_Answer;
use Holdfast\Booking\Service_Client;
use Holdfast\Booking\Service_Request;
use Holdfast\Booking\Signing_Key;

/**
 * Clocks, copies and addresses.
 */
final class Service_Client_Test extends Site_Test_Case {

	public function test_a_wrong_clock_is_corrected_once_and_remembered(): void {
		$public_key   = $this->connect();
		$service_time = (int) ( ( microtime( true ) + 4000 ) * 1000 );
		$this->service->refuse( 401, 'clock_skewed', array( 'serviceTime' => $service_time ) )->answer( 200, '{"first":1}' )->answer( 200, '{"second":2}' );

		$first  = $this->ask( 'POST', '/bookings', '{"a":1}', array( 'Idempotency-Key' => 'once-and-again-1' ) );
		$second = $this->ask( 'GET', '/services' );

		self::assertSame( array( 200, 200 ), array( $first->get_status(), $second->get_status() ) );
		list( $early, $again, $later ) = $this->service->requests;
		self::assertEqualsWithDelta( time(), (int) Fake_Service::read_parameter( $early, 'created' ), 60 );
		self::assertEqualsWithDelta( time() + 4000, (int) Fake_Service::read_parameter( $again, 'created' ), 60 );
		self::assertEqualsWithDelta( time() + 4000, (int) Fake_Service::read_parameter( $later, 'created' ), 60 );
		self::assertNotSame( Fake_Service::read_parameter( $early, 'nonce' ), Fake_Service::read_parameter( $again, 'nonce' ) );
		self::assertSame( array( '{"a":1}', 'once-and-again-1' ), array( $again['body'], $again['headers']['idempotency-key'] ) );
		self::assertTrue( Fake_Service::is_signed( $again, $public_key ) );
		self::assertNull( Observations::last_fault() );
	}

	public function test_a_clock_that_stays_wrong_is_a_fault_and_not_a_loop(): void {
		$this->connect();
		$skewed = array( 'serviceTime' => 1 );
		$this->service->refuse( 401, 'clock_skewed', $skewed )->refuse( 401, 'clock_skewed', $skewed );
		$response = $this->ask( 'GET', '/services' );
		self::assertSame( array( 401, 'clock_skewed' ), array( $response->get_status(), self::code( $response ) ) );
		self::assertCount( 2, $this->service->requests );
		self::assertSame( 'clock_skewed', Observations::last_fault()['code'] );
	}

	public function test_a_skew_without_a_time_is_not_tried_again(): void {
		$this->connect();
		$this->service->refuse( 401, 'clock_skewed' );
		$this->ask( 'GET', '/services' );
		self::assertCount( 1, $this->service->requests );
	}

	/**
	 * Addresses that are not the connected one.
	 *
	 * @return array<string, array{0: string}>
	 */
	public static function other_addresses(): array {
		return array(
			'a staging copy'     => array( 'https://staging.salon.example' ),
			'without encryption' => array( 'http://salon.example' ),
			'in a folder'        => array( 'https://salon.example/copy' ),
			'another port'       => array( 'https://salon.example:8443' ),
		);
	}

	/**
	 * @dataProvider other_addresses
	 *
	 * @param string $address Of the copy.
	 */
	public function test_a_copy_never_speaks_for_the_original( string $address ): void {
		$this->connect();
		update_option( 'home', $address );
		$id = $this->log_in( 'administrator' );

		foreach ( array( array( 'GET', '/services' ), array( 'GET', '/admin/status' ), array( 'POST', '/webhooks/stripe' ), array( 'POST', '/connection/keys' ) ) as list( $method, $route ) ) {
			$response = $this->ask( $method, $route );
			self::assertSame( array( 403, 'site_moved' ), array( $response->get_status(), self::code( $response ) ), $route );
		}
		do_action( 'holdfast_tick' );
		self::assertSame( array(), $this->service->requests );

		$described = Connection_Controller::describe();
		self::assertTrue( $described['isCopy'] );
		self::assertSame( array( Temporary_Site::HOME, $address ), array( $described['siteUrl'], $described['currentUrl'] ) );
		self::assertSame( 'site_moved', $described['lastError']['code'] );
		self::assertGreaterThan( 0, $id );
	}

	public function test_a_slash_behind_the_address_makes_no_copy(): void {
		$this->connect();
		update_option( 'home', Temporary_Site::HOME . '/' );
		$this->service->answer( 200, '{}' );
		self::assertSame( 200, $this->ask( 'GET', '/services' )->get_status() );
		self::assertSame( Temporary_Site::HOME, $this->service->last()['headers']['holdfast-site'] );
	}

	public function test_what_the_service_says_about_the_connection_is_remembered_until_it_is_over(): void {
		$this->connect();
		foreach ( array( 'site_moved' => 403, 'site_not_connected' => 401, 'signature_invalid' => 401 ) as $code => $status ) {
			$this->service->refuse( $status, $code );
			$response = $this->ask( 'GET', '/services' );
			self::assertSame( array( $status, $code ), array( $response->get_status(), self::code( $response ) ) );
			self::assertSame( $code, Connection_Controller::describe()['lastError']['code'] );
		}
		$this->service->refuse( 409, 'slot_taken' );
		$this->ask( 'POST', '/bookings', '{}' );
		self::assertNull( Connection_Controller::describe()['lastError'] );
	}

	public function test_nothing_is_sent_without_encryption_beyond_this_machine(): void {
		$client = new Service_Client();
		$error  = $client->send_signed( 'http://book.example', new Service_Request( 'GET', '/v1/services' ), Signing_Key::create(), 'new' );
		self::assertInstanceOf( \WP_Error::class, $error );
		self::assertSame( 'insecure_address', $error->get_error_code() );
		self::assertSame( array(), $this->service->requests );
	}

	public function test_a_service_below_a_path_is_signed_for_its_own_path(): void {
		$this->service->answer( 200, '{}' );
		$key    = Signing_Key::create();
		$answer = ( new Service_Client() )->send_signed( Fake_Service::URL . '/booking', new Service_Request( 'GET', '/v1/services' ), $key, 'new' );
		self::assertInstanceOf( Service_Answer::class, $answer );
		$sent         = $this->service->last();
		$sent['path'] = substr( $sent['path'], strlen( '/booking' ) );
		self::assertSame( '/v1/services', $sent['path'] );
		self::assertTrue( Fake_Service::is_signed( $sent, $key->public_key() ) );
	}
}
