<?php
/**
 * One answer of the service.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * An answer as it came: status, headers and raw bytes.
 *
 * @since 0.1.0
 */
final class Service_Answer {

	/**
	 * What is passed on of an answer's headers, by lower-case name.
	 */
	private const PASSED = array(
		'content-type'        => 'Content-Type',
		'content-disposition' => 'Content-Disposition',
		'retry-after'         => 'Retry-After',
		'etag'                => 'ETag',
	);

	/**
	 * What is passed on of a page's headers too.
	 */
	private const PASSED_OF_PAGES = array(
		'location'                => 'Location',
		'content-security-policy' => 'Content-Security-Policy',
		'referrer-policy'         => 'Referrer-Policy',
	);

	/**
	 * Names the header by which the service tells its own pages from those of a proxy on the way.
	 */
	public const PAGE_MARK = 'holdfast-page';

	/**
	 * The HTTP status.
	 *
	 * @var int
	 */
	public $status;

	/**
	 * The raw bytes.
	 *
	 * @var string
	 */
	public $body;

	/**
	 * Headers by lower-case name.
	 *
	 * @var array<string, string>
	 */
	private $headers;

	/**
	 * Makes an answer.
	 *
	 * @since 0.1.0
	 *
	 * @param int                   $status  HTTP status.
	 * @param string                $body    Raw bytes.
	 * @param array<string, string> $headers By lower-case name.
	 */
	public function __construct( int $status, string $body, array $headers ) {
		$this->status  = $status;
		$this->body    = $body;
		$this->headers = $headers;
	}

	/**
	 * One header; empty when it is missing.
	 *
	 * @since 0.1.0
	 *
	 * @param string $name In lower case.
	 */
	public function header( string $name ): string {
		return $this->headers[ $name ] ?? '';
	}

	/**
	 * Whether the service did what it was asked.
	 *
	 * @since 0.1.0
	 */
	public function is_success(): bool {
		return $this->status >= 200 && $this->status < 300;
	}

	/**
	 * Whether the service answered with a page of its own, or sends the browser on from one.
	 *
	 * @since 0.1.0
	 */
	public function is_page(): bool {
		return '1' === $this->header( self::PAGE_MARK );
	}

	/**
	 * The names of the headers that are read of an answer.
	 *
	 * @since 0.1.0
	 *
	 * @return string[] In lower case.
	 */
	public static function read_headers(): array {
		return array_merge( array_keys( self::PASSED ), array_keys( self::PASSED_OF_PAGES ), array( self::PAGE_MARK ) );
	}

	/**
	 * The headers that go on to whoever asked.
	 *
	 * @since 0.1.0
	 *
	 * @return array<string, string>
	 */
	public function passed_headers(): array {
		$passed = array();
		foreach ( $this->is_page() ? self::PASSED + self::PASSED_OF_PAGES : self::PASSED as $name => $sent_as ) {
			if ( '' !== $this->header( $name ) ) {
				$passed[ $sent_as ] = $this->header( $name );
			}
		}
		return $passed;
	}

	/**
	 * The fields of an answer that this side reads itself; empty when it is no JSON object.
	 *
	 * @since 0.1.0
	 *
	 * @return array<string, mixed>
	 */
	public function fields(): array {
		$fields = json_decode( $this->body, true );
		return is_array( $fields ) ? $fields : array();
	}

	/**
	 * The code of a problem; empty when the answer is none.
	 *
	 * @since 0.1.0
	 */
	public function problem_code(): string {
		$code = $this->is_success() ? null : ( $this->fields()['code'] ?? null );
		return is_string( $code ) ? $code : '';
	}
}
