<?php
/**
 * How a site is connected, changes its key and is disconnected.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Makes and ends connections.
 *
 * @since 0.1.0
 *
 * @see docs/algorithms/bridge.md, section 3
 */
final class Connector {

	/**
	 * Where a connection that somebody has begun is kept, behind the id of the user.
	 */
	public const BEGUN = 'holdfast_connect_';

	/**
	 * How long it may take to come back from the service, in seconds.
	 */
	private const PATIENCE = 15 * MINUTE_IN_SECONDS;

	/**
	 * Refusals that may pass by themselves.
	 */
	private const PASSING = array( 'rate_limited', 'idempotency_key_in_use', 'request_repeated', 'clock_skewed' );

	/**
	 * The way to the service.
	 *
	 * @var Service_Client
	 */
	private $client;

	/**
	 * Puts the connector together.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Client $client The way to the service.
	 */
	public function __construct( Service_Client $client ) {
		$this->client = $client;
	}

	/**
	 * Begins a connection: keeps a new key and a secret state for this user, and tells where the browser goes.
	 *
	 * @since 0.1.0
	 *
	 * @param int    $user_id Who connects.
	 * @param string $text    The address of the service, as it was typed.
	 * @return string|WP_Error The address; or `address_invalid`, `insecure_address`, `admin_elsewhere`, `signing_key_invalid`.
	 */
	public function begin( int $user_id, string $text ) {
		$service_url = self::check_addresses( Address::parse_service( $text ), 'address_invalid' );
		if ( $service_url instanceof WP_Error ) {
			return $service_url;
		}
		$return = admin_url( 'admin.php?page=' . Settings_Page::SLUG . '&holdfast=return' );
		if ( Address::origin( $return ) !== Address::origin( Address::current_site() ) ) {
			return Problem::create( 'admin_elsewhere' );
		}
		$key = Signing_Key::for_new_connection();
		if ( $key instanceof WP_Error ) {
			return $key;
		}
		$state = Base64_Url::encode( random_bytes( 24 ) );
		$begun = array(
			'state'       => hash( 'sha256', $state ),
			'service_url' => $service_url,
			'sealed_key'  => $key->seal(),
		);
		set_transient( self::BEGUN . $user_id, $begun, self::PATIENCE );
		$parameters = array(
			'site'   => Address::current_site(),
			'key'    => $key->public_key(),
			'return' => $return,
			'state'  => $state,
		);
		return $service_url . '/connect?' . http_build_query( $parameters, '', '&', PHP_QUERY_RFC3986 );
	}

	/**
	 * Ends a connection that this user has begun, when the browser comes back. The state is good once.
	 *
	 * @since 0.1.0
	 *
	 * @param int    $user_id Who connects.
	 * @param string $state   From the address.
	 * @param string $grant   From the address; empty when there is none.
	 * @return Connection|WP_Error `connection_not_asked`, `connection_denied`, or what connect() refuses.
	 */
	public function finish( int $user_id, string $state, string $grant ) {
		$begun = get_transient( self::BEGUN . $user_id );
		if ( ! is_array( $begun ) || ! isset( $begun['state'] ) || ! hash_equals( $begun['state'], hash( 'sha256', $state ) ) ) {
			return Problem::create( 'connection_not_asked' );
		}
		delete_transient( self::BEGUN . $user_id );
		if ( '' === $grant ) {
			return Problem::create( 'connection_denied' );
		}
		$key = Signing_Key::is_in_wp_config() ? Signing_Key::from_wp_config() : Signing_Key::open( $begun['sealed_key'] );
		return $key instanceof WP_Error ? $key : $this->connect( $begun['service_url'], $grant, $key );
	}

