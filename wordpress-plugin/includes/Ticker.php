<?php
/**
 * The service's clock.
 *
 * @package Holdfast\Booking
 */

declare(strict_types=1);

namespace Holdfast\Booking;

defined( 'ABSPATH' ) || exit;

/**
 * Winds the service's clock once a minute, so that it may sleep in between: by WP-Cron, and where that does not run, by whoever visits.
 *
 * @since 0.1.0
 */
final class Ticker {

	public const HOOK     = 'holdfast_tick';
	public const SCHEDULE = 'holdfast_minute';
	public const LOCK     = 'holdfast_tick_lock';

	/**
	 * After how many seconds without a tick a visitor's request sends one.
	 */
	private const OVERDUE = 120;

	/**
	 * How long the service may take for what is due, in seconds: longer than it allows itself.
	 */
	private const TIMEOUT = 30;

	/**
	 * How old the contact may grow, in seconds.
	 */
	private const CONTACT_AGE = HOUR_IN_SECONDS;

	/**
	 * The way to the service.
	 *
	 * @var Service_Client
	 */
	private $client;

	/**
	 * Finishes what was interrupted.
	 *
	 * @var Connector
	 */
	private $connector;

	/**
	 * Puts the ticker together.
	 *
	 * @since 0.1.0
	 *
	 * @param Service_Client $client    The way to the service.
	 * @param Connector      $connector Finishes what was interrupted.
	 */
	public function __construct( Service_Client $client, Connector $connector ) {
		$this->client    = $client;
		$this->connector = $connector;
	}

	/**
	 * Hooks into WordPress.
	 *
	 * @since 0.1.0
	 */
	public function register(): void {
		add_filter( 'cron_schedules', array( self::class, 'add_schedule' ) ); // phpcs:ignore WordPress.WP.CronInterval -- the service's holds end by the minute.
		add_action( self::HOOK, array( $this, 'run' ) );
		// Begins again where the schedule was lost: by a restored database, or a site that joined a network.
		add_action( 'admin_init', array( self::class, 'start' ) );
	}

	/**
	 * Tells WordPress what every minute means.
	 *
	 * @since 0.1.0
	 *
	 * @param array<string, array{interval: int, display: string}> $schedules Those there are.
	 * @return array<string, array{interval: int, display: string}>
	 */
	public static function add_schedule( array $schedules ): array {
		$schedules[ self::SCHEDULE ] = array(
			'interval' => MINUTE_IN_SECONDS,
			// Other plugins may ask before texts can be loaded.
			'display'  => did_action( 'init' ) ? __( 'Every minute', 'holdfast-booking' ) : 'Every minute',
		);
		return $schedules;
	}

	/**
	 * Begins to tick where the site is connected.
	 *
	 * @since 0.1.0
	 */
	public static function start(): void {
		if ( null !== Connection::load() && false === wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time(), self::SCHEDULE, self::HOOK );
		}
	}

	/**
	 * Stops ticking.
	 *
	 * @since 0.1.0
	 */
	public static function stop(): void {
		wp_clear_scheduled_hook( self::HOOK );
		delete_transient( self::LOCK );
	}

	/**
	 * Ticks once: asks the service to do what is due, finishes a change of keys that was interrupted, and keeps the contact fresh.
	 *
	 * @since 0.1.0
	 */
	public function run(): void {
		$connection = Connection::load();
		if ( null === $connection ) {
			return;
		}
		if ( null !== $connection->pending_key() && ! $connection->is_copy() ) {
			$this->connector->finish_key_change();
		}
		$answer = $this->client->send( self::build_tick(), self::TIMEOUT );
		if ( ! $answer instanceof Service_Answer || ! $answer->is_success() ) {
			return;
		}
		Observations::remember_tick();
		if ( time() - Observations::contact_seen_at() >= self::CONTACT_AGE ) {
			$this->refresh_contact();
		}
	}

	/**
	 * Notices a clock that has stopped, and sees to it once this request is answered.
	 *
	 * @since 0.1.0
	 */
	public function notice(): void {
		if ( time() - Observations::last_tick() <= self::OVERDUE || false !== get_transient( self::LOCK ) ) {
			return;
		}
		set_transient( self::LOCK, 1, MINUTE_IN_SECONDS );
		add_action( 'shutdown', array( $this, 'run_after_answer' ), 1000 );
	}

	/**
	 * Ticks when the visitor has got the answer. Where the server cannot send it before this is done, the tick is sent and not waited for.
	 *
	 * @since 0.1.0
	 */
	public function run_after_answer(): void {
		remove_action( 'shutdown', array( $this, 'run_after_answer' ), 1000 );
		$is_answered = false;
		foreach ( array( 'fastcgi_finish_request', 'litespeed_finish_request' ) as $finish ) {
			if ( ! $is_answered && function_exists( $finish ) ) {
				$is_answered = (bool) $finish();
			}
		}
		if ( $is_answered ) {
			$this->run();
		} else {
			Observations::remember_tick();
			$this->client->send_and_leave( self::build_tick() );
		}
	}

	/**
	 * Asks the service how its business can be reached.
	 */
	private function refresh_contact(): void {
		$answer   = $this->client->send( new Service_Request( 'GET', '/v1/services' ) );
		$business = $answer instanceof Service_Answer && $answer->is_success() ? ( $answer->fields()['business'] ?? null ) : null;
		if ( is_array( $business ) ) {
			Observations::remember_contact( $business );
		}
	}

	/**
	 * The request that winds the clock.
	 */
	private static function build_tick(): Service_Request {
		return ( new Service_Request( 'POST', '/v1/tick' ) )->with_json( array() );
	}
}
