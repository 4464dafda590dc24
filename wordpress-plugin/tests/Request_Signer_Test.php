<?php
/**
 * Tests of the signer.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use Holdfast\Booking\Request_Signer;
use Holdfast\Booking\Service_Request;
use Holdfast\Booking\Signing_Key;
use PHPUnit\Framework\TestCase;

/**
 * The table is read by the service's tests too.
 */
final class Request_Signer_Test extends TestCase {

	private const TABLE = __DIR__ . '/../../tests/fixtures/bridge-signatures.json';

	/**
	 * The worked rows.
	 *
	 * @return array<string, array<int, array<string, mixed>>>
	 */
	public static function rows(): array {
		$rows = array();
		foreach ( json_decode( (string) file_get_contents( self::TABLE ), true ) as $row ) {
			$rows[ $row['name'] ] = array( $row );
		}
		return $rows;
	}

	/**
	 * @dataProvider rows
	 *
	 * @param array<string, mixed> $row A worked row.
	 */
	public function test_every_row_of_the_table_is_signed_to_the_letter( array $row ): void {
		$given          = $row['request'];
		$request        = new Service_Request( $given['method'], $given['path'] );
		$request        = $request->with_body( base64_decode( $given['body'] ), '' );
		$request        = $request->for_visitor( $given['visitor'] )->with_token( (string) $given['token'] )->with_idempotency_key( (string) $given['idempotencyKey'] );
		$request->query = $given['query'];
		$request->actor = $given['actor'];
		$key            = new Signing_Key( base64_decode( $row['privateKeySeed'] ) );

		$signed     = Request_Signer::compute_signed_headers( $request, $given['site'] );
		$parameters = Request_Signer::compute_parameters( $given['keyId'], $given['created'], $given['nonce'] );
		$headers    = Request_Signer::sign( $request, $given['site'], $key, $given['keyId'], $given['created'], $given['nonce'] );

		self::assertSame( $row['publicKey'], $key->public_key() );
		self::assertSame( $row['base'], Request_Signer::compute_base( $request, $signed, $parameters ) );
		self::assertSame( $row['contentDigest'], $headers['Content-Digest'] );
		self::assertSame( $row['signatureInput'], $headers['Signature-Input'] );
		self::assertSame( $row['signature'], $headers['Signature'] );
	}

	public function test_empty_headers_are_left_out(): void {
		$headers = Request_Signer::sign( new Service_Request( 'GET', '/v1/services' ), 'https://salon.example', Signing_Key::create(), 'key_1', 1795000000, 'nonce' );
		self::assertSame( array( 'Content-Digest', 'Holdfast-Site', 'Signature-Input', 'Signature' ), array_keys( $headers ) );
	}

	public function test_the_table_has_rows_for_every_kind_of_request(): void {
		self::assertGreaterThanOrEqual( 10, count( self::rows() ) );
	}

	public function test_an_actor_is_written_as_in_the_table(): void {
		$request = ( new Service_Request( 'PUT', '/v1/admin/business' ) )->for_administrator( 1 );
		self::assertSame( self::rows()['an actor who is the owner'][0]['request']['actor'], $request->actor );
	}
}