	/**
	 * Connects with a link that the service has printed.
	 *
	 * @since 0.1.0
	 *
	 * @param string $link Such as `https://book.example/connect#hfc_…`.
	 * @return Connection|WP_Error `link_invalid`, `insecure_address`, `signing_key_invalid`, or what connect() refuses.
	 */
	public function connect_with_link( string $link ) {
		$is_link     = preg_match( '~^\s*(\S+)/connect/?#(hfc_[A-Za-z0-9_-]{1,128})\s*$~D', $link, $parts );
		$service_url = self::check_addresses( $is_link ? Address::parse_service( $parts[1] ) : null, 'link_invalid' );
		if ( $service_url instanceof WP_Error ) {
			return $service_url;
		}
		$key = Signing_Key::for_new_connection();
		return $key instanceof WP_Error ? $key : $this->connect( $service_url, $parts[2], $key );
	}

	/**
	 * Changes the key. Both keys are kept until the service has said which stands, so that no crash in between locks the site out.
	 *
	 * @since 0.1.0
	 *
	 * @param int $user_id Who wants it.
	 * @return Connection|WP_Error `site_not_connected`, `site_moved`, `signing_key_in_wp_config`, `key_change_unfinished`, or what the service refuses.
	 */
	public function change_key( int $user_id ) {
		$connection = Connection::load();
		if ( null === $connection || $connection->is_copy() ) {
			return Problem::create( null === $connection ? 'site_not_connected' : 'site_moved' );
		}
		if ( Signing_Key::is_in_wp_config() ) {
			return Problem::create( 'signing_key_in_wp_config' );
		}
		if ( null === $connection->pending_key() ) {
			$connection->begin_key_change( Signing_Key::create(), $user_id );
		}
		return $this->finish_key_change();
	}

	/**
	 * Finishes a change of keys, perhaps one that was interrupted: the same request as the first time, which the service answers the same way.
	 *
	 * @since 0.1.0
	 *
	 * @return Connection|WP_Error `key_change_unfinished` when it is not known yet which key stands; other refusals mean that the old one does.
	 */
	public function finish_key_change() {
		$connection = Connection::load();
		$pending    = null === $connection ? null : $connection->pending_key();
		if ( null === $connection || null === $pending ) {
			return Problem::create( 'site_not_connected' );
		}
		$key = Signing_Key::open( $pending['sealed_key'] );
		if ( $key instanceof WP_Error ) {
			$connection->drop_key_change();
			return $key;
		}
		$answer = $this->client->send( self::build_key_change( $connection, $key, $pending ) );
		if ( $answer instanceof WP_Error || $answer->status >= 500 || in_array( $answer->problem_code(), self::PASSING, true ) ) {
			return Problem::create( 'key_change_unfinished' );
		}
		$key_id = self::read_id( $answer, 'keyId', 'key_' );
		if ( $answer->is_success() && '' !== $key_id ) {
			return $connection->finish_key_change( $key, $key_id );
		}
		$connection->drop_key_change();
		return Problem::from_answer( $answer );
	}

	/**
	 * Disconnects: the service is told if it can be reached, and the connection is forgotten here in any case.
	 *
	 * @since 0.1.0
	 *
	 * @param int $user_id Who disconnects.
	 * @return bool Whether the service knows. A copy says nothing: it would disconnect the original.
	 */
	public function disconnect( int $user_id ): bool {
		$request = ( new Service_Request( 'POST', '/v1/admin/connection/disconnect' ) )
			->with_json( array() )
			->for_visitor( Visitor_Address::find() )
			->for_administrator( $user_id );
		$answer  = $this->client->send( $request );
		Ticker::stop();
		Connection::forget();
		Observations::forget_connection();
		return $answer instanceof Service_Answer && $answer->is_success();
	}

