<?php
/**
 * An answer that goes out as it came in.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * A REST response whose bytes WordPress does not touch: `{}` stays an object and no number is rounded.
 *
 * @since 0.1.0
 *
 * @see docs/decisions/2026-11-23-raw-answers-over-the-bridge.md
 */
final class Raw_Response extends WP_REST_Response {

	/**
	 * What is sent.
	 *
	 * @var Service_Answer
	 */
	private $answer;

	/**
	 * Makes a response of an answer.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Answer $answer Of the service.
	 */
	public function __construct( Service_Answer $answer ) {
		parent::__construct( null, $answer->status, $answer->passed_headers() );
		$this->answer = $answer;
	}

	/**
	 * The fields of the answer, for those who ask from within PHP and for WordPress's own filters, which expect an array. Read only when somebody wants them.
	 *
	 * @since 0.1.0
	 *
	 * @return mixed
	 */
	public function get_data() {
		if ( null === $this->data ) {
			$this->data = $this->answer->fields();
		}
		return $this->data;
	}

	/**
	 * What is sent, byte for byte.
	 *
	 * @since 0.1.0
	 */
	public function bytes(): string {
		return $this->answer->body;
	}
}
