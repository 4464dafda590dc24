<?php
/**
 * What the site signs with.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * An Ed25519 key pair. Its secret half never leaves the site: it stands in wp-config.php (`HOLDFAST_SIGNING_KEY`, the seed in base64), or in the
 * database, sealed under a key that is derived from the site's salts.
 *
 * @since 0.1.0
 */
final class Signing_Key {

	/**
	 * The 32 secret bytes.
	 *
	 * @var string
	 */
	private $seed;

	/**
	 * Makes a key pair of its seed.
	 *
	 * @since 0.1.0
	 *
	 * @param string $seed 32 secret bytes.
	 */
	public function __construct( string $seed ) {
		$this->seed = $seed;
	}

	/**
	 * Makes a new key pair.
	 *
	 * @since 0.1.0
	 */
	public static function create(): self {
		return new self( random_bytes( SODIUM_CRYPTO_SIGN_SEEDBYTES ) );
	}

	/**
	 * Whether wp-config.php names the key.
	 *
	 * @since 0.1.0
	 */
	public static function is_in_wp_config(): bool {
		return defined( 'HOLDFAST_SIGNING_KEY' );
	}

	/**
	 * Reads the key of wp-config.php.
	 *
	 * @since 0.1.0
	 *
	 * @return self|WP_Error `signing_key_invalid`.
	 */
	public static function from_wp_config() {
		$seed = is_string( HOLDFAST_SIGNING_KEY ) ? base64_decode( HOLDFAST_SIGNING_KEY, true ) : false;
		return is_string( $seed ) && SODIUM_CRYPTO_SIGN_SEEDBYTES === strlen( $seed ) ? new self( $seed ) : Problem::create( 'signing_key_invalid' );
	}

	/**
	 * The key that a new connection begins with: the one of wp-config.php, else a new one.
	 *
	 * @since 0.1.0
	 *
	 * @return self|WP_Error `signing_key_invalid`.
	 */
	public static function for_new_connection() {
		return self::is_in_wp_config() ? self::from_wp_config() : self::create();
	}

	/**
	 * Opens a key that was sealed here.
	 *
	 * @since 0.1.0
	 *
	 * @param string $sealed From seal().
	 * @return self|WP_Error `signing_key_unreadable` when the salts have changed since.
	 */
	public static function open( string $sealed ) {
		$bytes  = base64_decode( $sealed, true );
		$length = SODIUM_CRYPTO_SECRETBOX_NONCEBYTES + SODIUM_CRYPTO_SECRETBOX_MACBYTES + SODIUM_CRYPTO_SIGN_SEEDBYTES;
		if ( ! is_string( $bytes ) || strlen( $bytes ) !== $length ) {
			return Problem::create( 'signing_key_unreadable' );
		}
		$nonce = substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$seed  = sodium_crypto_secretbox_open( substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ), $nonce, self::derive_sealing_key() );
		return is_string( $seed ) ? new self( $seed ) : Problem::create( 'signing_key_unreadable' );
	}

	/**
	 * Seals the key for the database; empty for the one that stands in wp-config.php, which is not written anywhere else.
	 *
	 * @since 0.1.0
	 */
	public function seal(): string {
		if ( self::is_in_wp_config() ) {
			return '';
		}
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		return base64_encode( $nonce . sodium_crypto_secretbox( $this->seed, $nonce, self::derive_sealing_key() ) );
	}

	/**
	 * The public half, as base64url.
	 *
	 * @since 0.1.0
	 */
	public function public_key(): string {
		return Base64_Url::encode( sodium_crypto_sign_publickey( $this->key_pair() ) );
	}

	/**
	 * Signs a text.
	 *
	 * @since 0.1.0
	 *
	 * @param string $text Any bytes.
	 * @return string The 64 bytes of the signature.
	 */
	public function sign( string $text ): string {
		return sodium_crypto_sign_detached( $text, sodium_crypto_sign_secretkey( $this->key_pair() ) );
	}

	/**
	 * Both halves in the form that sodium takes.
	 */
	private function key_pair(): string {
		return sodium_crypto_sign_seed_keypair( $this->seed );
	}

	/**
	 * Derives what keys are sealed under from the site's salts.
	 */
	private static function derive_sealing_key(): string {
		return hash_hkdf( 'sha256', wp_salt( 'secure_auth' ), SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'holdfast-booking signing key' );
	}
}
