<?php
/**
 * One request to the service.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * What is sent, and for whom. Never changed once it is made.
 *
 * @since 0.1.0
 */
final class Service_Request {

	/**
	 * GET, POST, PUT, PATCH or DELETE.
	 *
	 * @var string
	 */
	public $method;

	/**
	 * The path below the service's address, such as `/v1/slots`.
	 *
	 * @var string
	 */
	public $path;

	/**
	 * The query without its question mark, exactly as it is sent.
	 *
	 * @var string
	 */
	public $query = '';

	/**
	 * The raw bytes of the body; empty when there is none.
	 *
	 * @var string
	 */
	public $body = '';

	/**
	 * The address of the person who asks; empty for the site's own calls.
	 *
	 * @var string
	 */
	public $visitor = '';

	/**
	 * Who acts as staff, encoded; empty for visitors.
	 *
	 * @var string
	 */
	public $actor = '';

	/**
	 * The customer's manage token; empty when there is none.
	 *
	 * @var string
	 */
	public $token = '';

	/**
	 * The idempotency key as the caller gave it; empty when there is none.
	 *
	 * @var string
	 */
	public $idempotency_key = '';

	/**
	 * Headers beside those that are signed, such as `Content-Type`.
	 *
	 * @var array<string, string>
	 */
	public $headers = array();

	/**
	 * Makes a request.
	 *
	 * @since 0.1.0
	 *
	 * @param string $method GET, POST, PUT, PATCH or DELETE.
	 * @param string $path   Such as `/v1/slots`.
	 */
	public function __construct( string $method, string $path ) {
		$this->method = $method;
		$this->path   = $path;
	}

	/**
	 * The same with a query.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, string> $parameters By name.
	 */
	public function with_query( array $parameters ): self {
		$copy        = clone $this;
		$copy->query = http_build_query( $parameters, '', '&', PHP_QUERY_RFC3986 );
		return $copy;
	}

	/**
	 * The same with a body.
	 *
	 * @since 0.1.0
	 *
	 * @param string $bytes        Raw bytes.
	 * @param string $content_type Their type.
	 */
	public function with_body( string $bytes, string $content_type ): self {
		$copy       = clone $this;
		$copy->body = $bytes;
		return '' === $content_type ? $copy : $copy->with_header( 'Content-Type', $content_type );
	}

	/**
	 * The same with a JSON body.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, mixed> $fields Of the object.
	 */
	public function with_json( array $fields ): self {
		$json = wp_json_encode( (object) $fields, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		return $this->with_body( (string) $json, 'application/json' );
	}

	/**
	 * The same with one more header that is not signed.
	 *
	 * @since 0.1.0
	 *
	 * @param string $name  Of the header.
	 * @param string $value Without line breaks; they are taken out.
	 */
	public function with_header( string $name, string $value ): self {
		$copy                   = clone $this;
		$copy->headers[ $name ] = trim( (string) preg_replace( '/[\x00-\x1f\x7f]+/', ' ', $value ) );
		return $copy;
	}

	/**
	 * The same, asked by the person at an address.
	 *
	 * @since 0.1.0
	 *
	 * @param string $address IPv4 or IPv6.
	 */
	public function for_visitor( string $address ): self {
		$copy          = clone $this;
		$copy->visitor = $address;
		return $copy;
	}

	/**
	 * The same, done by an administrator of this site.
	 *
	 * @since 0.1.0
	 *
	 * @param int $user_id Of somebody who may manage options.
	 */
	public function for_administrator( int $user_id ): self {
		$copy        = clone $this;
		$actor       = array(
			'id'           => (string) $user_id,
			'capabilities' => array( 'manage_options' ),
		);
		$copy->actor = Base64_Url::encode( (string) wp_json_encode( $actor ) );
		return $copy;
	}

	/**
	 * The same for the customer who holds a manage token.
	 *
	 * @since 0.1.0
	 *
	 * @param string $token Of an order.
	 */
	public function with_token( string $token ): self {
		$copy        = clone $this;
		$copy->token = $token;
		return $copy;
	}

	/**
	 * The same with an idempotency key.
	 *
	 * @since 0.1.0
	 *
	 * @param string $key Visible ASCII.
	 */
	public function with_idempotency_key( string $key ): self {
		$copy                  = clone $this;
		$copy->idempotency_key = $key;
		return $copy;
	}
}