	/**
	 * Asks the service to let this site in, and keeps what it says.
	 *
	 * @param string      $service_url Without a slash at its end.
	 * @param string      $grant       What lets in.
	 * @param Signing_Key $key         The site's.
	 * @return Connection|WP_Error What the service refuses, such as `grant_invalid`; or `service_unavailable`.
	 */
	private function connect( string $service_url, string $grant, Signing_Key $key ) {
		$request = ( new Service_Request( 'POST', '/v1/connect' ) )->with_json(
			array(
				'grant'     => $grant,
				'siteUrl'   => Address::current_site(),
				'publicKey' => $key->public_key(),
				'manageUrl' => Address::manage_page(),
				'proposal'  => self::build_proposal(),
			)
		);
		$answer  = $this->client->send_signed( $service_url, $request, $key, 'new' );
		if ( $answer instanceof WP_Error ) {
			return $answer;
		}
		$site_id = self::read_id( $answer, 'siteId', 'site_' );
		$key_id  = self::read_id( $answer, 'keyId', 'key_' );
		if ( ! $answer->is_success() || '' === $site_id || '' === $key_id ) {
			return Problem::from_answer( $answer );
		}
		$connection = Connection::begin( $service_url, $site_id, $key_id, $key );
		$business   = $answer->fields()['business'] ?? null;
		Observations::remember_contact( is_array( $business ) ? $business : array() );
		Observations::remember_fault( null );
		Ticker::start();
		return $connection;
	}

	/**
	 * What this site knows of its business; the service takes only what it does not know.
	 *
	 * @return array<string, string>
	 */
	private static function build_proposal(): array {
		$proposal = array(
			'locale' => Locale::of_site(),
			'email'  => (string) get_option( 'admin_email' ),
		);
		// Without a city WordPress knows only an offset, which says nothing about summer time.
		if ( in_array( wp_timezone_string(), timezone_identifiers_list( \DateTimeZone::ALL_WITH_BC ), true ) ) {
			$proposal['timeZone'] = wp_timezone_string();
		}
		return array_filter( $proposal, 'strlen' );
	}

	/**
	 * The request that gives the site another key.
	 *
	 * @param Connection                                                       $connection As it stands.
	 * @param Signing_Key                                                      $key        The new one.
	 * @param array{sealed_key: string, user_id: int, idempotency_key: string} $pending    As it was begun.
	 */
	private static function build_key_change( Connection $connection, Signing_Key $key, array $pending ): Service_Request {
		$public_key = $key->public_key();
		$proof      = base64_encode( $key->sign( 'holdfast-key:' . $connection->site_id() . ':' . $public_key ) );
		$body       = array(
			'publicKey' => $public_key,
			'proof'     => $proof,
		);
		return ( new Service_Request( 'POST', '/v1/admin/connection/keys' ) )
			->with_json( $body )
			->with_idempotency_key( $pending['idempotency_key'] )
			->for_visitor( Visitor_Address::find() )
			->for_administrator( (int) $pending['user_id'] );
	}

	/**
	 * Checks that both ends may be spoken to.
	 *
	 * @param string|null $service_url From Address::parse_service().
	 * @param string      $code        Of the problem when it is none.
	 * @return string|WP_Error The same address.
	 */
	private static function check_addresses( ?string $service_url, string $code ) {
		if ( null === $service_url ) {
			return Problem::create( $code );
		}
		if ( ! Address::is_secure( $service_url ) ) {
			return Problem::create( 'insecure_address' );
		}
		if ( ! Address::is_secure( Address::current_site() ) ) {
			$words = array( 'title' => __( 'The address of this website is not encrypted.', 'holdfast-booking' ) );
			return Problem::create( 'insecure_address', array(), $words );
		}
		return $service_url;
	}

	/**
	 * Reads an id of an answer; empty when it is none.
	 *
	 * @param Service_Answer $answer Of the service.
	 * @param string         $field  Its name.
	 * @param string         $prefix What such an id begins with.
	 */
	private static function read_id( Service_Answer $answer, string $field, string $prefix ): string {
		$value = $answer->fields()[ $field ] ?? null;
		return is_string( $value ) && preg_match( '/^' . $prefix . '[A-Za-z0-9_-]{1,64}$/D', $value ) ? $value : '';
	}
}
