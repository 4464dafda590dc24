<?php
/**
 * Stands in for the service.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use RuntimeException;

/**
 * Answers what the plugin sends through WordPress's HTTP interface, and remembers it. What nobody expected is an error.
 */
final class Fake_Service {

	public const URL = 'https://book.example';

	/**
	 * What was sent, oldest first: `method`, `path`, `query`, `headers` by lower-case name, `body`, `options`.
	 *
	 * @var array<int, array<string, mixed>>
	 */
	public $requests = array();

	/**
	 * What is answered, oldest first; each a callable that takes the request.
	 *
	 * @var callable[]
	 */
	private $answers = array();

	/**
	 * Begins to answer.
	 */
	public function start(): void {
		add_filter( 'pre_http_request', array( $this, 'receive' ), 10, 3 );
	}

	/**
	 * Stops.
	 */
	public function stop(): void {
		remove_filter( 'pre_http_request', array( $this, 'receive' ), 10 );
	}

	/**
	 * Answers the next request with these bytes.
	 *
	 * @param int                   $status  HTTP status.
	 * @param string                $body    Raw bytes.
	 * @param array<string, string> $headers By lower-case name.
	 */
	public function answer( int $status, string $body, array $headers = array() ): self {
		return $this->answer_by(
			static function () use ( $status, $body, $headers ) {
				return self::build( $status, $body, $headers );
			}
		);
	}

	/**
	 * Answers the next request with a problem.
	 *
	 * @param int                  $status HTTP status.
	 * @param string               $code   Of the catalogue.
	 * @param array<string, mixed> $fields More fields.
	 */
	public function refuse( int $status, string $code, array $fields = array() ): self {
		$problem = array(
			'type'   => 'urn:holdfast:error:' . $code,
			'title'  => 'What happened.',
			'status' => $status,
			'detail' => 'What to do.',
			'code'   => $code,
		);
		return $this->answer( $status, wp_json_encode( array_merge( $fields, $problem ) ), array( 'content-type' => 'application/problem+json' ) );
	}

	/**
	 * Does not answer the next request at all.
	 */
	public function be_silent(): self {
		return $this->answer_by(
			static function () {
				return new \WP_Error( 'http_request_failed', 'cURL error 28: Connection timed out' );
			}
		);
	}

	/**
	 * Answers the next request with what a callable makes of it.
	 *
	 * @param callable $answer Takes the request, gives what wp_remote_request() gives.
	 */
	public function answer_by( callable $answer ): self {
		$this->answers[] = $answer;
		return $this;
	}

	/**
	 * Lets a site in.
	 *
	 * @param string $key_id The key's id.
	 */
	public function let_in( string $key_id = 'key_first' ): self {
		$answer = array(
			'siteId'      => 'site_salon',
			'keyId'       => $key_id,
			'serviceTime' => (int) ( microtime( true ) * 1000 ),
			'business'    => array(
				'name'     => 'Salon Ä',
				'timeZone' => 'Europe/Stockholm',
				'locale'   => 'sv-SE',
				'currency' => null,
				'email'    => 'hello@salon.example',
				'phone'    => '+46 8 123 45 67',
			),
		);
		return $this->answer( 201, wp_json_encode( $answer ) );
	}

	/**
	 * Whether everything that was to be answered was asked for.
	 */
	public function is_done(): bool {
		return array() === $this->answers;
	}

	/**
	 * The newest request.
	 *
	 * @return array<string, mixed>
	 */
	public function last(): array {
		return $this->requests[ count( $this->requests ) - 1 ];
	}

	/**
	 * The filter `pre_http_request`.
	 *
	 * @param mixed                $pre     Not used.
	 * @param array<string, mixed> $options Of the request.
	 * @param string               $url     Where it goes.
	 * @return array<string, mixed>|\WP_Error
	 */
	public function receive( $pre, array $options, string $url ) {
		$parts = wp_parse_url( $url );
		if ( self::URL !== $parts['scheme'] . '://' . $parts['host'] ) {
			throw new RuntimeException( "Somebody asks $url" );
		}
		$this->requests[] = array(
			'method'  => $options['method'],
			'path'    => $parts['path'],
			'query'   => $parts['query'] ?? '',
			'headers' => array_change_key_case( $options['headers'] ),
			'body'    => (string) $options['body'],
			'options' => $options,
		);
		$answer           = array_shift( $this->answers );
		if ( null === $answer ) {
			throw new RuntimeException( "Nobody expected {$options['method']} $url" );
		}
		return $answer( $this->last() );
	}

	/**
	 * Checks the signature of a request as the service does, from the text of the contract and not with the plugin's signer.
	 *
	 * @param array<string, mixed> $request    From `requests`.
	 * @param string               $public_key As base64url.
	 */
	public static function is_signed( array $request, string $public_key ): bool {
		$headers = $request['headers'];
		$names   = array( 'content-digest', 'holdfast-site', 'holdfast-visitor', 'holdfast-actor', 'holdfast-token', 'idempotency-key' );
		$digest  = 'sha-256=:' . base64_encode( hash( 'sha256', $request['body'], true ) ) . ':';
		$input   = $headers['signature-input'] ?? '';
		$base    = "\"@method\": {$request['method']}\n\"@path\": {$request['path']}\n\"@query\": ?{$request['query']}\n";
		foreach ( $names as $name ) {
			$base .= "\"$name\": " . ( $headers[ $name ] ?? '' ) . "\n";
		}
		$base     .= '"@signature-params": ' . substr( $input, strlen( 'holdfast=' ) );
		$signature = base64_decode( substr( $headers['signature'] ?? '', strlen( 'holdfast=:' ), -1 ), true );
		$key       = base64_decode( strtr( $public_key, '-_', '+/' ) );
		return $digest === $headers['content-digest'] && is_string( $signature ) && 64 === strlen( $signature ) && sodium_crypto_sign_verify_detached( $signature, $base, $key );
	}

	/**
	 * Reads one parameter of a signature.
	 *
	 * @param array<string, mixed> $request From `requests`.
	 * @param string               $name    Of the parameter.
	 */
	public static function read_parameter( array $request, string $name ): string {
		preg_match( '/;' . $name . '="?([^";]*)"?/', $request['headers']['signature-input'], $found );
		return $found[1];
	}

	/**
	 * Builds what wp_remote_request() gives.
	 *
	 * @param int                   $status  HTTP status.
	 * @param string                $body    Raw bytes.
	 * @param array<string, string> $headers By lower-case name.
	 * @return array<string, mixed>
	 */
	public static function build( int $status, string $body, array $headers = array() ): array {
		return array(
			'headers'  => array_merge( array( 'content-type' => 'application/json; charset=utf-8' ), $headers ),
			'body'     => $body,
			'response' => array(
				'code'    => $status,
				'message' => '',
			),
			'cookies'  => array(),
		);
	}
}
