<?php
/**
 * What went wrong, in the service's words or in ours.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Builds WP_Errors with a stable code: `message` says what happened and what to do, `data` is the whole problem.
 *
 * @since 0.1.0
 */
final class Problem {

	/**
	 * Builds a problem that this side found. Its shape is that of the service's problems (RFC 9457).
	 *
	 * @since 0.1.0
	 *
	 * @param string                $code    A code of texts().
	 * @param array<string, mixed>  $details More fields of the problem.
	 * @param array<string, string> $words   Other words: `title`, `advice`.
	 */
	public static function create( string $code, array $details = array(), array $words = array() ): WP_Error {
		list( $status, $title, $advice ) = self::texts()[ $code ];

		$problem = array(
			'type'   => 'urn:holdfast:error:' . $code,
			'title'  => $words['title'] ?? $title,
			'status' => $status,
			'detail' => $words['advice'] ?? $advice,
			'code'   => $code,
		);
		return self::from_fields( array_merge( $details, $problem ) );
	}

	/**
	 * Builds the problem that the service answered with.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Answer $answer An answer that is no success.
	 */
	public static function from_answer( Service_Answer $answer ): WP_Error {
		// Only the outermost object becomes an array: what is inside goes out again as it came in, empty objects included.
		$fields = (array) json_decode( $answer->body );
		if ( ! isset( $fields['code'] ) || ! is_string( $fields['code'] ) ) {
			return self::create( 'service_unavailable', array( 'retryAfterSeconds' => 5 ) );
		}
		$fields['status'] = $answer->status;
		$after            = $answer->header( 'retry-after' );
		if ( ! isset( $fields['retryAfterSeconds'] ) && ctype_digit( $after ) ) {
			$fields['retryAfterSeconds'] = (int) $after;
		}
		return self::from_fields( $fields );
	}

	/**
	 * What a problem says to people.
	 *
	 * @since 0.1.0
	 *
	 * @param WP_Error $error A problem.
	 * @return array{code: string, title: string, advice: string}
	 */
	public static function describe( WP_Error $error ): array {
		$data = (array) $error->get_error_data();
		return array(
			'code'   => (string) $error->get_error_code(),
			'title'  => is_string( $data['title'] ?? null ) ? $data['title'] : $error->get_error_message(),
			'advice' => is_string( $data['detail'] ?? null ) ? $data['detail'] : '',
		);
	}

	/**
	 * The same in the language of who reads it, where the words are ours.
	 *
	 * @since 0.1.0
	 *
	 * @param array{code: string, title: string, advice: string} $described From describe(), perhaps by somebody with another language.
	 * @return array{code: string, title: string, advice: string}
	 */
	public static function translate( array $described ): array {
		list( , $title, $advice ) = self::texts()[ $described['code'] ] ?? array( 0, $described['title'], $described['advice'] );
		return array(
			'code'   => $described['code'],
			'title'  => $title,
			'advice' => $advice,
		);
	}

	/**
	 * The status of a problem.
	 *
	 * @since 0.1.0
	 *
	 * @param WP_Error $error A problem.
	 */
	public static function status( WP_Error $error ): int {
		$data = (array) $error->get_error_data();
		return (int) ( $data['status'] ?? 500 );
	}

	/**
	 * After how many seconds it may be tried again, or null.
	 *
	 * @since 0.1.0
	 *
	 * @param WP_Error $error A problem.
	 */
	public static function retry_after( WP_Error $error ): ?int {
		$data = (array) $error->get_error_data();
		return is_int( $data['retryAfterSeconds'] ?? null ) ? $data['retryAfterSeconds'] : null;
	}

	/**
	 * Builds the WP_Error of a problem's fields.
	 *
	 * @param array<string, mixed> $fields `code`, `status`, `title`, `detail` and what else there is.
	 */
	private static function from_fields( array $fields ): WP_Error {
		$words = array_filter( array( $fields['title'] ?? '', $fields['detail'] ?? '' ), 'is_string' );
		return new WP_Error( $fields['code'], trim( implode( ' ', $words ) ), $fields );
	}

