<?php
/**
 * Signatures under requests to the service.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Signs requests with HTTP Message Signatures (RFC 9421) in the one profile of the bridge. Pure: clock, chance and key come from outside.
 *
 * @since 0.1.0
 *
 * @see docs/algorithms/bridge.md, section 1
 */
final class Request_Signer {

	/**
	 * What is signed, in this order.
	 */
	private const COMPONENTS = '("@method" "@path" "@query" "content-digest" "holdfast-site" "holdfast-visitor" "holdfast-actor" "holdfast-token" "idempotency-key")';

	/**
	 * Computes the headers that a request needs to be believed. Empty ones are left out: a header that is missing counts as an empty one.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Request $request  What is sent.
	 * @param string          $site_url The site's own address, without a slash at its end.
	 * @param Signing_Key     $key      Signs.
	 * @param string          $key_id   Names the key; `new` for one that the service does not know yet.
	 * @param int             $created  The service's time in seconds, as well as it is known here.
	 * @param string          $nonce    16 random bytes as base64url.
	 * @return array<string, string>
	 */
	public static function sign( Service_Request $request, string $site_url, Signing_Key $key, string $key_id, int $created, string $nonce ): array {
		$headers                    = self::compute_signed_headers( $request, $site_url );
		$parameters                 = self::compute_parameters( $key_id, $created, $nonce );
		$signature                  = $key->sign( self::compute_base( $request, $headers, $parameters ) );
		$headers['Signature-Input'] = 'holdfast=' . $parameters;
		$headers['Signature']       = 'holdfast=:' . base64_encode( $signature ) . ':';
		return array_filter( $headers, 'strlen' );
	}

	/**
	 * Computes the text that is signed.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Request       $request    What is sent.
	 * @param array<string, string> $headers    From compute_signed_headers().
	 * @param string                $parameters From compute_parameters().
	 */
	public static function compute_base( Service_Request $request, array $headers, string $parameters ): string {
		$components = array(
			'@method' => $request->method,
			'@path'   => $request->path,
			'@query'  => '?' . $request->query,
		);
		foreach ( $headers as $name => $value ) {
			$components[ strtolower( $name ) ] = $value;
		}
		$components['@signature-params'] = $parameters;

		$lines = array();
		foreach ( $components as $name => $value ) {
			$lines[] = '"' . $name . '": ' . $value;
		}
		return implode( "\n", $lines );
	}

	/**
	 * Computes the headers that are signed, in the order in which they are.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Request $request  What is sent.
	 * @param string          $site_url The site's own address.
	 * @return array<string, string>
	 */
	public static function compute_signed_headers( Service_Request $request, string $site_url ): array {
		return array(
			'Content-Digest'   => 'sha-256=:' . base64_encode( hash( 'sha256', $request->body, true ) ) . ':',
			'Holdfast-Site'    => $site_url,
			'Holdfast-Visitor' => $request->visitor,
			'Holdfast-Actor'   => $request->actor,
			'Holdfast-Token'   => $request->token,
			'Idempotency-Key'  => $request->idempotency_key,
		);
	}

	/**
	 * Computes the parameters of a signature.
	 *
	 * @since 0.1.0
	 *
	 * @param string $key_id  Names the key.
	 * @param int    $created In seconds.
	 * @param string $nonce   Said once.
	 */
	public static function compute_parameters( string $key_id, int $created, string $nonce ): string {
		return self::COMPONENTS . ';created=' . $created . ';keyid="' . $key_id . '";nonce="' . $nonce . '";alg="ed25519"';
	}
}
