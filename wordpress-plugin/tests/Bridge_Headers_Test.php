<?php
/**
 * Tests of the headers that go over the bridge.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

/**
 * Headers of a request that mean something go on, strange ones do not.
 */
final class Bridge_Headers_Test extends Site_Test_Case {

	public function test_the_manage_token_comes_in_its_own_header_or_as_a_bearer(): void {
		$this->connect();
		$cases = array(
			array( array( 'Holdfast-Token' => 'hfm_a.b' ), 'hfm_a.b' ),
			array( array( 'Authorization' => 'Bearer hfm_c.d' ), 'hfm_c.d' ),
			array( array( 'Holdfast-Token' => 'hfm_a.b', 'Authorization' => 'Bearer hfm_c.d' ), 'hfm_a.b' ),
			array( array( 'Authorization' => 'Basic b3duZXI6c2VjcmV0' ), null ),
			array( array( 'Authorization' => 'Bearer hfk_server-key' ), null ),
			array( array( 'Holdfast-Token' => "hfm_a\nb" ), null ),
		);
		foreach ( $cases as list( $headers, $expected ) ) {
			$this->service->answer( 200, '{}' );
			$this->ask( 'GET', '/bookings/bkg_1', '', $headers );
			$sent = $this->service->last()['headers'];
			self::assertSame( $expected, $sent['holdfast-token'] ?? null );
			self::assertArrayNotHasKey( 'authorization', $sent );
		}
	}

	public function test_a_puzzle_comes_back_as_it_was_set_and_its_solution_goes_on(): void {
		$this->connect();
		$challenge = array( 'token' => '14.mf3k2l9a.abcdefgh.ABCDEFGHIJKLMNOPQRSTUV', 'bits' => 14, 'expiresAt' => '2026-11-23T12:05:00Z' );
		$this->service->refuse( 428, 'proof_required', array( 'challenge' => $challenge ) );
		$asked = $this->ask( 'POST', '/bookings', '{}' );
		self::assertSame( 428, $asked->get_status() );
		self::assertSame( 'proof_required', $asked->get_data()['code'] );
		self::assertSame( $challenge, (array) $asked->get_data()['data']['challenge'] );
		self::assertArrayNotHasKey( 'holdfast-proof', $this->service->last()['headers'] );

		$this->service->answer( 201, '{}' );
		$this->ask( 'POST', '/bookings', '{}', array( 'Holdfast-Proof' => $challenge['token'] . ':4711' ) );
		self::assertSame( $challenge['token'] . ':4711', $this->service->last()['headers']['holdfast-proof'] );

		foreach ( array( 'a b', "a\"\u{e9}", str_repeat( 'a', 101 ) ) as $strange ) {
			$this->service->answer( 201, '{}' );
			$this->ask( 'POST', '/bookings', '{}', array( 'Holdfast-Proof' => $strange ) );
			self::assertArrayNotHasKey( 'holdfast-proof', $this->service->last()['headers'] );
		}
	}

	public function test_the_idempotency_key_goes_on_and_a_strange_one_does_not(): void {
		$this->connect();
		$this->service->answer( 200, '{}' );
		$this->ask( 'POST', '/bookings', '{}', array( 'Idempotency-Key' => '4f6hT0r2-4f6hT0r2' ) );
		self::assertSame( '4f6hT0r2-4f6hT0r2', $this->service->last()['headers']['idempotency-key'] );

		$refused = $this->ask( 'POST', '/bookings', '{}', array( 'Idempotency-Key' => "a\"\u{e9}" ) );
		self::assertSame( array( 422, 'invalid_request' ), array( $refused->get_status(), self::code( $refused ) ) );
		self::assertCount( 1, $this->service->requests );
	}

	public function test_what_an_administrator_says_of_a_version_goes_on_and_the_version_comes_back(): void {
		$this->connect();
		$nonce = static function (): array {
			return array( 'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ) );
		};
		$this->log_in( 'administrator' );
		$this->service->answer( 200, '{"version":"abc"}', array( 'etag' => '"abc"' ) );
		$headers = $this->browse( 'PUT', '/admin/services/svc_1', array(), $nonce() + array( 'If-Match' => '"old"', 'If-None-Match' => '*' ), '{}' )[1];
		$sent    = $this->service->last()['headers'];
		self::assertSame( array( '"abc"', '"old"', '*' ), array( $headers['ETag'], $sent['if-match'], $sent['if-none-match'] ) );

		$this->service->answer( 200, '{}' );
		$this->browse( 'DELETE', '/admin/services/svc_1', array(), $nonce() + array( 'If-Match' => str_repeat( 'a', 257 ) ) );
		self::assertArrayNotHasKey( 'if-match', $this->service->last()['headers'] );

		$changed = '{"status":412,"code":"catalog_changed","title":"Changed.","detail":"Load it again.","version":"new"}';
		$this->service->answer( 412, $changed, array( 'content-type' => 'application/problem+json' ) );
		list( $status, , $bytes ) = $this->browse( 'PUT', '/admin/services/svc_1', array(), $nonce() + array( 'If-Match' => '"old"' ), '{}' );
		self::assertSame( array( 412, 'catalog_changed', 'new' ), array( $status, json_decode( $bytes )->code, json_decode( $bytes )->data->version ) );

		$this->service->answer( 200, '{}' );
		$this->browse( 'GET', '/admin/services/svc_1', array(), $nonce() + array( 'If-None-Match' => '"abc"' ) );
		self::assertArrayNotHasKey( 'if-none-match', $this->service->last()['headers'] );
	}
}
