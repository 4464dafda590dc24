<?php
/**
 * Sees what WordPress's REST server sends.
 *
 * @package Holdfast\Booking\Tests
 */

declare(strict_types=1);

namespace Holdfast\Booking\Tests;

use WP_REST_Server;

/**
 * The real server, which writes headers down instead of sending them.
 */
final class Spy_Server extends WP_REST_Server {

	/**
	 * By name, as they were sent last.
	 *
	 * @var array<string, string>
	 */
	public $sent_headers = array();

	/**
	 * The HTTP status.
	 *
	 * @var int
	 */
	public $sent_status = 200;

	/**
	 * Writes a header down.
	 *
	 * @param string $key   Its name.
	 * @param string $value Its value.
	 */
	public function send_header( $key, $value ) {
		$this->sent_headers[ $key ] = $value;
	}

	/**
	 * Forgets a header.
	 *
	 * @param string $key Its name.
	 */
	public function remove_header( $key ) {
		unset( $this->sent_headers[ $key ] );
	}

	/**
	 * Writes the status down.
	 *
	 * @param int $code HTTP status.
	 */
	protected function set_status( $code ) {
		$this->sent_status = (int) $code;
	}
}
