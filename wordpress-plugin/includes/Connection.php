<?php
/**
 * Which service this site speaks to.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * The connection as it stands, kept in one option so that key and key id change together. Written only when somebody connects, changes the key or disconnects.
 *
 * @since 0.1.0
 */
final class Connection {

	public const OPTION = 'holdfast_connection';

	/**
	 * The fields, all of them.
	 *
	 * @var array{service_url: string, site_url: string, site_id: string, key_id: string, public_key: string, sealed_key: string, connected_at: int, pending: array<string, mixed>}
	 */
	private $fields;

	/**
	 * Makes a connection of its fields.
	 *
	 * @param array<string, mixed> $fields As in the option.
	 */
	private function __construct( array $fields ) {
		$this->fields = $fields;
	}

	/**
	 * Loads the connection; null when there is none.
	 *
	 * @since 0.1.0
	 */
	public static function load(): ?self {
		$fields = get_option( self::OPTION );
		return is_array( $fields ) && isset( $fields['key_id'], $fields['service_url'] ) ? new self( $fields ) : null;
	}

	/**
	 * Makes the connection that the service has just agreed to, and keeps it.
	 *
	 * @since 0.1.0
	 *
	 * @param string      $service_url Without a slash at its end.
	 * @param string      $site_id     This site's id there.
	 * @param string      $key_id      The key's id there.
	 * @param Signing_Key $key         The key.
	 */
	public static function begin( string $service_url, string $site_id, string $key_id, Signing_Key $key ): self {
		$connection = new self(
			array(
				'service_url'  => $service_url,
				'site_url'     => Address::current_site(),
				'site_id'      => $site_id,
				'key_id'       => $key_id,
				'public_key'   => $key->public_key(),
				'sealed_key'   => $key->seal(),
				'connected_at' => time(),
				'pending'      => array(),
			)
		);
		return $connection->keep();
	}

	/**
	 * Forgets the connection, the key with it.
	 *
	 * @since 0.1.0
	 */
	public static function forget(): void {
		delete_option( self::OPTION );
	}

	/**
	 * The service's address, without a slash at its end.
	 *
	 * @since 0.1.0
	 */
	public function service_url(): string {
		return $this->fields['service_url'];
	}

	/**
	 * The address that this site had when it was connected.
	 *
	 * @since 0.1.0
	 */
	public function site_url(): string {
		return $this->fields['site_url'];
	}

	/**
	 * This site's id at the service.
	 *
	 * @since 0.1.0
	 */
	public function site_id(): string {
		return $this->fields['site_id'];
	}

	/**
	 * The key's id at the service.
	 *
	 * @since 0.1.0
	 */
	public function key_id(): string {
		return $this->fields['key_id'];
	}

	/**
	 * When the site was connected, in seconds since 1970.
	 *
	 * @since 0.1.0
	 */
	public function connected_at(): int {
		return $this->fields['connected_at'];
	}

	/**
	 * Whether this is a copy of the site that was connected, or the site under another address: it must not speak for the original.
	 *
	 * @since 0.1.0
	 */
	public function is_copy(): bool {
		return Address::current_site() !== $this->site_url();
	}

	/**
	 * Opens the key that the service knows.
	 *
	 * @since 0.1.0
	 *
	 * @return Signing_Key|WP_Error `signing_key_invalid`, `signing_key_changed`, `signing_key_unreadable`.
	 */
	public function open_key() {
		if ( ! Signing_Key::is_in_wp_config() && '' === $this->fields['sealed_key'] ) {
			return Problem::create( 'signing_key_changed' );
		}
		$key = Signing_Key::is_in_wp_config() ? Signing_Key::from_wp_config() : Signing_Key::open( $this->fields['sealed_key'] );
		if ( $key instanceof Signing_Key && $key->public_key() !== $this->fields['public_key'] ) {
			return Problem::create( 'signing_key_changed' );
		}
		return $key;
	}

	/**
	 * A change of the key that was begun and whose outcome is not known; null when there is none.
	 *
	 * @since 0.1.0
	 *
	 * @return array{sealed_key: string, user_id: int, idempotency_key: string}|null
	 */
	public function pending_key(): ?array {
		$pending = $this->fields['pending'] ?? array();
		return is_array( $pending ) && isset( $pending['sealed_key'] ) ? $pending : null;
	}

	/**
	 * Keeps a new key beside the old one, until the service has said which stands.
	 *
	 * @since 0.1.0
	 *
	 * @param Signing_Key $key     The new one.
	 * @param int         $user_id Who wants it.
	 */
	public function begin_key_change( Signing_Key $key, int $user_id ): self {
		$pending = array(
			'sealed_key'      => $key->seal(),
			'user_id'         => $user_id,
			'idempotency_key' => Base64_Url::encode( random_bytes( 18 ) ),
		);
		return $this->with( array( 'pending' => $pending ) )->keep();
	}

	/**
	 * The new key stands; the old one is forgotten.
	 *
	 * @since 0.1.0
	 *
	 * @param Signing_Key $key    The new one.
	 * @param string      $key_id Its id at the service.
	 */
	public function finish_key_change( Signing_Key $key, string $key_id ): self {
		$changed = $this->with(
			array(
				'key_id'     => $key_id,
				'public_key' => $key->public_key(),
				'sealed_key' => $key->seal(),
				'pending'    => array(),
			)
		);
		return $changed->keep();
	}

	/**
	 * The old key stands; the new one is forgotten.
	 *
	 * @since 0.1.0
	 */
	public function drop_key_change(): self {
		return $this->with( array( 'pending' => array() ) )->keep();
	}

	/**
	 * The same with other fields.
	 *
	 * @param array<string, mixed> $fields Replace those of their names.
	 */
	private function with( array $fields ): self {
		return new self( array_merge( $this->fields, $fields ) );
	}

	/**
	 * Writes the option. It is not loaded with every page of the site.
	 */
	private function keep(): self {
		update_option( self::OPTION, $this->fields, false );
		return $this;
	}
}