	/**
	 * The problems that this side can find: status, what happened, what to do.
	 *
	 * Codes that the service has too mean the same in both.
	 *
	 * @return array<string, array{0: int, 1: string, 2: string}>
	 */
	private static function texts(): array {
		return array(
			'service_unavailable'      => array( 503, __( 'The booking service cannot be reached.', 'holdfast-booking' ), __( 'Try again in a moment, or contact the business.', 'holdfast-booking' ) ),
			'requests_blocked'         => array( 503, __( 'WordPress is set to block requests to other servers.', 'holdfast-booking' ), __( 'Add the booking service’s host to WP_ACCESSIBLE_HOSTS in wp-config.php.', 'holdfast-booking' ) ),
			'site_not_connected'       => array( 401, __( 'This website is not connected to the booking service.', 'holdfast-booking' ), __( 'Connect it in the website’s settings.', 'holdfast-booking' ) ),
			'site_moved'               => array( 403, __( 'This website has another address than the one that was connected.', 'holdfast-booking' ), __( 'If it is a copy, connect it on its own; if it has moved, connect it again.', 'holdfast-booking' ) ),
			'signing_key_unreadable'   => array( 401, __( 'The signing key of this website cannot be read.', 'holdfast-booking' ), __( 'The secret keys and salts in wp-config.php have changed. Connect the website again in its settings.', 'holdfast-booking' ) ),
			'signing_key_changed'      => array( 401, __( 'The signing key in wp-config.php is not the one that was connected.', 'holdfast-booking' ), __( 'Put the old key back, or connect the website again in its settings.', 'holdfast-booking' ) ),
			'signing_key_invalid'      => array( 401, __( 'HOLDFAST_SIGNING_KEY in wp-config.php is not a signing key.', 'holdfast-booking' ), __( 'It must be 32 random bytes in base64. Correct it, or remove it and connect the website again.', 'holdfast-booking' ) ),
			'signing_key_in_wp_config' => array( 409, __( 'The signing key stands in wp-config.php, where it cannot be changed from here.', 'holdfast-booking' ), __( 'Replace the value of HOLDFAST_SIGNING_KEY there, then connect the website again.', 'holdfast-booking' ) ),
			'insecure_address'         => array( 422, __( 'The address is not encrypted.', 'holdfast-booking' ), __( 'Use an https:// address; http:// is accepted only on one’s own machine.', 'holdfast-booking' ) ),
			'address_invalid'          => array( 422, __( 'This is not the address of a booking service.', 'holdfast-booking' ), __( 'Enter an address such as https://book.example.', 'holdfast-booking' ) ),
			'link_invalid'             => array( 422, __( 'This is not a connection link.', 'holdfast-booking' ), __( 'Paste the whole link; it looks like https://book.example/connect#hfc_…', 'holdfast-booking' ) ),
			'admin_elsewhere'          => array( 422, __( 'The dashboard and the website have different addresses.', 'holdfast-booking' ), __( 'Ask whoever runs the booking service for a connection link, and paste it here.', 'holdfast-booking' ) ),
			'connection_not_asked'     => array( 403, __( 'This way back does not belong to a connection that you have begun.', 'holdfast-booking' ), __( 'It may have taken more than 15 minutes. Press Connect again.', 'holdfast-booking' ) ),
			'connection_denied'        => array( 403, __( 'The connection was not allowed.', 'holdfast-booking' ), __( 'Nothing has changed. Press Connect to try again.', 'holdfast-booking' ) ),
			'key_change_unfinished'    => array( 503, __( 'The booking service has not said yet which key stands.', 'holdfast-booking' ), __( 'Both keys are kept, and the change is finished as soon as the service can be reached.', 'holdfast-booking' ) ),
			'body_too_large'           => array( 413, __( 'The body is too large.', 'holdfast-booking' ), __( 'Send less than 64 kB.', 'holdfast-booking' ) ),
			'invalid_request'          => array( 422, __( 'Some fields are missing or wrong.', 'holdfast-booking' ), __( 'Correct the fields that are named.', 'holdfast-booking' ) ),
			'not_found'                => array( 404, __( 'There is nothing here.', 'holdfast-booking' ), __( 'Check the address or the id.', 'holdfast-booking' ) ),
			'unauthorized'             => array( 401, __( 'You are not logged in.', 'holdfast-booking' ), __( 'Log in again, then repeat what you did.', 'holdfast-booking' ) ),
			'forbidden'                => array( 403, __( 'Your account may not manage bookings.', 'holdfast-booking' ), __( 'Ask an administrator of this website.', 'holdfast-booking' ) ),
		);
	}
}
